import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDate } from './dates.ts';
import { PROXY_REASONS, type ProxyReasonId, proxyPickUp } from './proxy.ts';

const on = plainDate('2026-11-22');

function judge(
  reason: string,
  birth = '1980-02-17',
  evidenceShown = true,
  proxyIsLegalRepresentative = false,
): string {
  const verdict = proxyPickUp({
    reason,
    birthDate: plainDate(birth),
    on,
    evidenceShown,
    proxyIsLegalRepresentative,
  });
  if (verdict.ok) return 'ok';
  assert.ok(verdict.ja !== '' && verdict.en !== '');
  return verdict.reason;
}

test('PRX-01 appendix B 12: work, study and travel are no reasons', () => {
  for (const reason of ['work', 'study', 'travel', '', 'toString']) {
    assert.equal(judge(reason), 'reason-not-recognised', reason);
  }
});

test('PRX-01 the closed list has the thirteen reasons of the rule', () => {
  assert.equal(Object.keys(PROXY_REASONS).length, 13);
});

test('PRX-01 age-based reasons must fit the age', () => {
  assert.equal(judge('aged-75', '1951-11-22', false), 'ok');
  assert.equal(judge('aged-75', '1951-11-23', false), 'age-does-not-fit');
  assert.equal(judge('child-to-lower-secondary', '2014-05-05', false), 'ok');
  assert.equal(judge('child-to-lower-secondary', '2005-05-05', false), 'age-does-not-fit');
  assert.equal(judge('upper-secondary', '2010-05-05'), 'ok');
  assert.equal(judge('upper-secondary', '1980-05-05'), 'age-does-not-fit');
});

test('PRX-02 every other reason needs its evidence', () => {
  for (const [id, { evidence }] of Object.entries(PROXY_REASONS)) {
    if (evidence === null || id === 'upper-secondary') continue;
    assert.equal(judge(id, '1980-02-17', false, true), 'evidence-missing', id);
    assert.equal(judge(id, '1980-02-17', true, true), 'ok', id);
  }
  const byId: ProxyReasonId[] = ['aged-75', 'child-to-lower-secondary'];
  for (const id of byId) assert.equal(PROXY_REASONS[id].evidence, null);
});

test('PRX-04 a ward’s card goes to the legal representative only', () => {
  assert.equal(judge('ward', '1980-02-17', true, false), 'only-legal-representative');
  assert.equal(judge('ward', '1980-02-17', true, true), 'ok');
});
