import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type FakeCard, FakePcsc, pcscFailure } from '../../testing/fake-pcsc.ts';
import type { CardError, CardErrorCode } from '../card-error.ts';
import { triesLeft, verifyPin } from '../pin.ts';
import { CardReaders, connectToReader, listReaders, type ReaderEvent } from './card-readers.ts';

const OK = Uint8Array.of(0x90, 0x00);
const obedient: FakeCard = () => OK;

async function openReaders(t: TestContext, pcsc: FakePcsc) {
  const readers = await CardReaders.open({ load: async () => pcsc, retryMs: 1 });
  const events: ReaderEvent[] = [];
  readers.watch((event) => events.push(event));
  t.after(() => readers.close());
  await readers.settled;
  return { readers, events };
}

const code = (expected: CardErrorCode) => (error: CardError) => {
  assert.equal(error.code, expected);
  assert.ok(error.hint.length > 10);
  return true;
};

test('readers and cards come and go', async (t) => {
  const pcsc = new FakePcsc();
  pcsc.plugIn('A', obedient);
  const { readers, events } = await openReaders(t, pcsc);
  assert.deepEqual(readers.list(), [{ name: 'A', card: 'present' }]);
  events.length = 0;
  pcsc.plugIn('B');
  pcsc.insert('B', obedient);
  pcsc.pull('B');
  pcsc.insert('B', obedient, 0x220);
  assert.deepEqual(readers.list(), [
    { name: 'A', card: 'present' },
    { name: 'B', card: 'mute' },
  ]);
  pcsc.unplug('B');
  assert.deepEqual(
    events.map(({ kind }) => kind),
    ['reader-added', 'card-inserted', 'card-removed', 'card-inserted', 'reader-removed'],
  );
  assert.deepEqual(await listReaders({ load: async () => pcsc }), [{ name: 'A', card: 'present' }]);
});

test('CHIP-08 an exclusive card is reset by a power cycle, and left without power', async (t) => {
  const pcsc = new FakePcsc();
  pcsc.plugIn('A', obedient);
  const { readers } = await openReaders(t, pcsc);
  const card = await readers.connect('A', { exclusive: true });
  assert.deepEqual([...card.atr], [0x3b, 0xe0]);
  assert.deepEqual(await card.transmit(Uint8Array.of(0, 0x84, 0, 0, 8)), OK);
  await card.reset();
  await card.close();
  await card.close();
  assert.deepEqual(pcsc.log, ['connect exclusive', '0084000008', 'reconnect 2', 'disconnect 2']);
  await assert.rejects(card.transmit(OK), code('card-removed'));
});

test('a shared connection keeps others away by one transaction over its whole life', async (t) => {
  const pcsc = new FakePcsc();
  pcsc.plugIn('A', obedient);
  const { readers } = await openReaders(t, pcsc);
  await (await readers.connect('A', { exclusive: false })).close();
  assert.deepEqual(pcsc.log, ['connect shared', 'transaction', 'transaction ends', 'disconnect 2']);
});

test('a card that another program has is waited for, and then named', async (t) => {
  const pcsc = new FakePcsc();
  pcsc.plugIn('A', obedient);
  const { readers } = await openReaders(t, pcsc);
  pcsc.busyTimes = 1;
  await (await readers.connect('A')).close();
  pcsc.busyTimes = Number.POSITIVE_INFINITY;
  await assert.rejects(readers.connect('A', { waitMs: 0 }), code('reader-in-use'));
});

test('what cannot be connected to says why', async (t) => {
  const pcsc = new FakePcsc();
  pcsc.plugIn('A');
  const { readers } = await openReaders(t, pcsc);
  await assert.rejects(readers.connect('A'), code('no-card'));
  await assert.rejects(readers.connect('B'), code('reader-removed'));
  pcsc.stop();
  await assert.rejects(readers.connect('A'), code('reader-service'));
  await assert.rejects(listReaders({ load: async () => pcsc }), code('reader-service'));
  const missing = () => Promise.reject(new Error('pcsc-mini'));
  await assert.rejects(CardReaders.open({ load: missing }), /pcsc-mini/);
});

for (const [failure, state, expected] of [
  ['RemovedCard', undefined, 'card-removed'],
  ['UnresponsiveCard', undefined, 'card-removed'],
  ['ResetCard', undefined, 'card-reset'],
  ['ReaderUnavailable', undefined, 'reader-removed'],
  ['NoService', undefined, 'reader-service'],
  ['ServiceStopped', undefined, 'reader-service'],
  ['SharingViolation', undefined, 'reader-in-use'],
  ['Timeout', undefined, 'card-timeout'],
  ['NotTransacted', undefined, 'card-removed'],
  ['NotTransacted', 'ReaderUnavailable', 'reader-removed'],
  ['CommError', 'NoService', 'reader-service'],
  ['SomethingNew', 'CommError', 'card-removed'],
] as const) {
  test(`a command that ends with ${failure}, the state with ${state ?? 'nothing wrong'}: ${expected}`, async (t) => {
    const pcsc = new FakePcsc();
    pcsc.plugIn('A', () => {
      throw pcscFailure(failure);
    });
    const { readers } = await openReaders(t, pcsc);
    const card = await readers.connect('A');
    pcsc.stateFailure = state;
    await assert.rejects(card.transmit(OK), code(expected));
    assert.equal((await card.gone).code, expected);
    // Whatever lies in the reader now gets nothing of what was meant for the first card.
    const sent = pcsc.log.length;
    await assert.rejects(card.transmit(OK), code(expected));
    await assert.rejects(card.reset(), code(expected));
    assert.equal(pcsc.log.length, sent);
    assert.ok(pcsc.log.includes('disconnect 2'));
  });
}

