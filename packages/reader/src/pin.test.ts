import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { scriptedConnection } from '../testing/scripted-connection.ts';
import { credentialBytes } from './credentials.ts';
import { changePin, setInitialPin, triesLeft, verifyPin } from './pin.ts';

const SELECT_JPKI = ['00A4040C 0A D392F000260100000001', '9000'] as const;
const SELECT_TEXT = ['00A4040C 0A D3921000310001010408', '9000'] as const;
const SELECT_COMMON = ['00A4040C 0A D3921000310001010100', '9000'] as const;
const SELECT_JUKI = ['00A4040C 0A D3921000310001010401', '9000'] as const;
const select = (file: string) => [`00A4020C 02 ${file}`, '9000'] as const;
const tries = (answer: string) => ['00200080', answer] as const;

test('CHIP-07 tries are asked by an empty VERIFY, which uses none', async () => {
  const card = scriptedConnection(SELECT_JPKI, select('001B'), tries('63C5'));
  assert.equal(await triesLeft(card, 'signature'), 5);
  card.done();
});

test('chip.md §2.5 the registry PIN has as many tries as the place that has fewer', async () => {
  const card = scriptedConnection(
    ...[SELECT_COMMON, select('001C'), tries('63C3')],
    ...[SELECT_JUKI, select('001C'), tries('63C1')],
  );
  assert.equal(await triesLeft(card, 'registry'), 1);
  card.done();
});

test('chip.md §3.3 cards that answer 6984 or 6983 to the question have no try left', async () => {
  for (const answer of ['6984', '6983']) {
    const card = scriptedConnection(SELECT_JPKI, select('0018'), tries(answer));
    assert.equal(await triesLeft(card, 'authentication'), 0);
  }
});

test('PIN-05 VERIFY is sent once, after the counter was asked', async () => {
  const card = scriptedConnection(SELECT_JPKI, select('0018'), tries('63C3'), [
    '00200080 04 31323334',
    '9000',
  ]);
  await verifyPin(card, 'authentication', '1234');
  card.done();
});

test('CHIP-07 a wrong PIN is reported with the tries that remain', async () => {
  const card = scriptedConnection(SELECT_TEXT, select('0011'), tries('63C3'), [
    '00200080 04 31323334',
    '63C2',
  ]);
  await assert.rejects(verifyPin(card, 'text', '1234'), { code: 'wrong-pin', triesLeft: 2 });
  card.done();
});

test('PIN-05 nothing is sent to a credential that has no try left', async () => {
  const card = scriptedConnection(SELECT_JPKI, select('001B'), tries('63C0'));
  await assert.rejects(verifyPin(card, 'signature', 'ABC123'), { code: 'pin-blocked', triesLeft: 0 });
  card.done();
});

test('PIN-05 a card pulled out during VERIFY is not tried again', async () => {
  const card = scriptedConnection(SELECT_JPKI, select('0018'), tries('63C3'), [
    '00200080 04 31323334',
    new Error('removed'),
  ]);
  await assert.rejects(verifyPin(card, 'authentication', '1234'), { code: 'card-removed' });
  card.done();
});

test('PIN-04 malformed input never reaches the card', async () => {
  const silent = scriptedConnection();
  for (const [kind, pin] of [
    ['authentication', ''],
    ['authentication', '123'],
    ['authentication', '12345'],
    ['authentication', '１２３４'],
    ['authentication', '1234\n'],
    ['registry', '12a4'],
    ['text', ' 1234'],
    ['signature', 'abc123'],
    ['signature', 'ABCDEF'],
    ['signature', '123456'],
    ['signature', 'AB123'],
    ['signature', 'ABCDEFGH123456789'],
    ['signature', 'ABC 123'],
  ] as const) {
    await assert.rejects(verifyPin(silent, kind, pin), { code: 'malformed-pin' }, `${kind} ${pin}`);
    await assert.rejects(setInitialPin(silent, kind, pin), { code: 'malformed-pin' });
    await assert.rejects(changePin(silent, kind, pin, pin), { code: 'malformed-pin' });
  }
});

test('PIN-04 whatever is typed, only what can be a PIN is turned into bytes', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[A-Z0-9]{4,18}[a\n]?$/)), (typed) => {
      const sent = attempt(() => credentialBytes('signature', typed));
      const allowed = /^[A-Z0-9]{6,16}$/.test(typed) && /[A-Z]/.test(typed) && /[0-9]/.test(typed);
      assert.equal(sent !== undefined, allowed);
    }),
  );
});

test('an error message does not repeat what was typed', () => {
  assert.throws(
    () => credentialBytes('text', '98 76'),
    (error) => error instanceof Error && !/98|76/.test(error.message),
  );
});

test('chip.md §3.5 a PIN is changed by VERIFY of the old and CHANGE REFERENCE DATA with the new; then reset', async () => {
  const card = scriptedConnection(
    ...[SELECT_JPKI, select('0018'), tries('63C3')],
    ['00200080 04 31323334', '9000'],
    ['00240180 04 34333231', '9000'],
    'reset',
  );
  await changePin(card, 'authentication', '1234', '4321');
  card.done();
});

test('chip.md §2.5 the registry PIN is changed in both places, after the old one was right in both', async () => {
  const verified = (application: typeof SELECT_COMMON | typeof SELECT_JUKI) =>
    [application, select('001C'), tries('63C3'), ['00200080 04 31323334', '9000']] as const;
  const change = ['80320080 04 34333231', '9000'] as const;
  const card = scriptedConnection(
    ...[...verified(SELECT_COMMON), ...verified(SELECT_JUKI)],
    ...[...verified(SELECT_COMMON), change, ...verified(SELECT_JUKI), change],
    'reset',
  );
  await changePin(card, 'registry', '1234', '4321');
  card.done();
});

test('PIN-03 the first PIN is set without an old one, in every place, then the card is reset', async () => {
  const set = ['00240180 04 31323334', '9000'] as const;
  const card = scriptedConnection(
    ...[SELECT_COMMON, select('001C'), set],
    ...[SELECT_JUKI, select('001C'), set],
    'reset',
  );
  await setInitialPin(card, 'registry', '1234');
  card.done();
});

test('CHIP-08 the card is reset after a change that failed, too', async () => {
  const card = scriptedConnection(
    ...[SELECT_JPKI, select('0018'), tries('63C3')],
    ['00200080 04 31323334', '9000'],
    ['00240180 04 34333231', '6581'],
    'reset',
  );
  await assert.rejects(changePin(card, 'authentication', '1234', '4321'), { code: 'memory-failure' });
  card.done();
});

test('two commands on one card do not interleave', async () => {
  const card = scriptedConnection(
    ...[SELECT_JPKI, select('0018'), tries('63C3')],
    ...[SELECT_TEXT, select('0011'), tries('63C2')],
  );
  const both = await Promise.all([triesLeft(card, 'authentication'), triesLeft(card, 'text')]);
  assert.deepEqual(both, [3, 2]);
  card.done();
});

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
