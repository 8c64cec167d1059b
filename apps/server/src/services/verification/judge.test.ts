import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Certificate } from '@mibun/pki';
import type { SignerAssessment } from './api.ts';
import {
  type JudgedSignature,
  type JudgedTimeStamp,
  judge,
  overallOf,
  REASONS,
  type Reason,
} from './judge.ts';
import { flagged } from './report.ts';

const now = new Date('2026-11-22T03:00:00Z');
const before = new Date('2026-11-01T00:00:00Z');
const since = new Date('2026-11-10T00:00:00Z');
const after = new Date('2026-11-15T00:00:00Z');

const sound: JudgedSignature = {
  subFilter: 'ETSI.CAdES.detached',
  intact: true,
  signatureValid: true,
  changedAfterSigning: false,
  signingTime: before,
  problems: [],
};
const person: SignerAssessment = {
  origin: 'person',
  certificate: { notBefore: new Date('2026-10-01T00:00:00Z') } as Certificate,
  checks: [],
  correct: true,
  inForce: true,
  status: { status: 'good' },
};
const problem = (code: JudgedSignature['problems'][number]['code']) => [{ code, detail: '' }];

const unstamped = { signerWasActive: false };
const stamped = { signerWasActive: true };

type Case = readonly [Reason, Partial<JudgedSignature>, Partial<SignerAssessment>, JudgedTimeStamp?];

const CASES: readonly Case[] = [
  ['sound', {}, {}],
  ['sound', { problems: problem('signing-time-attribute') }, {}],
  ['sound', {}, { origin: 'municipality' }],
  ['unsupported-format', { subFilter: 'ETSI.RFC3161', problems: problem('container'), intact: false }, {}],
  ['malformed', { problems: problem('container'), intact: false }, {}],
  ['malformed', { problems: problem('byte-range'), intact: false }, {}],
  ['malformed', { problems: problem('contents') }, {}],
  ['weak-algorithm', { problems: problem('weak-algorithm'), intact: false }, {}],
  ['altered', { intact: false, signatureValid: false }, {}],
  ['changed-after-signing', { changedAfterSigning: true }, {}],
  ['permission-broken', { permission: { by: 'certification', level: 1, kept: false } }, {}],
  ['sound', { permission: { by: 'certification', level: 1, kept: true } }, {}],
  [
    'changed-after-signing',
    { changedAfterSigning: true, permission: { by: 'lock', level: 2, kept: false } },
    {},
  ],
  ['no-certificate', { signatureValid: false }, { origin: 'none' }],
  ['wrong-key', { signatureValid: false, problems: problem('signature-mismatch') }, { origin: 'foreign' }],
  ['wrong-key', { signatureValid: false }, {}],
  ['foreign-issuer', { signatureValid: false }, { origin: 'foreign', correct: false }],
  ['forged-certificate', {}, { origin: 'forged', correct: false }],
  ['login-certificate', {}, { origin: 'login', correct: false }],
  ['unfit-certificate', {}, { correct: false }],
  ['revoked', {}, { status: { status: 'revoked', since, reason: 'affiliationChanged' } }],
  [
    'signed-after-revocation',
    { signingTime: after },
    { status: { status: 'revoked', since, reason: 'cessationOfOperation' } },
  ],
  ['held', {}, { status: { status: 'held', since, notYetActive: false } }],
  ['signed-while-held', { signingTime: after }, { status: { status: 'held', since, notYetActive: false } }],
  ['not-yet-active', { signingTime: after }, { status: { status: 'held', since, notYetActive: true } }],
  ['expired', {}, { status: { status: 'expired', since } }],
  ['expired', {}, { inForce: false }],
  ['status-unknown', {}, { status: { status: 'unknown' } }],
  ['sound', {}, {}, stamped],
  ['sound-when-stamped', {}, { status: { status: 'revoked', since, reason: 'keyCompromise' } }, stamped],
  ['held-since-stamped', {}, { status: { status: 'held', since, notYetActive: false } }, stamped],
  ['sound-when-stamped', {}, { status: { status: 'expired', since }, inForce: false }, stamped],
  // The stamp outranks what the signer's clock says.
  [
    'sound-when-stamped',
    { signingTime: after },
    { status: { status: 'revoked', since, reason: 'affiliationChanged' } },
    stamped,
  ],
  ['status-unknown', {}, { status: { status: 'unknown' } }, stamped],
  ['not-yet-active', {}, { status: { status: 'held', since, notYetActive: true } }, stamped],
  ['altered', { intact: false, signatureValid: false }, {}, stamped],
  ['forged-certificate', {}, { origin: 'forged', correct: false }, stamped],
  ['time-outside-validity', { signingTime: new Date('2026-09-30T00:00:00Z') }, {}],
  ['time-in-future', { signingTime: new Date('2026-11-22T03:06:00Z') }, {}],
];

for (const [reason, signature, signer, stamp = unstamped] of CASES) {
  const proof = stamp.signerWasActive ? ', stamped before,' : '';
  test(`VER-05 VER-07 ${JSON.stringify(signature)} with ${JSON.stringify(signer)}${proof} is ${reason}`, () => {
    assert.equal(judge({ ...sound, ...signature }, { ...person, ...signer }, stamp, now), reason);
  });
}

test('every reason has a case above, and two of them are valid: now, and when it was stamped', () => {
  assert.deepEqual(new Set(CASES.map(([reason]) => reason)), new Set(Object.keys(REASONS)));
  const valid = Object.entries(REASONS).filter(([, { indication }]) => indication === 'valid');
  assert.deepEqual(
    valid.map(([reason]) => reason),
    ['sound', 'sound-when-stamped'],
  );
});

test('the worst signature speaks for the document', () => {
  assert.equal(overallOf([], 0), 'no-signature');
  assert.equal(overallOf(['sound'], 0), 'valid');
  assert.equal(overallOf(['sound', 'held'], 0), 'indeterminate');
  assert.equal(overallOf(['sound', 'held', 'altered'], 0), 'invalid');
  // Something that pretends to be a signature and cannot be read is never passed over in silence.
  assert.equal(overallOf([], 1), 'indeterminate');
  assert.equal(overallOf(['sound'], 1), 'indeterminate');
});

test('CRT-01 positions of substitutes are those of the flags', () => {
  assert.deepEqual(flagged('01001'), [1, 4]);
  assert.deepEqual(flagged('0000'), []);
});
