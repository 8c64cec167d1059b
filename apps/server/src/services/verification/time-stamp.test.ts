import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { embedSignature, prepareSignature } from '@mibun/documents';
import { tablePdf } from '@mibun/documents/testing/sample-pdf';
import {
  buildTimeStampToken,
  imprintOf,
  readCertificate,
  readTimeStampToken,
  signedAttributes,
} from '@mibun/pki';
import { caAct, callCentre, clerk } from '../../../testing/certificates.ts';
import { openSigningBench, type SigningBench, type TestCard } from '../../../testing/signing.ts';
import type { Tx } from '../../platform/index.ts';
import type { SignatureReport } from './schemas.ts';

let bench: SigningBench;
let card: TestCard;
const pdf = tablePdf({ objects: ['(a text of the document)'] });

before(async () => {
  bench = await openSigningBench();
  card = await bench.card('person-hanako');
});
after(() => bench.close());

async function only(document: Uint8Array): Promise<SignatureReport> {
  const { body, status, code } = await bench.verify(document);
  assert.equal(status, 200, code);
  const [signature, ...others] = body.signatures;
  assert.deepEqual(others, []);
  return signature ?? assert.fail();
}

const failed = ({ details }: SignatureReport) =>
  details?.timeStampChecks.filter(({ ok }) => !ok).map(({ check }) => check);

async function stampedBy(signer: TestCard, personId = 'person-hanako'): Promise<Uint8Array> {
  return (await bench.visitor(personId)).signWhole(signer, pdf);
}

/** A signature with any token in the place of its time stamp. */
async function withToken(
  signer: TestCard,
  make: (signature: Uint8Array) => Uint8Array | Promise<Uint8Array>,
): Promise<Uint8Array> {
  const { der: certificate } = signer.certificate;
  const signingTime = bench.platform.clock.now();
  const prepared = prepareSignature(pdf, {
    signerName: 'x',
    reason: 'y',
    signingTime,
    certificate,
    extraRoom: 8_192,
  });
  const attributes = signedAttributes({ digest: prepared.digest, certificate });
  const signature = signer.sign(attributes);
  return embedSignature(prepared, {
    certificate,
    chain: [],
    signature,
    signedAttributes: attributes,
    timeStampToken: await make(signature),
  });
}

async function fresh(personId: string): Promise<TestCard> {
  bench.platform.clock.advance(60_000);
  return bench.card(personId);
}

test('VER-06 a time stamp of our authority is reported with its time and every check', async () => {
  const signature = await only(await stampedBy(card));
  assert.equal(signature.reason, 'sound');
  assert.equal(signature.timeStamp.status, 'good');
  const distance = Date.parse(signature.timeStamp.time ?? '') - bench.platform.clock.now().getTime();
  assert.ok(Math.abs(distance) < 1_000);
  assert.deepEqual(failed(signature), []);
  const checks = signature.details?.timeStampChecks.map(({ check }) => check) ?? [];
  for (const check of ['imprint', 'signature', 'signed-by-pinned-root', 'authority-not-revoked']) {
    assert.ok(checks.includes(check), check);
  }
});

test('VER-06 stamped before a move: valid as of then, and no longer in force now; before a suspension: not yet known', async () => {
  const { certificates, platform } = bench;
  const ends = [
    {
      end: (tx: Tx, cardId: string) => certificates.revokeOfCard(tx, cardId, 'affiliationChanged', clerk),
      expected: ['valid', 'sound-when-stamped'],
    },
    {
      end: (tx: Tx, cardId: string) => certificates.suspendOfCard(tx, cardId, callCentre),
      expected: ['indeterminate', 'held-since-stamped'],
    },
  ] as const;
  for (const [index, { end, expected }] of ends.entries()) {
    const personId = `person-over-${index}`;
    const signer = await fresh(personId);
    const document = await stampedBy(signer, personId);
    platform.clock.advance(3_600_000);
    await platform.database.transaction((tx) => end(tx, signer.cardId));
    const { indication, reason, currentlyValid, cryptographicallyCorrect } = await only(document);
    assert.deepEqual([indication, reason], expected);
    assert.deepEqual([cryptographicallyCorrect, currentlyValid], [true, false]);
  }
});

