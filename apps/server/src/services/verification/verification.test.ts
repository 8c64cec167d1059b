import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { after, before, test } from 'node:test';
import { embedSignature, inspectPdfSignatures, prepareSignature } from '@mibun/documents';
import { tablePdf } from '@mibun/documents/testing/sample-pdf';
import { signPdf, throwAwaySigner } from '@mibun/documents/testing/throw-away-signer';
import { assembleCertificate, buildEndEntityTbs, signedAttributes } from '@mibun/pki';
import { CompiledQuery } from 'kysely';
import { callCentre, clerk } from '../../../testing/certificates.ts';
import {
  openSigningBench,
  type SigningBench,
  type TestCard,
  type Visitor,
} from '../../../testing/signing.ts';
import { createResidents } from '../../registry/residents/index.ts';
import type { SignatureReport, VerificationReport } from './schemas.ts';
import { verifyingOn } from './verify.ts';

let bench: SigningBench;
let hanako: TestCard;
let visitor: Visitor;
let signed: Buffer;
const pdf = tablePdf({ objects: ['(a text of the document)'] });

before(async () => {
  bench = await openSigningBench();
  hanako = await bench.card('person-hanako');
  visitor = await bench.visitor('person-hanako');
  signed = await visitor.signWhole(hanako, pdf);
});
after(() => bench.close());

async function report(document: Uint8Array): Promise<VerificationReport> {
  const { status, body, code } = await bench.verify(document);
  assert.equal(status, 200, code);
  return body;
}

async function only(document: Uint8Array): Promise<SignatureReport> {
  const { signatures } = await report(document);
  assert.equal(signatures.length, 1);
  return signatures[0] ?? assert.fail();
}

/** Signs with any certificate, past the refusals of the signing module. */
async function signDirectly(
  certificate: Uint8Array,
  signer: (data: Uint8Array) => Uint8Array | Promise<Uint8Array>,
  document: Uint8Array = pdf,
): Promise<Uint8Array> {
  const signingTime = bench.platform.clock.now();
  const prepared = prepareSignature(document, { signerName: 'x', reason: 'y', signingTime, certificate });
  const attributes = signedAttributes({ digest: prepared.digest, certificate });
  const signature = await signer(attributes);
  return embedSignature(prepared, { certificate, chain: [], signature, signedAttributes: attributes });
}

function flipped(document: Uint8Array, at: number): Buffer {
  const changed = Buffer.from(document);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}

test('a signed PDF is valid: who, unaltered, good at this moment, with the claimed time', async () => {
  const { overall, checkedAt, document } = await report(signed);
  assert.equal(overall, 'valid');
  assert.equal(checkedAt, bench.platform.clock.now().toISOString());
  assert.deepEqual([document.bytes, document.pages], [signed.length, 1]);
  const signature = await only(signed);
  assert.deepEqual(signature.who, {
    kind: 'person',
    name: '番号　花子',
    address: '見本県見本市中央一丁目1番1号',
    birthDate: '1980-02-17',
    substitutes: { name: [], address: [] },
  });
  assert.equal(signature.whoIsProven, true);
  assert.deepEqual([signature.intact, signature.changedAfterSigning], [true, false]);
  assert.deepEqual([signature.cryptographicallyCorrect, signature.currentlyValid], [true, true]);
  assert.equal(signature.certificate?.status.status, 'good');
  assert.equal(signature.certificate?.status.checkedAt, checkedAt);
  assert.equal(signature.signedAt, '2026-11-22T03:00:00.000Z');
  assert.ok(signature.details?.checks.some(({ rule, ok }) => rule === 'VER-02' && ok));
});

test('the simple report leaves the expert part out', async () => {
  const { body } = await bench.verify(signed, 'simple');
  assert.equal(body.overall, 'valid');
  assert.equal(body.signatures[0]?.details, undefined);
});

test('one changed byte of the document is found, and the name is no longer proven', async () => {
  const signature = await only(flipped(signed, Buffer.from(pdf).indexOf('a text')));
  assert.deepEqual(
    [signature.indication, signature.reason, signature.intact, signature.whoIsProven],
    ['invalid', 'altered', false, false],
  );
  assert.equal(signature.cryptographicallyCorrect, false);
  // The certificate is still good: two different answers (VER-07).
  assert.equal(signature.currentlyValid, true);
});

