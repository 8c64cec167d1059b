import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextSort, readTableQuery } from './table-query.ts';

test('a table reads its state from the address', () => {
  const query = readTableQuery(new URLSearchParams('q=見本&page=3&sort=-days&state=ready&other=1'), [
    'state',
    'office',
  ]);
  assert.deepEqual(query, {
    page: 3,
    search: '見本',
    sort: { column: 'days', direction: 'desc' },
    filters: { state: 'ready', office: '' },
  });
});

test('an address that makes no sense shows the first page, unsorted', () => {
  for (const page of ['0', '-1', '1.5', 'x', '']) {
    assert.equal(readTableQuery(new URLSearchParams({ page }), []).page, 1);
  }
  assert.equal(readTableQuery(new URLSearchParams('sort=-'), []).sort, undefined);
});

test('a click on a head sorts up, then down, then not', () => {
  assert.equal(nextSort(undefined, 'days'), 'days');
  assert.equal(nextSort({ column: 'days', direction: 'asc' }, 'days'), '-days');
  assert.equal(nextSort({ column: 'days', direction: 'desc' }, 'days'), '');
  assert.equal(nextSort({ column: 'days', direction: 'desc' }, 'name'), 'name');
});
