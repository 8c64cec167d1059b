import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonRows } from './json-rows.ts';

test('rows go as columns of the database, without nulls; what a value holds keeps its names and its nulls', () => {
  const at = new Date('2026-11-22T03:00:00Z');
  const rows = [{ chipSerial: 'a', wasListed: false, count: 0, at, reason: null, detail: { heldBy: null } }];
  assert.deepEqual(JSON.parse(jsonRows(rows)), [
    { chip_serial: 'a', was_listed: false, count: 0, at: at.toISOString(), detail: { heldBy: null } },
  ]);
});
