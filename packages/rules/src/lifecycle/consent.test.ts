import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { walkLifecycle } from '../../testing/engine.ts';
import { addDays, plainDate } from '../dates.ts';
import { consentPeriod } from '../deadlines.ts';
import { CONSENT, isWithinConsent } from './consent.ts';

test('§6.8 consent: every state, event and actor, allowed or refused', () => {
  const walked = walkLifecycle(
    CONSENT,
    `
    - give GIVEN: resident
    GIVEN renew SUPERSEDED: resident
    GIVEN withdraw WITHDRAWN: resident
    GIVEN expire EXPIRED: timer
  `,
  );
  assert.equal(walked, 5 * 4 * 17);
});

test('LAT-04 nothing on the day of the consent itself, everything until the last second of the last day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), (days) => {
      const period = consentPeriod(addDays(plainDate('2016-01-01'), days));
      assert.ok(!isWithinConsent(period, new Date(period.from.getTime() - 1)));
      assert.ok(isWithinConsent(period, period.from));
      assert.ok(isWithinConsent(period, new Date(period.until.getTime() + 999)));
      assert.ok(!isWithinConsent(period, new Date(period.until.getTime() + 1000)));
      const years = (period.until.getTime() - period.from.getTime()) / 86_400_000;
      assert.ok(years > 3651 && years < 3654);
    }),
  );
});