test('a revision that changes the page after signing is found, though the signed bytes are intact', async () => {
  const text = signed.toString('latin1');
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1] ?? '';
  const size = [...text.matchAll(/\/Size (\d+)/g)].at(-1)?.[1] ?? '';
  const at = signed.length;
  const body = '4 0 obj\n(another text)\nendobj\n';
  const entry = `xref\n4 1\n${String(at).padStart(10, '0')} 00000 n \n`;
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R /Prev ${previous} >>\n`;
  const end = `startxref\n${at + body.length}\n%%EOF\n`;
  const signature = await only(Buffer.concat([signed, Buffer.from(body + entry + trailer + end)]));
  assert.deepEqual([signature.intact, signature.changedAfterSigning], [true, true]);
  assert.deepEqual([signature.indication, signature.reason], ['invalid', 'changed-after-signing']);
});

test('a second person’s signature keeps the first one intact and both are valid', async () => {
  const taro = await bench.card('person-taro', 'signature', { name: '見本　太郎' });
  const other = await bench.visitor('person-taro');
  const twice = await other.signWhole(taro, signed);
  const { overall, signatures } = await report(twice);
  assert.equal(overall, 'valid');
  assert.deepEqual(
    signatures.map(({ who, signedAgain, changedAfterSigning }) => [
      who.kind === 'person' && who.name,
      signedAgain,
      changedAfterSigning,
    ]),
    [
      ['番号　花子', true, false],
      ['見本　太郎', false, false],
    ],
  );
});

test('REV-01 a suspended certificate is reported as held since then; the mathematics stay right (VER-07)', async () => {
  const card = await bench.card('person-lost');
  const document = await signDirectly(card.certificate.der, card.sign);
  bench.platform.clock.advance(3_600_000);
  const since = bench.platform.clock.now().toISOString();
  await bench.platform.database.transaction((tx) =>
    bench.certificates.suspendOfCard(tx, card.cardId, callCentre),
  );
  const { overall, signatures } = await report(document);
  const [signature] = signatures;
  assert.equal(overall, 'indeterminate');
  assert.equal(signature?.reason, 'held');
  assert.deepEqual(
    [signature?.certificate?.status.status, signature?.certificate?.status.since],
    ['held', since],
  );
  assert.deepEqual([signature?.cryptographicallyCorrect, signature?.currentlyValid], [true, false]);
  // A stolen card can go on signing by itself: what says that it was signed later is worth nothing.
  bench.platform.clock.advance(60_000);
  const later = await signDirectly(card.certificate.der, card.sign);
  assert.deepEqual((await only(later)).reason, 'signed-while-held');
});

test('§6.6 after a move the old signature is there, but without a stamp nobody can tell that it was made before', async () => {
  const card = await bench.card('person-moved');
  const document = await signDirectly(card.certificate.der, card.sign);
  bench.platform.clock.advance(1000);
  await bench.platform.database.transaction((tx) =>
    bench.certificates.revokeOfCard(tx, card.cardId, 'affiliationChanged', clerk),
  );
  const signature = await only(document);
  assert.deepEqual([signature.indication, signature.reason], ['indeterminate', 'revoked']);
  assert.equal(signature.certificate?.status.reason, 'affiliationChanged');
});

test('CRT-01 characters that stand for others are named by their place', async () => {
  const card = await bench.card('person-rare', 'signature', {
    name: '渡辺　花子',
    nameFlags: '01000',
    address: '見本県〓町一番地',
    addressFlags: '00010000',
  });
  const { who } = await only(await (await bench.visitor('person-rare')).signWhole(card, pdf));
  assert.ok(who.kind === 'person');
  assert.deepEqual(who.substitutes, { name: [1], address: [3] });
});

test('the seal of a municipality, as on the paper of a kiosk, is recognised as that municipality’s', async () => {
  const seal = await bench.certificates.seal('99101');
  const { indication, who, whoIsProven } = await only(await signDirectly(seal.certificate, seal.sign));
  assert.deepEqual([indication, whoIsProven], ['valid', true]);
  assert.ok(who.kind === 'municipality');
  assert.deepEqual([who.municipality.en, who.title], ['Mihon 99101', '見本99101市長']);
});

test('VER-02 a login certificate, a foreign and a forged one are never valid', async () => {
  const login = await bench.card('person-hanako', 'authentication');
  const misused = await only(await signDirectly(login.certificate.der, login.sign));
  assert.deepEqual([misused.indication, misused.reason], ['invalid', 'login-certificate']);

  const foreign = await only(signPdf(pdf, throwAwaySigner('rsa', 'Somebody Abroad')));
  assert.deepEqual([foreign.indication, foreign.reason], ['indeterminate', 'foreign-issuer']);
  assert.ok(foreign.who.kind === 'other' && foreign.who.subject.includes('Somebody Abroad'));
  assert.deepEqual([foreign.whoIsProven, foreign.currentlyValid], [false, false]);

  const forged = await only(await signDirectly(...forgedSigner()));
  assert.deepEqual([forged.indication, forged.reason], ['invalid', 'forged-certificate']);
  assert.equal(forged.whoIsProven, false);
  assert.equal(forged.who.kind, 'other');
});

/** A certificate with our CA's name and the serial of a good one, signed by somebody else's key. */
function forgedSigner(): [Uint8Array, (data: Uint8Array) => Uint8Array] {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const tbs = buildEndEntityTbs({
    profile: 'mibun',
    kind: 'signature',
    issuer: bench.certificates.ca('signature'),
    serial: hanako.certificate.serial,
    publicKey: new Uint8Array(publicKey.export({ format: 'der', type: 'spki' })),
    subject: { commonName: 'X', prefecture: '見本県', municipality: '見本市' },
    notBefore: hanako.certificate.notBefore,
    notAfter: hanako.certificate.notAfter,
    person: {
      name: '番号　花子',
      nameFlags: '00000',
      sex: '2',
      birthDate: '1980-02-17',
      address: '見本県',
      addressFlags: '000',
    },
    urls: { ocsp: 'http://o/', caIssuers: 'http://c/', crl: 'http://l/', cps: 'http://p/' },
  });
  const by = (data: Uint8Array) => new Uint8Array(sign('sha256', data, privateKey));
  return [assembleCertificate(tbs, 'sha256WithRSA', by(tbs)), by];
}

test('a certificate that was only copied into the file proves nothing and leaves no trace on its owner’s log', async () => {
  const before = await looksAt('person-hanako');
  const { signatureValue = new Uint8Array() } = inspectPdfSignatures(signed).signatures.at(-1) ?? {};
  const at = signed.lastIndexOf(Buffer.from(signatureValue).toString('hex')) + 40;
  const changed = Buffer.from(signed);
  // Another hexadecimal digit, so that the container itself can still be read.
  changed.write(changed.toString('latin1', at, at + 1) === '0' ? '1' : '0', at, 'latin1');
  const signature = await only(changed);
  assert.deepEqual([signature.indication, signature.whoIsProven], ['invalid', false]);
  assert.equal(await looksAt('person-hanako'), before);
});

async function looksAt(subject: string): Promise<number> {
  const trail = await bench.platform.database.query((tx) =>
    bench.platform.audit.list(tx, { subject, limit: 200 }),
  );
  return trail.filter(({ action }) => action === 'verification.check-signature').length;
}

test('USE-05 the signer sees that the certificate was looked at; of the document nothing is kept', async () => {
  const before = { looks: await looksAt('person-hanako'), rows: await rowsOfAllTables() };
  const { document } = await report(signed);
  assert.equal(await looksAt('person-hanako'), before.looks + 1);
  const { audit_entries: audits, audit_unsealed: unsealed, ...rest } = await rowsOfAllTables();
  const { audit_entries: auditsBefore, audit_unsealed: unsealedBefore, ...restBefore } = before.rows;
  assert.equal(Number(audits), Number(auditsBefore) + 1);
  assert.equal(Number(unsealed), Number(unsealedBefore) + 1);
  assert.deepEqual(rest, restBefore);
  const trail = await bench.platform.database.query((tx) =>
    bench.platform.audit.list(tx, { subject: 'person-hanako', limit: 1 }),
  );
  assert.ok(!JSON.stringify(trail).includes(document.sha256));
});

async function rowsOfAllTables(): Promise<Record<string, unknown>> {
  const ask = (sql: string) =>
    bench.platform.database.query((tx) => tx.executeQuery<Record<string, unknown>>(CompiledQuery.raw(sql)));
  const { rows } = await ask(`select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`);
  const counts: Record<string, unknown> = {};
  for (const { name } of rows)
    counts[String(name)] = (await ask(`select count(*) as n from ${name}`)).rows[0]?.n;
  return counts;
}

test('a PDF without a signature says so; what is no PDF is refused with the way out', async () => {
  const { overall, signatures } = await report(pdf);
  assert.deepEqual([overall, signatures], ['no-signature', []]);
  const refusals = [
    [Buffer.from('hello'), 422, 'DOCUMENT_NOT_A_PDF'],
    [signed.subarray(0, signed.length - 100), 422, 'DOCUMENT_DAMAGED'],
    [Buffer.alloc(0), 400, 'INPUT_INVALID'],
  ] as const;
  for (const [bytes, status, code] of refusals) {
    const answer = await bench.verify(bytes);
    assert.deepEqual([answer.status, answer.code], [status, code]);
  }
});

test('a signature field that cannot be read is not passed over', async () => {
  const text = signed.toString('latin1').replace('/ByteRange', '/ByteRanch');
  const { overall, unreadableSignatures } = await report(Buffer.from(text, 'latin1'));
  assert.deepEqual([overall, unreadableSignatures], ['indeterminate', 1]);
});

test('hostile input is never valid and never a fault of ours', async () => {
  const residents = createResidents(bench.platform, { municipalities: [] }).api;
  const verify = verifyingOn(bench.platform, { ...bench, residents });
  let seed = 7;
  const next = (below: number) => {
    seed = (seed * 48_271) % 0x7fffffff;
    return seed % below;
  };
  for (let run = 0; run < 150; run++) {
    const damaged = Buffer.from(signed);
    for (let n = 0; n <= next(4); n++) damaged[next(damaged.length)] = next(256);
    if (damaged.equals(signed)) continue;
    const outcome = await verify(damaged, 'detailed', 'client').then(
      ({ overall }) => overall,
      (error: { code?: string }) => error.code,
    );
    assert.match(String(outcome), /^(invalid|indeterminate|no-signature|DOCUMENT_\w+)$/, `run ${run}`);
  }
});
