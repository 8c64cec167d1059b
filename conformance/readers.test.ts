import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import {
  attachToVpcd,
  type CardConnection,
  CardReaders,
  type ChipContacts,
  connectInProcess,
  listReaders,
  openVpcdReader,
  PcscProcess,
  type ReaderEvent,
  signWithAuthentication,
  triesLeft,
  type VpcdAttachment,
  verifyPin,
} from '@mibun/reader';
import { SAMPLE, sampleCard } from '@mibun/reader/testing/sample-card';
import { runProgram } from './harness/programs.ts';
import { whenAsked } from './harness/spied-chip.ts';
import { BEHAVIOURS } from './harness/terminal-behaviour.ts';
import { startVirtualReaders, type VirtualReaders } from './harness/vpcd.ts';

// Cards in PC/SC readers: pcscd with vsmartcard's virtual readers, and OpenSC as the other program on the machine.
// Needs pcscd, vsmartcard-vpcd, opensc and gcc.

const MESSAGE = Buffer.from('what is signed');
const PIN = SAMPLE.pins.authentication;

let machine: VirtualReaders;
let readers: CardReaders;
before(async () => {
  machine = await startVirtualReaders({ readers: 2 });
  Object.assign(process.env, machine.env);
  readers = await CardReaders.open({ retryMs: 20 });
  await readers.settled;
});
after(async () => {
  await readers.close();
  await machine.stop();
});

/** Puts a chip into a virtual reader and waits until PC/SC programs hear of it. */
async function putInto(index: number, chip: ChipContacts): Promise<VpcdAttachment> {
  const seen = nextEvent('card-inserted', machine.names[index]);
  const card = await attachToVpcd(chip, { port: machine.ports[index] ?? 0 });
  await seen;
  return card;
}

async function pull(card: VpcdAttachment, index: number): Promise<void> {
  const seen = nextEvent('card-removed', machine.names[index]);
  card.remove();
  await seen;
}

function nextEvent(kind: ReaderEvent['kind'], reader?: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = readers.watch((event) => {
      if (event.kind !== kind || (reader !== undefined && 'reader' in event && event.reader !== reader))
        return;
      stop();
      resolve();
    });
  });
}

const name = (index: number): string => machine.names[index] ?? '';

type Transport = () => Promise<{ readonly card: CardConnection; release(): Promise<void> }>;

const TRANSPORTS: Readonly<Record<string, Transport>> = {
  'in the same process': async () => {
    const { chip } = await sampleCard();
    return { card: connectInProcess(chip), release: async () => undefined };
  },
  'over vpcd’s protocol': async () => {
    const { chip } = await sampleCard();
    const reader = await openVpcdReader();
    await attachToVpcd(chip, { port: reader.port });
    return { card: await reader.nextCard(), release: () => reader.close() };
  },
  'in a PC/SC reader': async () => {
    const { chip } = await sampleCard();
    const attached = await putInto(0, chip);
    return { card: await readers.connect(name(0)), release: () => pull(attached, 0) };
  },
  'in a PC/SC reader, exclusively': async () => {
    const { chip } = await sampleCard();
    const attached = await putInto(0, chip);
    return { card: await readers.connect(name(0), { exclusive: true }), release: () => pull(attached, 0) };
  },
};

for (const [where, transport] of Object.entries(TRANSPORTS)) {
  describe(`a card ${where}`, () => {
    let held: Awaited<ReturnType<Transport>>;
    before(async () => {
      held = await transport();
    });
    after(() => held.release());
    for (const { claim, run } of BEHAVIOURS) test(claim, () => run(held.card));
  });
}

test('readers are listed with what lies in them', async () => {
  const { chip } = await sampleCard();
  const card = await putInto(1, chip);
  const listed = await listReaders();
  assert.deepEqual(
    listed.filter((reader) => machine.names.includes(reader.name)).map((reader) => reader.card),
    ['none', 'present'],
  );
  await pull(card, 1);
});

test('a card pulled during a signature: an error that says so, no try lost, and the card can be used again', async () => {
  const { chip } = await sampleCard();
  const pulling: VpcdAttachment[] = [];
  pulling.push(
    await putInto(
      0,
      whenAsked(chip, 0x2a, () => pulling[0]?.remove()),
    ),
  );
  const card = await readers.connect(name(0));
  const pulled = nextEvent('card-removed', name(0));
  await assert.rejects(signWithAuthentication(card, PIN, MESSAGE), { code: 'card-removed' });
  await assert.rejects(triesLeft(card, 'authentication'), { code: 'card-removed' });
  await pulled;
  const again = await putInto(0, chip);
  const next = await readers.connect(name(0));
  assert.equal(await triesLeft(next, 'authentication'), 3);
  assert.equal((await signWithAuthentication(next, PIN, MESSAGE)).length, 256);
  await next.close();
  await pull(again, 0);
});

