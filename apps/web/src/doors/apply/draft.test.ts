import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftFrom, emptyDraft, keptPart, withChange, withForm, withLink } from './draft.ts';

const birthDate = { calendar: 'western', year: '1988', month: '3', day: '14' } as const;
const status = {
  state: null,
  label: null,
  reference: null,
  timeline: [],
  next: { ja: '', en: '' },
  correction: { reasons: [], note: null, token: 'c' },
  mayWithdraw: false,
};
const full = { ...emptyDraft, token: 't', wantsSignature: true, birthDate, status };

test('APP-05 the birth date is never written down', () => {
  const written = JSON.stringify(keptPart(full));
  assert.ok(!written.includes('1988'));
  assert.ok(!written.includes('correction'));
  assert.deepEqual(draftFrom(written).birthDate, emptyDraft.birthDate);
});

test('answers survive a reload', () => {
  const draft = withChange(full, { phone: '090', contactName: '見本　花子' });
  const again = draftFrom(JSON.stringify(keptPart(draft)));
  assert.deepEqual({ ...again, birthDate, status }, draft);
});

test('what somebody else wrote into the storage is nothing', () => {
  for (const stored of [null, '', '{', '3', 'null']) assert.deepEqual(draftFrom(stored), emptyDraft);
  assert.ok(!('birthDateX' in draftFrom('{"birthDateX":1}')));
});

test('another answer is another submission, the same answer is not', () => {
  const ready = withChange(full, { idempotencyKey: 'k', refused: [{ field: 'birthDate', message: 'm' }] });
  assert.equal(withChange(ready, { wantsSignature: false }).idempotencyKey, '');
  assert.deepEqual(withChange(ready, { wantsSignature: false }).refused, []);
  assert.equal(withChange(ready, { wantsSignature: true }).idempotencyKey, 'k');
  assert.equal(withChange(ready, { email: 'a@example.jp' }).idempotencyKey, 'k');
});

test('a personal link opens its own draft', () => {
  assert.deepEqual(withLink(full, 'other'), { ...emptyDraft, token: 'other' });
  assert.equal(withLink(full, 't'), full);
});

test('APP-01 the ID of a QR code is locked and replaces a typed one', () => {
  const typed = { ...full, applicationId: '1', email: 'a@example.jp', termsAccepted: true };
  assert.deepEqual(withForm(typed, '2'), {
    ...emptyDraft,
    applicationId: '2',
    idLocked: true,
    email: 'a@example.jp',
    termsAccepted: true,
  });
  assert.deepEqual(withForm(typed, '1'), { ...typed, idLocked: true });
});
