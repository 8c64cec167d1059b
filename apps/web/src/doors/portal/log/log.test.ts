import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeAction } from './actions.ts';
import { byDay } from './days.ts';

const purpose = { ja: '窓口での手続', en: 'A procedure at the counter' };

test('USE-05 an act is told in words, in both languages, whatever module did it', () => {
  const clerk = { kind: 'clerk', self: false };
  const told = (action: string, actor = clerk) => describeAction({ action, actor, purpose });
  assert.equal(told('cards.suspend').en, 'suspended your card');
  assert.equal(told('residents.read').en, 'looked at your resident record');
  assert.equal(
    told('residents.read', { kind: 'verifier', self: false }).en,
    'received what is registered about you',
  );
  assert.equal(told('residents.read', { kind: 'system', self: true }).en, 'looked up your name for a log-in');
  assert.equal(told('residents.read', { kind: 'system', self: false }).en, 'looked at your resident record');
  assert.match(told('access.refused').en, /was refused/);
  assert.equal(told('cards.mark-replace').ja, 'カード：追記欄満了として記録する');
  assert.equal(told('unheard.of'), purpose);
});

test('entries are under the day in Japan, not that of the reader’s clock', () => {
  const entry = (id: number, at: string) => ({
    id,
    at,
    actor: { self: false, kind: 'clerk', kindLabel: purpose, name: '窓口 花子' },
    action: 'residents.read',
    purpose,
  });
  const days = byDay([
    entry(3, '2026-11-22T15:10:00Z'),
    entry(2, '2026-11-22T14:50:00Z'),
    entry(1, '2026-11-21T15:00:00Z'),
  ]);
  assert.deepEqual(
    days.map(({ date, entries }) => `${date}: ${entries.map(({ id }) => id)}`),
    ['2026-11-23: 3', '2026-11-22: 2,1'],
  );
});
