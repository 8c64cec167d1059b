import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, plainDate } from './dates.ts';
import { EXPRESS_CASES, type ExpressCaseId, expressEligibility, expressUntil } from './express.ts';
import { reissueFee } from './fees.ts';

const event = plainDate('2026-11-01');

test('EXP-02 appendix B 11: a new foreign resident is admitted on day 30 and refused on day 31', () => {
  const at = (day: number) =>
    expressEligibility({ case: 'new-foreign-resident', eventDate: event, on: addDays(event, day) });
  assert.equal(at(0).ok, true);
  assert.equal(at(30).ok, true);
  const late = at(31);
  assert.equal(late.ok ? 'ok' : late.reason, 'window-over');
  const early = at(-1);
  assert.equal(early.ok ? 'ok' : early.reason, 'not-yet');
});

test('EXP-02 every case but the newborn’s lasts 30 days', () => {
  for (const id of Object.keys(EXPRESS_CASES) as ExpressCaseId[]) {
    if (id !== 'newborn') assert.equal(expressUntil(id, event), '2026-12-01', id);
  }
});

test('EXP-02 a newborn until the day before the first birthday, also when born on 29 February', () => {
  assert.equal(expressUntil('newborn', event), '2027-10-31');
  assert.equal(expressUntil('newborn', plainDate('2028-02-29')), '2029-02-27');
});

test('EXP-02 what each case costs with certificates', () => {
  const fees = Object.fromEntries(
    Object.entries(EXPRESS_CASES).map(([id, { cause }]) => [
      id,
      reissueFee({ cause, express: true, withCertificates: true }).total,
    ]),
  );
  assert.deepEqual(fees, {
    newborn: 0,
    'move-in-from-abroad': 0,
    'new-foreign-resident': 0,
    'newly-recorded': 0,
    lost: 2000,
    damaged: 2000,
    'damaged-not-at-fault': 0,
    'wrongly-invalidated': 0,
    'number-changed': 0,
    'addendum-full': 0,
    released: 0,
  });
});
