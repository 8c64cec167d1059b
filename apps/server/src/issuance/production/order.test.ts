import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDate, startOfDayJst } from '@mibun/rules';
import type { Application } from '../applications/index.ts';
import { inMakingOrder, isExpress } from './order.ts';

const application = (
  id: string,
  receivedOn: string,
  more: Partial<Pick<Application, 'cause' | 'channel'>> = {},
) => ({
  id,
  cause: 'first' as const,
  channel: 'online' as const,
  receivedAt: startOfDayJst(plainDate(receivedOn)),
  changedAt: startOfDayJst(plainDate('2026-11-22')),
  ...more,
});

test('EXP-01 express needs a counter and a cause of EXP-02', () => {
  assert.equal(isExpress({ cause: 'lost', channel: 'desk' }), true);
  assert.equal(isExpress({ cause: 'lost', channel: 'online' }), false);
  assert.equal(isExpress({ cause: 'renewal', channel: 'desk' }), false);
});

test('§10.1 express first, then the oldest', () => {
  const waiting = [
    application('new', '2026-11-20'),
    application('old', '2026-11-01'),
    application('express', '2026-11-21', { cause: 'damaged', channel: 'desk' }),
    application('older express', '2026-11-19', { cause: 'lost', channel: 'desk' }),
  ];
  assert.deepEqual(
    inMakingOrder(waiting).map(({ id }) => id),
    ['older express', 'express', 'old', 'new'],
  );
});
