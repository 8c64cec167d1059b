import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyLoss, type LossDraft, lossFee, lossProblems, lossRequest } from './loss.ts';

const words = {
  causeNeeded: 'cause',
  officeNeeded: 'office',
  numberNeeded: 'number',
  dateNeeded: 'date',
  documentsNeeded: 'documents',
  faceNeeded: 'face',
};
const complete: LossDraft = {
  ...emptyLoss,
  cause: 'lost-at-home',
  documents: ['passport'],
  face: ['mask', 'person', 'document'],
};
const messagesOf = (draft: LossDraft) => lossProblems(draft, words).map(({ message }) => message);

test('LOS-05 a loss at home needs no police receipt', () => {
  assert.deepEqual(messagesOf(complete), []);
  assert.equal(lossRequest(complete, 'card-1', 3)?.receipt, undefined);
});

test('LOS-05 a loss outside and a theft need the receipt of the police', () => {
  for (const cause of ['lost-outside', 'stolen'] as const) {
    assert.deepEqual(messagesOf({ ...complete, cause }), ['office', 'number', 'date']);
    assert.equal(lossRequest({ ...complete, cause }, 'card-1', 3), undefined);
  }
});

test('LOS-10 the receipt says whether the card was lost or stolen', () => {
  const receipt = {
    office: ' 見本警察署 ',
    number: '１２３',
    date: { calendar: 'reiwa', year: '8', month: '11', day: '20' },
  } as const;
  const stolen = lossRequest({ ...complete, ...receipt, cause: 'stolen' }, 'card-1', 3);
  assert.deepEqual(stolen?.receipt, {
    office: '見本警察署',
    number: '１２３',
    date: '2026-11-20',
    kind: 'stolen',
  });
  const lost = lossRequest({ ...complete, ...receipt, cause: 'lost-outside' }, 'card-1', 3);
  assert.equal(lost?.receipt?.kind, 'lost');
});

test('IDD-01, IDD-03 documents and face are demanded before the second step', () => {
  assert.deepEqual(messagesOf({ ...complete, documents: ['bank-book'], face: ['mask'] }), [
    'documents',
    'face',
  ]);
});

test('FEE-01 to FEE-03 the fee follows the cause, the certificates and express issue', () => {
  const total = (change: Partial<LossDraft>) => lossFee({ ...complete, ...change })?.total;
  assert.equal(lossFee(emptyLoss), undefined);
  assert.equal(total({}), 1000);
  assert.equal(total({ withCertificates: false }), 800);
  assert.equal(total({ express: true }), 2000);
  assert.equal(total({ cause: 'stolen' }), 0);
});
