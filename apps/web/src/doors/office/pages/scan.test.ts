import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boxMatches, readScan } from './scan.ts';

const listed = ['100000000000001', '100000000000002'];

test('PRD-01 a scanned serial is on the list, scanned before, not on it, or no serial', () => {
  assert.deepEqual(readScan('100000000000001', listed, []), { kind: 'listed', serial: '100000000000001' });
  assert.deepEqual(readScan('100000000000001', listed, listed), {
    kind: 'already',
    serial: '100000000000001',
  });
  assert.deepEqual(readScan('999999999999999', listed, []), { kind: 'extra', serial: '999999999999999' });
  assert.deepEqual(readScan('12345', listed, []), { kind: 'wrong' });
});

test('NUM-06 blanks, hyphens and full-width digits are read as the serial they mean', () => {
  assert.deepEqual(readScan(' １００００-00000 00001 ', listed, []), {
    kind: 'listed',
    serial: '100000000000001',
  });
});

test('PRD-01 a box matches only when every listed card and no other was scanned', () => {
  assert.equal(boxMatches(listed, [...listed].reverse()), true);
  assert.equal(boxMatches(listed, listed.slice(1)), false);
  assert.equal(boxMatches(listed, [...listed, '999999999999999']), false);
  assert.equal(boxMatches(listed, ['100000000000001', '999999999999999']), false);
});