test('PIN-05 a VERIFY whose answer is lost is not sent again, and the tries are asked anew', async (t) => {
  const pcsc = new FakePcsc();
  let tries = 3;
  pcsc.plugIn('A', (command) => {
    if (command[1] !== 0x20) return OK;
    if (command.length === 4) return Uint8Array.of(0x63, 0xc0 | tries);
    tries -= 1;
    pcsc.pull('A', { noticed: false });
    throw pcscFailure('NotTransacted');
  });
  const { readers } = await openReaders(t, pcsc);
  const card = await readers.connect('A');
  await assert.rejects(verifyPin(card, 'authentication', '1234'), (error: CardError) => {
    assert.equal(error.triesLeft, undefined);
    return code('card-removed')(error);
  });
  assert.equal(pcsc.log.filter((line) => line.startsWith('0020008004')).length, 1);
  pcsc.insert('A', (command) => (command[1] === 0x20 ? Uint8Array.of(0x63, 0xc0 | tries) : OK));
  assert.equal(await triesLeft(await readers.connect('A'), 'authentication'), 2);
});

test('a card pulled while nothing is sent is reported at once', async (t) => {
  const pcsc = new FakePcsc();
  pcsc.plugIn('A', obedient);
  pcsc.plugIn('B', obedient);
  const { readers } = await openReaders(t, pcsc);
  const inA = await readers.connect('A');
  const inB = await readers.connect('B');
  pcsc.pull('A');
  assert.equal((await inA.gone).code, 'card-removed');
  pcsc.unplug('B');
  assert.equal((await inB.gone).code, 'reader-removed');
});

test('a card pulled, or a service stopped, in the moment of closing: whoever closes hears nothing of it', async (t) => {
  for (const exclusive of [true, false]) {
    const pcsc = new FakePcsc();
    pcsc.plugIn('A', obedient);
    const { readers } = await openReaders(t, pcsc);
    const card = await readers.connect('A', { exclusive });
    pcsc.pull('A', { noticed: false });
    await card.close();
    await assert.rejects(card.transmit(OK), code('card-removed'), 'it is closed all the same');
    pcsc.insert('A', obedient);
    const next = await readers.connect('A', { exclusive });
    pcsc.running = false;
    await next.close();
    pcsc.running = true;
  }
});

test('a card that never answers is given up', async (t) => {
  const pcsc = new FakePcsc();
  pcsc.plugIn('A', () => new Promise(() => undefined));
  const { readers } = await openReaders(t, pcsc);
  const card = await readers.connect('A', { commandTimeoutMs: 1 });
  await assert.rejects(card.transmit(OK), code('card-timeout'));
});

test('a service that stops ends every connection, and its return brings the readers back', async (t) => {
  const pcsc = new FakePcsc();
  pcsc.plugIn('A', obedient);
  const { readers, events } = await openReaders(t, pcsc);
  const card = await readers.connect('A');
  pcsc.stop();
  assert.equal((await card.gone).code, 'reader-service');
  assert.deepEqual([readers.running, readers.list()], [false, []]);
  const back = new Promise<void>((resolve) => {
    readers.watch(({ kind }) => kind === 'card-inserted' && resolve());
  });
  pcsc.start();
  await back;
  assert.deepEqual(readers.list(), [{ name: 'A', card: 'present' }]);
  assert.deepEqual(
    events.map(({ kind }) => kind),
    ['service-stopped', 'service-started', 'reader-added', 'card-inserted'],
  );
  await (await readers.connect('A')).close();
});

test('a watch that has run wild is replaced: what is still there stays, what is not was unplugged', async (t) => {
  const pcsc = new FakePcsc();
  pcsc.plugIn('A', obedient);
  pcsc.plugIn('B', obedient);
  const { readers, events } = await openReaders(t, pcsc);
  const stays = await readers.connect('A');
  const leaves = await readers.connect('B');
  events.length = 0;
  pcsc.overflow('B');
  assert.equal((await leaves.gone).code, 'reader-removed');
  assert.deepEqual(events, [{ kind: 'reader-removed', reader: 'B' }]);
  assert.deepEqual(await stays.transmit(OK), OK);
  pcsc.pull('A');
  assert.equal((await stays.gone).code, 'card-removed');
});

test('connectToReader lets go of PC/SC with the connection', async () => {
  const pcsc = new FakePcsc();
  pcsc.plugIn('A', obedient);
  const card = await connectToReader('A', { load: async () => pcsc, exclusive: true });
  await card.close();
  assert.deepEqual(pcsc.log, ['connect exclusive', 'disconnect 2']);
  await assert.rejects(connectToReader('B', { load: async () => pcsc }), code('reader-removed'));
});
