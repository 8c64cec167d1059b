import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CAUSES_OF_ISSUE, type IssueCause, reissueFee } from './fees.ts';

function total(cause: IssueCause, express: boolean, withCertificates: boolean): number {
  const fee = reissueFee({ cause, express, withCertificates });
  assert.equal(fee.card + fee.certificates, fee.total);
  return fee.total;
}

test('FEE-01 appendix B 10: lost ¥1,000, without certificates ¥800', () => {
  assert.equal(total('lost', false, true), 1000);
  assert.equal(total('lost', false, false), 800);
});

test('EXP-03 appendix B 10: express ¥2,000, without certificates ¥1,800', () => {
  assert.equal(total('lost', true, true), 2000);
  assert.equal(total('lost', true, false), 1800);
});

// Written down from FEE-02; everything else is free (FEE-01, FEE-03, EXP-02).
const CHARGED = [
  'lost',
  'burnt-or-thrown-away',
  'damaged',
  'missed-continued-use',
  'missed-stay-extension',
  'record-cancelled',
  'voluntary-return',
  'photo-wish',
  'old-card-not-returned',
];

test('FEE-02 FEE-03 exactly the causes of FEE-02 are charged, express or not, with or without certificates', () => {
  const charged = (Object.keys(CAUSES_OF_ISSUE) as IssueCause[]).filter(
    (cause) => total(cause, false, false) > 0,
  );
  assert.deepEqual(charged.toSorted(), CHARGED.toSorted());
  for (const cause of Object.keys(CAUSES_OF_ISSUE) as IssueCause[]) {
    if (CHARGED.includes(cause)) continue;
    for (const express of [true, false])
      for (const certificates of [true, false]) assert.equal(total(cause, express, certificates), 0);
  }
});

test('FEE-03 appendix B 10: addendum full and theft with evidence are free', () => {
  assert.equal(total('addendum-full', true, true), 0);
  assert.equal(total('theft-with-evidence', true, true), 0);
});

test('§9 amounts are parameters', () => {
  const amounts = { card: 900, expressCard: 2100, certificates: 150 };
  assert.deepEqual(reissueFee({ cause: 'damaged', express: true, withCertificates: true }, amounts), {
    card: 2100,
    certificates: 150,
    total: 2250,
    rule: 'EXP-03',
  });
});