test('PIN-05 a VERIFY whose answer is lost is sent once, and the tries are read anew', async () => {
  const { chip } = await sampleCard();
  let verifies = 0;
  const pulling: VpcdAttachment[] = [];
  const pulledAfterVerify = whenAsked(chip, 0x20, (when) => {
    if (when === 'before') verifies += 1;
    else pulling[0]?.remove();
  });
  pulling.push(await putInto(0, pulledAfterVerify));
  const card = await readers.connect(name(0));
  const pulled = nextEvent('card-removed', name(0));
  await assert.rejects(verifyPin(card, 'authentication', '9999'), {
    code: 'card-removed',
    triesLeft: undefined,
  });
  assert.equal(verifies, 1);
  await pulled;
  const again = await putInto(0, chip);
  const next = await readers.connect(name(0));
  assert.equal(await triesLeft(next, 'authentication'), 2);
  await next.close();
  await pull(again, 0);
});

test('a card swapped between SELECT and VERIFY: neither loses a try, and the second never gets the PIN', async () => {
  const [first, second] = [await sampleCard(), await sampleCard()];
  const pulling: VpcdAttachment[] = [];
  let swapped: Promise<VpcdAttachment> | undefined;
  // The question for the tries is the last command before VERIFY; the card leaves as it answers.
  const leaving: ChipContacts = {
    atr: first.chip.atr,
    powerOn: () => first.chip.powerOn(),
    reset: () => first.chip.reset(),
    powerOff: () => first.chip.powerOff(),
    transmit: (command) => {
      const answer = first.chip.transmit(command);
      if (command[1] === 0x20) {
        setImmediate(() => {
          pulling[0]?.remove();
          swapped = attachToVpcd(spied, { port: machine.ports[0] ?? 0 });
        });
      }
      return answer;
    },
  };
  let verifies = 0;
  const spied = whenAsked(second.chip, 0x20, () => {
    verifies += 1;
  });
  pulling.push(await putInto(0, leaving));
  const card = await readers.connect(name(0));
  await assert.rejects(verifyPin(card, 'authentication', '9999'), { code: 'card-removed' });
  const attached = await swapped;
  assert.ok(attached);
  await attached.ready;
  await assert.rejects(verifyPin(card, 'authentication', '9999'), { code: 'card-removed' });
  assert.equal(verifies, 0);
  const next = await readers.connect(name(0));
  assert.equal(await triesLeft(next, 'authentication'), 3);
  await next.close();
  assert.equal(await triesLeft(connectInProcess(first.chip), 'authentication'), 3);
  await pull(attached, 0);
});

test('a card pulled while nothing is sent is reported at once', async () => {
  const { chip } = await sampleCard();
  const attached = await putInto(0, chip);
  const card = await readers.connect(name(0));
  await pull(attached, 0);
  assert.equal((await card.gone).code, 'card-removed');
  await card.close();
});

test('a reader shared with a program that reads the card in a loop: both get their turn, neither comes between', async () => {
  const { chip } = await sampleCard();
  const card = await putInto(0, chip);
  const outcomes: string[] = [];
  let going = true;
  const other = (async () => {
    while (going) {
      const { status, everything } = await runProgram(
        'opensc-tool',
        [
          '--reader',
          name(0),
          '--card-driver',
          'default',
          '--send-apdu',
          '00:A4:04:0C:0A:D3:92:10:00:31:00:01:01:04:08',
        ],
        machine.env,
      );
      outcomes.push(status === 0 && /SW1=0x90/.test(everything) ? 'done' : 'refused');
    }
  })();
  // OpenSC selects another application whenever it gets a turn; a signature in pieces would fail.
  for (let turn = 0; turn < 20; turn++) {
    const mine = await readers.connect(name(0), { waitMs: 10_000 });
    assert.equal((await signWithAuthentication(mine, PIN, MESSAGE)).length, 256);
    assert.equal(await triesLeft(mine, 'authentication'), 3);
    await mine.close();
    await new Promise((resolve) => setImmediate(resolve));
  }
  going = false;
  await other;
  const last = await runProgram('opensc-tool', ['--reader', name(0), '--atr'], machine.env);
  assert.equal(last.status, 0, last.everything);
  assert.ok(outcomes.length > 0);
  await pull(card, 0);
});

