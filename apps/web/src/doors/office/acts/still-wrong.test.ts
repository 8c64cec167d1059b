import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stillWrong } from './still-wrong.ts';

test('a field that was put right stops complaining, a new one does not start', () => {
  const name = { field: 'name', message: 'name' };
  const date = { field: 'date', message: 'date' };
  assert.deepEqual(stillWrong([name, date], [date]), [date]);
  assert.deepEqual(stillWrong([name], [name, date]), [name]);
  assert.deepEqual(stillWrong([], [name]), []);
});
