import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentNumber, inGroups } from './references.ts';

test('a letter carries an office’s number, not an id of ours', () => {
  assert.equal(documentNumber('letter-7K3M4Q2X9Z1P0ABC'), '市民第7K3M 4Q2X 9Z1P 0ABC号');
  assert.equal(inGroups('application-7K3M4Q2X9Z1P0ABC'), '7K3M 4Q2X 9Z1P 0ABC');
  assert.equal(inGroups('7K3M4'), '7K3M 4');
});