test('while we have the card another program waits or is refused, and while it has the card so are we', async () => {
  const { chip } = await sampleCard();
  const attached = await putInto(0, chip);
  const mine = await readers.connect(name(0));
  const opensc = runProgram('opensc-tool', ['--reader', name(0), '--atr'], machine.env);
  for (let turn = 0; turn < 20; turn++) await signWithAuthentication(mine, PIN, MESSAGE);
  await mine.close();
  assert.equal((await opensc).status, 0);
  const alone = await readers.connect(name(0), { exclusive: true });
  const refused = await runProgram(
    'opensc-tool',
    ['--reader', name(0), '--card-driver', 'default', '--send-apdu', '00:84:00:00:08'],
    machine.env,
  );
  assert.doesNotMatch(refused.everything, /SW1=0x90/);
  await alone.close();

  const script = `import { connectToReader } from '@mibun/reader';
    const card = await connectToReader(${JSON.stringify(name(0))});
    console.log('mine');
    process.stdin.on('data', async () => { await card.close(); process.exit(); });`;
  const holder = spawn(process.execPath, ['--input-type=module-typescript', '--eval', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
    cwd: import.meta.dirname,
  });
  const ended = once(holder, 'exit');
  await once(holder.stdout, 'data');
  await assert.rejects(readers.connect(name(0), { waitMs: 100 }), { code: 'reader-in-use' });
  const patient = readers.connect(name(0), { waitMs: 20_000 });
  holder.stdin.write('\n');
  const card = await patient;
  assert.equal(await triesLeft(card, 'authentication'), 3);
  await card.close();
  await ended;
  await pull(attached, 0);
});

test('pcscd killed and started again: the command says so, and readers and cards come back by themselves', async () => {
  const { chip } = await sampleCard();
  await putInto(0, chip);
  const card = await readers.connect(name(0));
  const stopped = nextEvent('service-stopped');
  await machine.kill();
  await assert.rejects(triesLeft(card, 'authentication'), { code: 'reader-service' });
  await stopped;
  await assert.rejects(readers.connect(name(0)), { code: 'reader-service' });
  await assert.rejects(listReaders(), { code: 'reader-service' });
  const started = nextEvent('service-started');
  await machine.restart();
  await started;
  const again = await putInto(0, chip);
  const next = await readers.connect(name(0));
  assert.equal(await triesLeft(next, 'authentication'), 3);
  await next.close();
  await pull(again, 0);
});

/** What a person's programs would wait for by themselves. */
const SHORT = { retryMs: 20, pulseMs: 200 };

test('a service that is frozen: this process goes on, every call says so, and with the thaw readers and cards are back', async () => {
  const { chip } = await sampleCard();
  const attached = await putInto(0, chip);
  const own = await CardReaders.open({ ...SHORT, load: () => new PcscProcess({ patienceMs: 1000 }).load() });
  try {
    await own.settled;
    const card = await own.connect(name(0));
    const heard = (kind: ReaderEvent['kind']) =>
      new Promise<void>((resolve) => void own.watch((event) => event.kind === kind && resolve()));
    const [stopped, started] = [heard('service-stopped'), heard('service-started')];
    machine.freeze();
    try {
      const silent = { code: 'reader-service', message: /does not answer/ };
      await assert.rejects(triesLeft(card, 'authentication'), silent);
      await stopped;
      assert.ok(own.silent);
      await assert.rejects(own.connect(name(0)), silent);
      await assert.rejects(listReaders({ load: () => new PcscProcess({ patienceMs: 1000 }).load() }), silent);
    } finally {
      machine.thaw();
    }
    await started;
    await own.settled;
    assert.ok(!own.silent);
    while (own.list()[0]?.card !== 'present') await new Promise((resolve) => setTimeout(resolve, 20));
    const again = await own.connect(name(0));
    assert.equal(await triesLeft(again, 'authentication'), 3);
    await again.close();
  } finally {
    await own.close();
  }
  await pull(attached, 0);
});

test('a socket that takes every call and never answers ends with an error, and the program can end', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'mibun-silent-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const socket = createServer(() => undefined).listen(join(folder, 'pcscd.comm'));
  t.after(() => socket.close());
  await once(socket, 'listening');
  const program = `
    import { listReaders } from '@mibun/reader';
    let ticks = 0;
    const clock = setInterval(() => { ticks += 1; }, 50);
    await listReaders().catch((error) => console.log(error.code, error.message));
    clearInterval(clock);
    console.log(ticks > 10 ? 'went on' : 'stood still');`;
  const { output } = await runProgram(process.execPath, ['--input-type=module', '-e', program], {
    PCSCLITE_CSOCK_NAME: join(folder, 'pcscd.comm'),
  });
  assert.equal(output, 'reader-service the card reader service (PC/SC) does not answer\nwent on\n');
});

test('a reader that is unplugged: its connection ends with that reason, the others go on', async () => {
  const [lost, kept] = [await sampleCard(), await sampleCard()];
  await putInto(0, lost.chip);
  const stays = await putInto(1, kept.chip);
  const card = await readers.connect(name(0));
  const other = await readers.connect(name(1));
  const gone = nextEvent('reader-removed', name(0));
  await machine.unplug(0);
  await gone;
  assert.equal((await card.gone).code, 'reader-removed');
  await assert.rejects(triesLeft(card, 'authentication'), { code: 'reader-removed' });
  await assert.rejects(readers.connect(name(0)), { code: 'reader-removed' });
  assert.equal(await triesLeft(other, 'authentication'), 3);
  await other.close();
  await pull(stays, 1);
});
