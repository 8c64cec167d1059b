import assert from 'node:assert/strict';
import { sign } from 'node:crypto';
import { test } from 'node:test';
import { issue, requestFor, testCa, testKey } from '../../testing/fixtures.ts';
import { readCertificate } from '../certificate/read.ts';
import { signFeedStatement } from '../status-feed/token.ts';
import { signVerifierAnswer, type VerifierQuestion, verifyVerifierAnswer } from './answer.ts';

const ca = await testCa('institution');
const roots = [ca.info.certificate];
const at = new Date('2026-11-25T00:00:00Z');
const publicKey = testKey('responder').spki;
const responder = readCertificate(await issue(ca, requestFor(ca, 'ocsp', { publicKey })));
const by = (data: Uint8Array) => sign('sha256', data, testKey('responder').privateKey);
const question: VerifierQuestion = {
  verifierId: 'mihon-platform',
  about: 'link',
  serviceId: 'aoba-bank',
  certificate: Uint8Array.of(1, 2, 3),
};
const said = { issuer: 'https://mibun.example', at, answer: { pairwiseId: 'x' } };
const statement = await signVerifierAnswer(question, said, responder, by);

test('VAR-05 a signed answer is read back by whoever has pinned the root', () => {
  assert.deepEqual(verifyVerifierAnswer(statement, question, roots, at), said);
});

test('VAR-05 it answers no other question and no other verifier', () => {
  const others: readonly Partial<VerifierQuestion>[] = [
    { verifierId: 'other-platform' },
    { about: 'attributes' },
    { serviceId: 'shop' },
    { certificate: Uint8Array.of(1, 2, 4) },
  ];
  for (const other of others) {
    const asked = () => verifyVerifierAnswer(statement, { ...question, ...other }, roots, at);
    assert.throws(asked, { code: 'answer-other' }, JSON.stringify(other));
  }
});

test('VAR-05 changed, of another signer, of another kind, or old: refused', async () => {
  const verify = (token: string, now = at) => verifyVerifierAnswer(token, question, roots, now);
  const [head = '', body = '', signature = ''] = statement.split('.');
  const changed = Buffer.from(Buffer.from(body, 'base64url').toString().replace('"x"', '"y"'));
  assert.throws(() => verify(`${head}.${changed.toString('base64url')}.${signature}`), {
    code: 'answer-forged',
  });
  const stranger = await testCa('signature');
  const strangers = readCertificate(await issue(stranger, requestFor(stranger, 'ocsp', { publicKey })));
  const forged = await signVerifierAnswer(question, said, strangers, by);
  assert.throws(() => verify(forged), { code: 'answer-forged' });
  const feed = { kind: 'institution', sequence: 1, hash: 'h', newest: 1, at };
  const ofFeed = await signFeedStatement(feed, responder, by);
  assert.throws(() => verify(ofFeed), { code: 'answer-malformed' });
  assert.throws(() => verify('nonsense'), { code: 'answer-malformed' });
  assert.throws(() => verify(statement, new Date(at.getTime() + 301_000)), { code: 'answer-stale' });
});

/** The statement with another header, payload and signature, signed by the responder. */
function resigned(header: object, padding = ''): string {
  const [, body = ''] = statement.split('.');
  const x5c = [Buffer.from(responder.der).toString('base64')];
  const whole = { alg: 'RS256', typ: 'mibun-verifier-answer', x5c, ...header };
  const input = `${Buffer.from(JSON.stringify(whole)).toString('base64url')}.${body}`;
  return `${input}.${Buffer.from(by(Buffer.from(input))).toString('base64url')}${padding}`;
}

test('RFC 7515 §4.1.11 a statement with critical header parameters is refused, with unknown ones it is not', () => {
  const verify = (token: string) => verifyVerifierAnswer(token, question, roots, at);
  assert.deepEqual(verify(resigned({})), said);
  assert.deepEqual(verify(resigned({ kid: 'whatever' })), said);
  for (const crit of [['b64'], ['exp'], [], null]) {
    assert.throws(() => verify(resigned({ crit, b64: true })), { code: 'answer-malformed' });
  }
});

test('a statement in another alphabet, with another algorithm, or without its signature is refused', () => {
  const verify = (token: string) => verifyVerifierAnswer(token, question, roots, at);
  const [head = '', body = ''] = statement.split('.');
  for (const token of [
    resigned({}, '='),
    resigned({}, ' '),
    `${head}.${body}.`,
    `${statement}.`,
    `${head}.${body}`,
  ]) {
    assert.throws(() => verify(token), { code: 'answer-malformed' }, token.slice(-20));
  }
  for (const alg of ['none', 'HS256', 'ES384', 'rs256', undefined]) {
    assert.throws(() => verify(resigned({ alg })), { code: 'answer-malformed' }, alg);
  }
});
