import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ClaimDraft, claimOf, claimProblems, emptyClaim } from './claim.ts';

const words = { relationNeeded: 'relation', atLeastThree: 'three', dateWrong: 'date' };
const said: ClaimDraft = {
  relation: 'self',
  name: ' 見本 花子 ',
  birthDate: { calendar: 'showa', year: '55', month: '2', day: '17' },
  sex: '2',
  address: '',
};
const messagesOf = (draft: ClaimDraft) => claimProblems(draft, words).map(({ message }) => message);

test('LOS-03 what the caller did not say is left out', () => {
  assert.deepEqual(claimOf(said), { name: '見本 花子', birthDate: '1980-02-17', sex: '2' });
  assert.deepEqual(claimOf(emptyClaim), {});
});

test('LOS-03 three of four facts may be compared, two may not', () => {
  assert.deepEqual(messagesOf(said), []);
  assert.deepEqual(messagesOf({ ...said, sex: '' }), ['three']);
  assert.deepEqual(messagesOf(emptyClaim), ['relation', 'three']);
});

test('a date that does not exist is said at the date and not counted as missing', () => {
  const draft = { ...said, address: '見本市', birthDate: { ...said.birthDate, month: '13' } };
  assert.deepEqual(messagesOf(draft), ['date']);
});
