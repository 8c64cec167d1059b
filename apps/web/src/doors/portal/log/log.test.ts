import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byDay } from './days.ts';

const purpose = { ja: '窓口での手続', en: 'A procedure at the counter' };

test('entries are under the day in Japan, not that of the reader’s clock', () => {
  const entry = (id: number, at: string) => ({
    id,
    at,
    actor: { self: false, kind: 'clerk', kindLabel: purpose, name: '窓口 花子' },
    action: 'residents.read',
    words: purpose,
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
