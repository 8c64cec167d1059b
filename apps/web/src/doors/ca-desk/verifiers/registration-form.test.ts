import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyDraft, type RegistrationDraft, registrationFrom } from './registration-form.ts';

const date = (year: string) => ({ calendar: 'western', year, month: '4', day: '1' }) as const;
const draft: RegistrationDraft = {
  ...emptyDraft,
  verifierId: 'mihon-platform',
  nameJa: '見本',
  nameEn: 'Mihon',
  decision: '第1号',
  kind: 'authentication',
  scopes: ['auth', 'link'],
  quotas: { auth: '１０,000', link: '5' },
  validFrom: date('2026'),
  validUntil: date('2029'),
  services: 'aoba-bank, あおば銀行, Aoba Bank\n\n shop、店、Shop',
  key: '{"kty":"EC","crv":"P-256","x":"AA","y":"BB","kid":"left out"}',
  reason: 'decision 1',
};

const problemsOf = (change: Partial<RegistrationDraft>) => {
  const result = registrationFrom({ ...draft, ...change });
  return 'problems' in result ? result.problems.map(({ field }) => field) : [];
};

test('VAR-05 a complete form is a registration; numbers and commas in any width', () => {
  const result = registrationFrom(draft);
  assert.ok('registration' in result);
  const { registration } = result;
  assert.deepEqual(registration.quotas, { auth: 10_000, link: 5 });
  assert.deepEqual(registration.services, [
    { serviceId: 'aoba-bank', name: { ja: 'あおば銀行', en: 'Aoba Bank' } },
    { serviceId: 'shop', name: { ja: '店', en: 'Shop' } },
  ]);
  assert.deepEqual(registration.keys, [{ kty: 'EC', crv: 'P-256', x: 'AA', y: 'BB' }]);
  assert.deepEqual([registration.validFrom, registration.validUntil], ['2026-04-01', '2029-04-01']);
});

test('an empty form names every field that is missing, in the order of the page', () => {
  const missing = ['nameJa', 'nameEn', 'verifierId', 'decision', 'scopes', 'validFrom', 'validUntil'];
  assert.deepEqual(problemsOf({ ...emptyDraft }), [...missing, 'certificate', 'reason']);
});

test('each field that is not right is named', () => {
  assert.deepEqual(problemsOf({ verifierId: 'Mihon' }), ['verifierId']);
  assert.deepEqual(problemsOf({ quotas: { auth: '10' } }), ['quota-link']);
  assert.deepEqual(problemsOf({ validUntil: date('2025') }), ['validUntil']);
  assert.deepEqual(problemsOf({ services: 'aoba-bank' }), ['services']);
  assert.deepEqual(problemsOf({ rate: '0' }), ['rate']);
  assert.deepEqual(problemsOf({ certificate: 'nonsense' }), ['certificate']);
});

test('a private key is never sent on, and a scope that the kind has not is left out', () => {
  assert.deepEqual(problemsOf({ key: '{"kty":"EC","crv":"P-256","x":"AA","y":"BB","d":"secret"}' }), ['key']);
  assert.deepEqual(problemsOf({ scopes: ['sig'] }), ['scopes']);
});

test('every certificate of a PEM text is taken', () => {
  const pem = '-----BEGIN CERTIFICATE-----\nAAAA\nBBBB\n-----END CERTIFICATE-----\n';
  const result = registrationFrom({ ...draft, certificate: pem + pem.replace('AAAA', 'CCCC') });
  assert.ok('registration' in result);
  assert.deepEqual(result.registration.certificates, ['AAAABBBB', 'CCCCBBBB']);
});