test('VER-06 a stamp from after the loss proves nothing in the signer’s favour', async () => {
  const { certificates, platform, timestamps } = bench;
  const lost = await fresh('person-lost');
  platform.clock.advance(60_000);
  await platform.database.transaction((tx) => certificates.suspendOfCard(tx, lost.cardId, callCentre));
  platform.clock.advance(60_000);
  const late = await only(await withToken(lost, (signature) => timestamps.stamp(signature)));
  assert.deepEqual(
    [late.timeStamp.status, late.indication, late.reason],
    ['good', 'invalid', 'signed-while-held'],
  );
});

test('VER-06 an altered token, one over something else, and none at all are told apart; the signature stands', async () => {
  const { timestamps } = bench;
  const altered = await only(
    await withToken(card, async (signature) => {
      const token = Uint8Array.from(await timestamps.stamp(signature));
      // The last octets are those of the authority's signature.
      token[token.length - 5] = (token[token.length - 5] ?? 0) ^ 1;
      return token;
    }),
  );
  assert.deepEqual([altered.timeStamp.status, altered.timeStamp.time], ['bad', null]);
  assert.deepEqual(failed(altered), ['signature']);
  assert.equal(altered.reason, 'sound');

  const moved = await only(await withToken(card, () => timestamps.stamp(Uint8Array.of(1, 2, 3))));
  assert.equal(moved.timeStamp.status, 'bad');
  assert.deepEqual(failed(moved), ['imprint']);

  const garbage = await only(await withToken(card, () => Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x05)));
  assert.deepEqual([garbage.timeStamp.status, failed(garbage)], ['bad', ['readable']]);
});

test('VER-06 once its certificate is over, an altered token does not help', async () => {
  const { certificates, platform, timestamps } = bench;
  const signer = await fresh('person-forger');
  const document = await withToken(signer, async (signature) => {
    const token = Uint8Array.from(await timestamps.stamp(signature));
    token[token.length - 5] = (token[token.length - 5] ?? 0) ^ 1;
    return token;
  });
  platform.clock.advance(3_600_000);
  await platform.database.transaction((tx) =>
    certificates.revokeOfCard(tx, signer.cardId, 'affiliationChanged', clerk),
  );
  const { indication, reason, timeStamp } = await only(document);
  assert.deepEqual([indication, reason, timeStamp.status], ['indeterminate', 'revoked', 'bad']);
});

test('VER-02 a stamp by a seal of the institution CA is none of the authority; one by a stranger is foreign', async () => {
  const { certificates, platform } = bench;
  const seal = await certificates.seal('99101');
  const original = readTimeStampToken(await bench.timestamps.stamp(Uint8Array.of(1)));
  const tokenBy = (
    by: { readonly der: Uint8Array; sign(data: Uint8Array): Uint8Array | Promise<Uint8Array> },
    signature: Uint8Array,
  ) =>
    buildTimeStampToken({
      info: { ...original.info, imprint: imprintOf(signature), time: platform.clock.now() },
      certificate: readCertificate(by.der),
      withCertificate: true,
      sign: async (data) => by.sign(data),
    });
  const bySeal = await only(
    await withToken(card, (signature) => tokenBy({ der: seal.certificate, sign: seal.sign }, signature)),
  );
  assert.equal(bySeal.timeStamp.status, 'bad');
  assert.ok(failed(bySeal)?.includes('extended-key-usage'));

  const byPerson = await only(
    await withToken(card, (signature) => tokenBy({ der: card.certificate.der, sign: card.sign }, signature)),
  );
  assert.equal(byPerson.timeStamp.status, 'foreign');
});

test('VER-05 a stamp of an authority whose key others had proves nothing any more', async () => {
  const { certificates, platform } = bench;
  const signer = await fresh('person-authority');
  const document = await stampedBy(signer, 'person-authority');
  platform.clock.advance(3_600_000);
  const { certificate } = await certificates.timeStamper();
  await platform.database.transaction((tx) =>
    certificates.revoke(tx, 'institution', certificate.serial, 'keyCompromise', caAct),
  );
  const { timeStamp, reason, ...more } = await only(document);
  assert.deepEqual([timeStamp.status, reason], ['bad', 'sound']);
  assert.deepEqual(failed({ timeStamp, reason, ...more }), ['authority-not-revoked']);
});
