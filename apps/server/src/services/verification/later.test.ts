import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ATTACKS } from '@mibun/documents/testing/attacks/attacks';
import {
  append,
  contractPdf,
  counterSign,
  edited,
  FIELD,
  STAMP,
  stream,
} from '@mibun/documents/testing/attacks/victim';
import { throwAwaySigner } from '@mibun/documents/testing/throw-away-signer';
import { openSigningBench, type SigningBench, type TestCard } from '../../../testing/signing.ts';
import { createResidents } from '../../registry/residents/index.ts';
import type { SignatureReport, VerificationReport } from './schemas.ts';
import { verifyingOn } from './verify.ts';

// What others do to a document that a resident has signed, seen through the public address.

let bench: SigningBench;
let hanako: TestCard;
let signed: Buffer;
const other = throwAwaySigner('rsa', 'Somebody Else');

before(async () => {
  bench = await openSigningBench();
  hanako = await bench.card('person-hanako');
  // Our own door takes no document in which something is missing; the programs of others do.
  signed = Buffer.from(
    await counterSign(contractPdf(), signer(hanako), {
      base: 170,
      field: FIELD.replace('(later)', '(author)'),
    }),
  );
});
after(() => bench.close());

async function report(document: Uint8Array): Promise<VerificationReport> {
  const { status, body, code } = await bench.verify(document);
  assert.equal(status, 200, code);
  return body;
}

/** The signature of the resident. */
function ofHanako({ signatures }: VerificationReport): SignatureReport {
  const found = signatures.find(({ who, whoIsProven }) => whoIsProven && who.kind === 'person');
  return found ?? assert.fail('her signature is not in the report');
}

const signer = (card: TestCard) => ({ certificate: card.certificate.der, sign: card.sign });

const plain = ATTACKS.filter(({ before: how, unreadable }) => how === undefined && !unreadable);

test('no attack on a document that a resident has signed is valid and silent', async () => {
  // Past the limit of documents a minute.
  const verify = verifyingOn(bench.platform, {
    ...bench,
    residents: createResidents(bench.platform, { municipalities: [] }).api,
  });
  let tried = 0;
  for (const { name, attack, answer = 'changed' } of plain) {
    const attacked = await attack({ signed, other });
    const { overall, signatures } = await verify(attacked, 'simple', 'client');
    const first = signatures.find(({ who }) => who.kind === 'person');
    // Where the attack takes her signature out of the file, nothing of hers is vouched for.
    if (first) assert.deepEqual([name, first.later.answer], [name, answer]);
    if (answer === 'changed') assert.notEqual(overall, 'valid', name);
    tried++;
  }
  assert.ok(tried >= 60, `${tried} attacks`);
});

test('a mark laid over what a resident signed makes the signature invalid, whoever signs with it', async () => {
  const mallory = await bench.card('person-mallory');
  const field = STAMP.replace('[400 400 500 440]', '[0 0 595 842]');
  const whole = await report(await counterSign(signed, signer(mallory), { field }));
  const first = ofHanako(whole);
  assert.deepEqual([whole.overall, first.reason], ['invalid', 'changed-after-signing']);
  assert.ok(first.details?.problems.some(({ code }) => code === 'changed-after-signing'));
});

test('a further signature with a stamp is told with its page and its signer, and leaves the first one valid', async () => {
  const taro = await bench.card('person-taro');
  const { overall, signatures } = await report(await counterSign(signed, signer(taro), { field: STAMP }));
  assert.equal(overall, 'valid');
  assert.deepEqual(signatures[0]?.later, {
    answer: 'added',
    added: [
      { kind: 'signature', number: 2, bySameSigner: false },
      { kind: 'visible-mark', page: 1, signature: 2 },
    ],
  });
  assert.deepEqual(signatures[1]?.later, { answer: 'unchanged', added: [] });
});

test('a second signature of the same person is theirs, with another certificate, too', async () => {
  const bySame = async (card: TestCard) => {
    const { signatures } = await report(await counterSign(signed, signer(card)));
    return signatures[0]?.later.added.map((one) => one.kind === 'signature' && one.bySameSigner);
  };
  assert.deepEqual(await bySame(hanako), [true]);
  assert.deepEqual(await bySame(await bench.card('person-hanako')), [true]);
  assert.deepEqual(await bySame(await bench.card('person-jiro')), [false]);
});

test('a signature by a program that we do not know is no change to ours', async () => {
  const { overall, signatures } = await report(await counterSign(signed, other));
  assert.deepEqual(
    signatures.map(({ reason, later }) => [reason, later.answer]),
    [
      ['sound', 'added'],
      ['foreign-issuer', 'unchanged'],
    ],
  );
  assert.equal(overall, 'indeterminate');
});

test('a document time stamp of our authority is told with its time, and is no signature', async () => {
  const stamp = (bytes: Uint8Array) => bench.timestamps.stamp(bytes);
  const stamped = await counterSign(signed, other, { kind: 'time-stamp', stamp });
  const { overall, signatures, documentTimeStamps } = await report(stamped);
  assert.deepEqual([overall, signatures.length], ['valid', 1]);
  assert.deepEqual(signatures[0]?.later.added, [{ kind: 'document-time-stamp', number: 1 }]);
  const [found] = documentTimeStamps;
  assert.equal(found?.status, 'good', JSON.stringify(found?.checks));
  assert.ok(found.time?.startsWith('2026-11-22'));

  const foreign = await report(await counterSign(signed, other, { kind: 'time-stamp' }));
  assert.deepEqual([foreign.overall, foreign.documentTimeStamps[0]?.status], ['valid', 'foreign']);
});

test('a time stamp of something else is bad, and a change', async () => {
  const stamp = () => bench.timestamps.stamp(Buffer.from('something else'));
  const { overall, documentTimeStamps } = await report(
    await counterSign(signed, other, { kind: 'time-stamp', stamp }),
  );
  assert.deepEqual([overall, documentTimeStamps[0]?.status], ['invalid', 'bad']);
  assert.equal(documentTimeStamps[0]?.time, null);
});

test('metadata that others bring up to date are told, and change nothing', async () => {
  const { overall, signatures } = await report(
    append(signed, { 25: stream('<other/>', '/Type /Metadata /Subtype /XML') }),
  );
  assert.equal(overall, 'valid');
  assert.deepEqual(signatures[0]?.later, { answer: 'added', added: [{ kind: 'metadata' }] });
});

test('ISO 32000-2 §12.8.2.2 what the author certified without permitting changes is broken by a further signature', async () => {
  const reference = (level: number) =>
    `/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /P ${level} /V /1.2 >> >>]`;
  const certify = (level: number) => {
    const pdf = contractPdf();
    const objects = edited(pdf, 1, '/Type /Catalog', '/Type /Catalog /Perms << /DocMDP 171 0 R >>');
    return counterSign(pdf, signer(hanako), {
      value: reference(level),
      objects,
      base: 170,
      field: FIELD.replace('(later)', '(author)'),
    });
  };
  const taro = await bench.card('person-taro');
  const broken = await report(await counterSign(await certify(1), signer(taro)));
  assert.deepEqual([broken.overall, broken.signatures[0]?.reason], ['invalid', 'permission-broken']);
  assert.deepEqual(broken.signatures[0]?.permission, { by: 'certification', level: 1, kept: false });
  assert.deepEqual([broken.signatures[1]?.reason, broken.signatures[1]?.permission], ['sound', null]);
  const kept = await report(await counterSign(await certify(2), signer(taro)));
  assert.deepEqual([kept.overall, kept.signatures[0]?.permission?.kept], ['valid', true]);
});
