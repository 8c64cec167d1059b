import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, plainDate } from './dates.ts';
import {
  type KioskPerson,
  lossReportComplete,
  mayHold,
  mayResetRemotely,
  mayUseKiosk,
  needsPhoto,
  needsRepresentative,
  stayLongEnough,
  stillValidForHandOver,
} from './eligibility.ts';
import type { Verdict } from './text-pair.ts';

const on = plainDate('2026-11-22');

function judge(verdict: Verdict<string>): string {
  if (verdict.ok) return 'ok';
  assert.ok(verdict.ja !== '' && verdict.en !== '' && verdict.rule !== '');
  return verdict.reason;
}

test('AGE-01 appendix B 5: a signature certificate from the 15th birthday on', () => {
  const born = (birthDate: string, ward = false) =>
    judge(mayHold('signature', { birthDate: plainDate(birthDate), on, ward }));
  assert.equal(born('2011-11-23'), 'under-15');
  assert.equal(born('2011-11-22'), 'ok');
  assert.equal(born('1980-02-17', true), 'ward');
  assert.equal(born('2015-01-01', true), 'under-15');
});

test('AGE-01 an authentication certificate at any age, ward or not', () => {
  for (const ward of [true, false]) {
    assert.equal(judge(mayHold('authentication', { birthDate: on, on, ward })), 'ok');
  }
});

test('PIN-08 a face-authentication card carries no signature certificate', () => {
  const person = { birthDate: plainDate('1980-02-17'), on, ward: false, faceAuthenticationCard: true };
  assert.equal(judge(mayHold('signature', person)), 'face-authentication-card');
  assert.equal(judge(mayHold('authentication', person)), 'ok');
});

test('AGE-02 the representative acts for persons under 15 and for wards', () => {
  assert.equal(needsRepresentative({ birthDate: plainDate('2011-11-23'), on, ward: false }), true);
  assert.equal(needsRepresentative({ birthDate: plainDate('2011-11-22'), on, ward: false }), false);
  assert.equal(needsRepresentative({ birthDate: plainDate('1980-02-17'), on, ward: true }), true);
});

test('AGE-03 CARD-05 no photo under 1 year', () => {
  assert.equal(needsPhoto(plainDate('2025-11-23'), on), false);
  assert.equal(needsPhoto(plainDate('2025-11-22'), on), true);
});

test('VAL-08 30 days or less of stay are refused', () => {
  assert.equal(judge(stayLongEnough(on, addDays(on, 31))), 'ok');
  assert.equal(judge(stayLongEnough(on, addDays(on, 30))), 'stay-too-short');
  assert.equal(judge(stayLongEnough(on, addDays(on, -1))), 'stay-too-short');
  assert.equal(judge(stayLongEnough(on, undefined)), 'ok');
});

test('VAL-08 a card past its date is not handed over', () => {
  assert.equal(judge(stillValidForHandOver(on, on)), 'ok');
  assert.equal(judge(stillValidForHandOver(on, addDays(on, -1))), 'card-expired');
});

const KIOSK_PERSON: KioskPerson = {
  birthDate: plainDate('1980-02-17'),
  on,
  movedOut: false,
  protected: false,
  deceased: false,
  recordInEdit: false,
  nameTooLong: false,
};

test('KSK-03 who may not use a kiosk', () => {
  assert.equal(judge(mayUseKiosk(KIOSK_PERSON)), 'ok');
  assert.equal(judge(mayUseKiosk({ ...KIOSK_PERSON, birthDate: plainDate('2011-11-23') })), 'under-15');
  assert.equal(judge(mayUseKiosk({ ...KIOSK_PERSON, birthDate: plainDate('2011-11-23') }, 12)), 'ok');
  assert.equal(judge(mayUseKiosk({ ...KIOSK_PERSON, movedOut: true })), 'moved-out');
  assert.equal(judge(mayUseKiosk({ ...KIOSK_PERSON, protected: true })), 'protected');
  assert.equal(judge(mayUseKiosk({ ...KIOSK_PERSON, deceased: true })), 'deceased');
  assert.equal(judge(mayUseKiosk({ ...KIOSK_PERSON, recordInEdit: true })), 'record-in-edit');
  assert.equal(judge(mayUseKiosk({ ...KIOSK_PERSON, nameTooLong: true })), 'name-too-long');
});

test('KSK-03 a protected person’s refusal does not show that the person is protected', () => {
  const texts = (['protected', 'deceased', 'recordInEdit'] as const).map((fact) => {
    const verdict = mayUseKiosk({ ...KIOSK_PERSON, movedOut: true, [fact]: true });
    return verdict.ok ? 'ok' : verdict.ja + verdict.en;
  });
  assert.equal(new Set(texts).size, 1);
  assert.doesNotMatch(texts[0] ?? '', /支援|保護|protect/);
});

test('PIN-06 what can be reset by app and kiosk', () => {
  const good = { otherSecretKnown: true, certificatesValid: true, attributesUnchanged: true };
  assert.equal(judge(mayResetRemotely('signature', good)), 'ok');
  assert.equal(judge(mayResetRemotely('authentication', good)), 'ok');
  assert.equal(judge(mayResetRemotely('registry', good)), 'counter-only');
  assert.equal(judge(mayResetRemotely('text', good)), 'counter-only');
  assert.equal(
    judge(mayResetRemotely('signature', { ...good, otherSecretKnown: false })),
    'other-secret-unknown',
  );
  assert.equal(
    judge(mayResetRemotely('signature', { ...good, certificatesValid: false })),
    'certificates-invalid',
  );
  assert.equal(
    judge(mayResetRemotely('signature', { ...good, attributesUnchanged: false })),
    'attributes-changed',
  );
});

test('LOS-05 appendix B 9: a receipt number is needed when lost outside, not at home', () => {
  assert.equal(judge(lossReportComplete({ circumstance: 'outside' })), 'receipt-number-missing');
  assert.equal(
    judge(lossReportComplete({ circumstance: 'stolen', receiptNumber: '  ' })),
    'receipt-number-missing',
  );
  assert.equal(judge(lossReportComplete({ circumstance: 'outside', receiptNumber: '見本署 第123号' })), 'ok');
  assert.equal(judge(lossReportComplete({ circumstance: 'home' })), 'ok');
  assert.equal(judge(lossReportComplete({ circumstance: 'fire' })), 'disaster-certificate-missing');
  assert.equal(judge(lossReportComplete({ circumstance: 'fire', disasterCertificate: true })), 'ok');
});
