import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ApplicationState, addDays, destroyableFrom, plainDate } from '@mibun/rules';
import type { Application } from '../../../issuance/applications/index.ts';
import type { SetUp } from '../set-up/store.ts';
import { whyDue } from './due.ts';

const expiry = plainDate('2036-03-04');
const noticeOn = plainDate('2026-06-01');
const application = (state: ApplicationState) =>
  ({ state, receivedAt: new Date('2026-05-01T03:00:00Z') }) as Application;
const due = (state: ApplicationState, today: string, card: 'AT_OFFICE' | 'COLLECTED' = 'AT_OFFICE') =>
  whyDue({ state: card, expiry }, application(state), { noticeOn } as SetUp, plainDate(today));

test('NTC-03 a card that waits for its holder is kept until every deadline is over', () => {
  // Without a reminder that is its own last day (destroyableFrom).
  const from = destroyableFrom({ appliedOn: plainDate('2026-05-01'), cardExpiry: expiry, noticeOn });
  const before = addDays(from, -1);
  for (const state of ['AT_MUNICIPALITY', 'READY', 'UNCLAIMED'] as const) {
    assert.equal(due(state, '2026-06-02'), undefined, state);
    assert.equal(due(state, before), undefined, state);
    assert.ok(due(state, from), state);
  }
});

test('NTC-04 how long a card is kept after its reminder is for the country to set', () => {
  const reminderOn = plainDate('2026-08-02');
  const pickUp = { firstMonths: 2, reminderMonths: 1, destroyAfterMonths: 5 };
  const told = { noticeOn, reminderOn } as SetUp;
  const card = { state: 'AT_OFFICE', expiry } as const;
  const why = (today: string, given?: typeof pickUp) =>
    whyDue(card, application('UNCLAIMED'), told, plainDate(today), given);
  assert.deepEqual([why('2026-11-01', pickUp), why('2026-11-02', pickUp)], [undefined, 'unclaimed']);
  assert.deepEqual([why('2027-06-01'), why('2027-06-02')], [undefined, 'unclaimed']);
});

test('PRD-05 a card that nobody can have any more may go at once', () => {
  assert.equal(due('WITHDRAWN', '2026-06-02'), 'withdrawn');
  assert.equal(due('CANCELLED', '2026-06-02'), 'withdrawn');
  assert.equal(due('APPROVED', '2026-06-02'), 'replaced');
  assert.equal(due('READY', '2036-03-04'), undefined);
  assert.equal(due('READY', '2036-03-05'), 'expired');
  assert.equal(due('HANDED_OVER', '2026-06-02', 'COLLECTED'), 'collected');
});
