import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  IDENTITY_DOCUMENTS,
  sufficientDocuments,
  sufficientForMailing,
  sufficientForProxyPickUp,
} from './identity-documents.ts';
import type { Verdict } from './text-pair.ts';

function judge(verdict: Verdict<string>): string {
  if (verdict.ok) return 'ok';
  assert.ok(verdict.ja !== '' && verdict.en !== '');
  return verdict.reason;
}

test('IDD-01 IDD-02 the list has unique ids and texts in both languages', () => {
  const ids = IDENTITY_DOCUMENTS.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  assert.equal(IDENTITY_DOCUMENTS.filter(({ group }) => group === 'A').length, 12);
  for (const { ja, en } of IDENTITY_DOCUMENTS) assert.ok(ja !== '' && en !== '');
});

test('IDD-01 every document of group A is enough alone', () => {
  for (const { id, group } of IDENTITY_DOCUMENTS) {
    assert.equal(judge(sufficientDocuments([id])) === 'ok', group === 'A', id);
  }
});

test('IDD-02 two different documents of group B are needed', () => {
  assert.equal(judge(sufficientDocuments(['bank-book', 'student-card'])), 'ok');
  assert.equal(judge(sufficientDocuments(['bank-book'])), 'one-more');
  assert.equal(judge(sufficientDocuments(['bank-book', 'bank-book'])), 'one-more');
  assert.equal(judge(sufficientDocuments([])), 'none');
  assert.equal(judge(sufficientDocuments(['notification-card'])), 'none');
  assert.equal(judge(sufficientDocuments(['notification-card', 'bank-book'])), 'one-more');
});

test('NUM-10 the number notice and anything else not on the list are refused by name', () => {
  assert.equal(judge(sufficientDocuments(['number-notice', 'passport'])), 'unknown-document');
  assert.equal(judge(sufficientForMailing(['number-notice'], { pinVerified: true })), 'unknown-document');
});

test('PRX-03 for a proxy one of the applicant’s documents carries a photo', () => {
  assert.equal(judge(sufficientForProxyPickUp(['passport'])), 'ok');
  assert.equal(judge(sufficientForProxyPickUp(['health-insurance', 'face-photo-certificate'])), 'ok');
  assert.equal(judge(sufficientForProxyPickUp(['health-insurance', 'bank-book'])), 'needs-photo');
  assert.equal(judge(sufficientForProxyPickUp(['face-photo-certificate'])), 'one-more');
});

test('CH-DESK mailing needs A with PIN, A + A, A + B, or notification card + B + B', () => {
  const sent = (ids: string[], pinVerified = false) => judge(sufficientForMailing(ids, { pinVerified }));
  assert.equal(sent(['individual-number-card'], true), 'ok');
  assert.equal(sent(['individual-number-card']), 'one-more');
  assert.equal(sent(['passport'], true), 'one-more');
  assert.equal(sent(['passport', 'driving-licence']), 'ok');
  assert.equal(sent(['passport', 'bank-book']), 'ok');
  assert.equal(sent(['passport', 'passport']), 'one-more');
  assert.equal(sent(['notification-card', 'bank-book', 'student-card']), 'ok');
  assert.equal(sent(['bank-book', 'student-card']), 'one-more');
  assert.equal(sent(['notification-card', 'bank-book']), 'one-more');
});
