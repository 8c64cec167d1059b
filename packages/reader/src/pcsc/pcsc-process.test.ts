import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { CardReaders, type ReaderEvent } from './card-readers.ts';
import { PcscProcess } from './pcsc-process.ts';

/** A program in the place of the one that speaks PC/SC. */
function played(t: TestContext, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'mibun-pcsc-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const program = join(folder, 'program.mjs');
  writeFileSync(program, text.replaceAll('FOLDER', folder));
  return program;
}

/** Answers to a start; what it does to the rest is given. The first process of its kind differs from later ones. */
const SERVICE = (rest: string) => `
  import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
  const isFirst = !existsSync('FOLDER/first');
  writeFileSync('FOLDER/first', '');
  const tell = (message) => process.send(message);
  process.on('disconnect', () => process.exit());
  process.on('message', ({ id, what }) => {
    const ok = (value) => tell({ id, value });
    if (what.call === 'start') {
      ok();
      tell({ event: 'reader', client: what.client, reader: 7, name: 'A' });
      tell({ event: 'change', reader: 7, raw: 0x20 });
    } else if (what.call === 'connect') ok(1);
    else if (what.call === 'transaction') ok(2);
    else if (what.call === 'state') ok(Uint8Array.of(0x3b, 0xe0));
    else { ${rest} }
  });
  tell({ event: 'ready' });`;

const FOR_EVER = 'for (;;) {}';
/** What a process that runs needs for an answer, many times over; it is waited for in full where none comes. */
const PATIENCE_MS = 1_000;

async function opened(t: TestContext, program: string, patienceMs: number) {
  const events: ReaderEvent['kind'][] = [];
  const readers = await CardReaders.open({
    retryMs: 1,
    pulseMs: 1_000_000,
    load: () => new PcscProcess({ program, patienceMs, mayRun: () => true }).load(),
  });
  t.after(() => readers.close());
  const heard = (kind: ReaderEvent['kind']) =>
    new Promise<void>((resolve) => void readers.watch((event) => event.kind === kind && resolve()));
  readers.watch(({ kind }) => events.push(kind));
  return { readers, events, heard };
}

const SILENT = { code: 'reader-service', message: /does not answer/ };

test('a service that never answers freezes its process alone; that one is replaced until one answers', async (t) => {
  const program = played(
    t,
    SERVICE('ok();').replace("if (what.call === 'start') {", `if (isFirst) ${FOR_EVER} else $&`),
  );
  const { readers, heard } = await opened(t, program, PATIENCE_MS);
  assert.deepEqual([readers.running, readers.silent, readers.list()], [false, true, []]);
  await assert.rejects(readers.connect('A'), SILENT);
  await heard('card-inserted');
  assert.deepEqual([readers.running, readers.silent], [true, false]);
  assert.equal((await readers.connect('A')).reader, 'A');
});

test('a command to a service that has frozen ends when it gives no sign of life, and is not sent again', async (t) => {
  const frozen = `if (isFirst && what.call === 'transmit') ${FOR_EVER}
    ok(what.call === 'transmit' ? Uint8Array.of(0x90, 0) : undefined);`;
  const { readers, events, heard } = await opened(t, played(t, SERVICE(frozen)), PATIENCE_MS);
  await readers.settled;
  const card = await readers.connect('A');
  const answer = card.transmit(Uint8Array.of(0, 0xa4));
  const back = heard('card-inserted');
  const other = readers.connect('A', { waitMs: 1 });
  await assert.rejects(other, SILENT, 'a service that is frozen is not taken for a card that is in use');
  await assert.rejects(answer, SILENT);
  assert.match((await card.gone).message, /does not answer/);
  await back;
  assert.deepEqual(events.slice(-4), ['service-stopped', 'service-started', 'reader-added', 'card-inserted']);
  await assert.rejects(card.transmit(Uint8Array.of(0, 0xa4)), SILENT, 'the old connection stays over');
  await card.close();
  const next = await readers.connect('A');
  assert.deepEqual(await next.transmit(Uint8Array.of(0, 0xa4)), Uint8Array.of(0x90, 0));
});

test('a process that takes long to begin, as on a busy machine, is no service that is silent', async (t) => {
  // The first one dies of a command; the next is still being started when it is asked for the readers.
  const dies = `if (isFirst && what.call === 'transmit') process.kill(process.pid, 'SIGKILL'); else ok();`;
  const slow = SERVICE(dies).replace(
    "writeFileSync('FOLDER/first', '');",
    `$&
  appendFileSync('FOLDER/begun', isFirst ? '1' : '2');
  if (!isFirst) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${2 * PATIENCE_MS});`,
  );
  const program = played(t, slow);
  const { readers, heard } = await opened(t, program, PATIENCE_MS);
  await readers.settled;
  const card = await readers.connect('A');
  const back = heard('card-inserted');
  await assert.rejects(card.transmit(Uint8Array.of(0, 0xa4)), { code: 'reader-service' });
  await back;
  assert.equal(readers.silent, false);
  assert.equal(readFileSync(join(dirname(program), 'begun'), 'utf8'), '12', 'none was killed as it began');
});

test('an answer that came while this process stood still is no silence', async (t) => {
  const options = { program: played(t, SERVICE('ok();')), patienceMs: PATIENCE_MS, mayRun: () => true };
  const pcsc = await new PcscProcess(options).load();
  t.after(() => pcsc.end());
  const client = pcsc.newClient();
  await client.start();
  const answer = client.ping?.();
  await new Promise((resolve) => setImmediate(resolve));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2 * PATIENCE_MS);
  await answer;
  assert.ok(pcsc.runs);
});

test('a process that dies is a service that stopped', async (t) => {
  const dies = `if (isFirst && what.call === 'transmit') process.kill(process.pid, 'SIGKILL'); else ok();`;
  const { readers, heard } = await opened(t, played(t, SERVICE(dies)), 30_000);
  await readers.settled;
  const card = await readers.connect('A');
  const back = heard('card-inserted');
  await assert.rejects(card.transmit(Uint8Array.of(0, 0xa4)), { code: 'reader-service' });
  assert.equal(readers.silent, false);
  await back;
});

test('a process that cannot load PC/SC says that there is no support for readers', async (t) => {
  const program = played(t, 'process.exit(1);');
  await assert.rejects(CardReaders.open({ load: () => new PcscProcess({ program }).load() }), {
    code: 'reader-support',
  });
});

test('where there is no service no process is kept to ask for it', async (t) => {
  const program = played(t, SERVICE('ok();'));
  const pcsc = await new PcscProcess({ program, mayRun: () => false }).load();
  const client = pcsc.newClient();
  await assert.rejects(Promise.resolve(client.start()), { code: 'NoService' });
  assert.equal(pcsc.runs, false);
});
