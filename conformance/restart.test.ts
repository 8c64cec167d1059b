import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { staffPersonas } from '@mibun/demo/people';
import { type MibunProcess, prepared, startMibunProcess, systemAt } from './harness/mibun.ts';
import { freePortRange } from './harness/ports.ts';

// One installation is started, killed, started again, stopped and moved to other ports, as an operator would: a process of
// its own each time, the same folder. The tests are steps of one story and depend on their order.

const STAFF = staffPersonas.length;
const RUNNING = /Mibun is running/;
const making = (at: number) => new RegExp(`making the staff card of ${staffPersonas[at]?.name}`);

describe('an installation outlives its process', () => {
  let folder: string;
  let data: string;
  let port: number;
  let mibun: MibunProcess;
  const started: MibunProcess[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mibun-restart-'));
    data = join(folder, 'data');
    port = await freePortRange(4);
  });
  after(async () => {
    for (const one of started) one.kill('SIGKILL');
    await Promise.all(started.map(({ ended }) => ended));
    await rm(folder, { recursive: true, force: true });
  });

  function start(on = port): MibunProcess {
    const one = startMibunProcess(data, on);
    started.push(one);
    return one;
  }
  const system = () => systemAt(port);
  const cardsIn = async (place: string) =>
    (await readdir(join(data, 'cards', place))).filter((name) => name.endsWith('.card')).sort();
  /** One line that says what is wrong and one that says what to do; nothing that looks like a crash. */
  function assertCalm({ stdout, stderr }: MibunProcess, problem: RegExp, hint: RegExp): void {
    assert.equal(stdout, '');
    const lines = stderr.trimEnd().split('\n');
    const [said = '', advice = ''] = lines.slice(-2);
    assert.match(said, problem);
    assert.match(advice, hint);
    assert.equal(lines.filter((line) => line.startsWith('mibun: ') && problem.test(line)).length, 1);
    assert.doesNotMatch(stderr, /^ +at |Error:|EADDRINUSE/m, 'no stack trace');
  }
  async function stopWith(signal: 'SIGINT' | 'SIGTERM'): Promise<void> {
    const asked = performance.now();
    mibun.kill(signal);
    assert.equal(await mibun.ended, 0, mibun.stderr);
    assert.ok(performance.now() - asked < 15_000, 'it stops within 15 seconds');
    assert.match(mibun.stderr, /mibun: stopping\n/);
    assert.doesNotMatch(mibun.stderr, /did not stop in time/);
  }

  test('kill -9 while the staff cards are being made: the data is left as it was at that moment', async () => {
    mibun = start();
    await mibun.said(RUNNING);
    const { mode, preparing } = await system();
    assert.equal(mode, 'demo');
    assert.deepEqual(preparing && { ...preparing, done: 0 }, { done: 0, of: STAFF });
    await mibun.said(making(2));
    mibun.kill('SIGKILL');
    assert.equal(await mibun.ended, 'SIGKILL');
    const finished = await cardsIn('wallet');
    assert.ok(finished.length >= 2 && finished.length < STAFF, `${finished.length} cards were finished`);
  });

  test('the next start goes on where the first was killed, and makes no card twice', async () => {
    const finished = await cardsIn('wallet');
    mibun = start();
    await mibun.said(RUNNING);
    await mibun.said(making(2));
    assert.doesNotMatch(mibun.stderr, /settling the people/, 'the people are there');
    assert.doesNotMatch(mibun.stderr, making(0), 'and so is the first card');
    assert.notEqual((await system()).preparing, null);
    const kept = await cardsIn('wallet');
    for (const card of finished) assert.ok(kept.includes(card), card);
  });

  test('Ctrl-C while cards are being made ends with exit code 0 within 15 seconds', async () => {
    await stopWith('SIGINT');
    assert.ok((await cardsIn('wallet')).length < STAFF, 'it did not wait for all of them');
  });

  test('killed once more in the middle of a card; in the end every member of staff has one card', async () => {
    mibun = start();
    await mibun.said(making(STAFF - 2));
    mibun.kill('SIGKILL');
    await mibun.ended;
    mibun = start();
    await mibun.said(RUNNING);
    await prepared(mibun, port);
    assert.equal((await cardsIn('wallet')).length, STAFF);
    assert.deepEqual(await cardsIn('factory'), []);
    assert.deepEqual(await readdir(join(data, 'cards', 'in-use')), [], 'no card is left in a reader');
    assert.doesNotMatch(mibun.stderr, /"level":(50|60)/, 'nothing went wrong on the way');
  });

  test('a second start on the same folder is refused, and the first does not notice', async () => {
    const second = start(await freePortRange(4));
    assert.equal(await second.ended, 1);
    assertCalm(
      second,
      new RegExp(`^mibun: another Mibun \\(process ${mibun.pid} on \\S+\\) uses .*data$`),
      /^hint: stop it first, or choose another folder with --data FOLDER$/,
    );
    assert.equal((await system()).preparing, null);
  });

  test('Ctrl-C with browsers connected ends with exit code 0 within 15 seconds', async () => {
    await Promise.all([1, 2, 3].map(() => system()));
    await stopWith('SIGINT');
  });

  test('each of the four ports, when taken, gives one calm line, and nothing is left running', async () => {
    for (const offset of [0, 1, 2, 3]) {
      const first = await freePortRange(4);
      const other = createServer().listen(first + offset, '127.0.0.1');
      await once(other, 'listening');
      const refused = start(first);
      const code = await refused.ended;
      other.close();
      assert.equal(code, 1, refused.stderr);
      assertCalm(
        refused,
        new RegExp(`^mibun: port ${first + offset} is taken$`),
        /^hint: stop the other program, or choose others with --port N/,
      );
    }
  });

  test('the third start with data is ready at once; SIGTERM stops it like Ctrl-C', async () => {
    mibun = start();
    await mibun.said(RUNNING);
    assert.equal((await system()).preparing, null);
    assert.doesNotMatch(mibun.stderr, /making the staff card|settling/);
    assert.equal((await cardsIn('wallet')).length, STAFF);
    await stopWith('SIGTERM');
  });

  test('Ctrl-C while it is still starting ends with exit code 0, and says nothing of running', async () => {
    mibun = start();
    await mibun.said(/opening the database/);
    await stopWith('SIGINT');
    assert.doesNotMatch(mibun.stdout, RUNNING);
  });
});
