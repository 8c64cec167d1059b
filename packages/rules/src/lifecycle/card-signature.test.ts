import assert from 'node:assert/strict';
import { test } from 'node:test';
import { walkLifecycle } from '../../testing/engine.ts';
import { CONSENT_SIGNATURE, SIGNING } from './card-signature.ts';

const ALLOWED = `
  - begin begun: resident
  begun prepare prepared: resident
  prepared prepare prepared: resident
  prepared complete signed: resident
  begun expire over: timer
  prepared expire over: timer
`;

for (const table of [SIGNING, CONSENT_SIGNATURE]) {
  test(`USE-03, LAT-04 ${table.title.en}: every state, event and actor, allowed or refused`, () => {
    assert.equal(walkLifecycle(table, ALLOWED), 5 * 4 * 17);
  });

  test(`${table.title.en}: what was to be signed goes with its ceremony, and every end is scheduled with what begins it`, () => {
    for (const { event, effects } of table.transitions) {
      assert.equal(effects.includes('delete-content'), event === 'expire', event);
      assert.equal(effects.includes('schedule-end'), event === 'begin' || event === 'complete', event);
    }
  });
}
