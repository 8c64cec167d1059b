// One writer and one reader of SignedData: what one writes the other reads, and others agree. What the signatures of time
// stamps and of documents demand beyond that is tested with them.
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import * as pkijs from 'pkijs';
import { edit, longer } from '../../testing/edit.ts';
import { issue, requestFor, testCa, testKey } from '../../testing/fixtures.ts';
import { type Certificate, readCertificate } from '../certificate/read.ts';
import { fromBer } from '../der/ber.ts';
import {
  element,
  explicit,
  implicit,
  integer,
  nullValue,
  octetString,
  oid,
  sequence,
  setOf,
} from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { OID } from '../oids.ts';
import {
  namesCertificate,
  signatureTimeStamp,
  signedContentType,
  signedDigest,
  signerCertificate,
} from './attributes.ts';
import { readSignedData } from './read.ts';
import { schemeOf, signatureFitsScheme } from './scheme.ts';
import { signingDigest } from './signing.ts';
import { assembleSignedData, signedAttributes } from './write.ts';

const TEXT = new TextEncoder().encode('私は同意します。\n');
const institution = await testCa('institution');
const issued = await issue(institution, requestFor(institution, 'seal'));
const raw = (...octets: number[]) => Uint8Array.from(octets);
const hex = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('hex');

interface Holder {
  readonly certificate: Certificate;
  readonly privateKey: KeyObject;
}

const holder: Holder = {
  certificate: readCertificate(issued),
  privateKey: testKey('holder').privateKey,
};

/** The same certificate for another key; nobody looks at the signature of its issuer here. */
function holderOf({ publicKey, privateKey }: ReturnType<typeof generateKeyPairSync>): Holder {
  const spki = Uint8Array.from((publicKey as KeyObject).export({ type: 'spki', format: 'der' }));
  return {
    certificate: readCertificate(edit(issued, [0, 6], () => spki)),
    privateKey: privateKey as KeyObject,
  };
}

function signedBy(
  { certificate, privateKey }: Holder,
  given: {
    readonly content?: Uint8Array;
    readonly contentType?: string;
    readonly timeStampToken?: Uint8Array;
  },
  certificates: readonly Uint8Array[] = [certificate.der],
) {
  const hash = signingDigest(certificate);
  const digest = createHash(hash).update(TEXT).digest();
  const { contentType } = given;
  const attributes = signedAttributes({ digest, certificate, ...(contentType && { contentType }) });
  const signature = Uint8Array.from(sign(hash, attributes, privateKey));
  return assembleSignedData({ ...given, certificate, certificates, signedAttributes: attributes, signature });
}

const detached = signedBy(holder, {});

const HOLDERS: Readonly<Record<string, () => readonly [Holder, digest: string, kind: string]>> = {
  'RSA of 2048 bits': () => [holder, 'sha256', 'pkcs1'],
  'RSA of 3072 bits': () => [
    holderOf(generateKeyPairSync('rsa', { modulusLength: 3072 })),
    'sha256',
    'pkcs1',
  ],
  'P-256': () => [holderOf(generateKeyPairSync('ec', { namedCurve: 'P-256' })), 'sha256', 'ecdsa'],
  'P-384': () => [holderOf(generateKeyPairSync('ec', { namedCurve: 'P-384' })), 'sha384', 'ecdsa'],
  'P-521': () => [holderOf(generateKeyPairSync('ec', { namedCurve: 'P-521' })), 'sha512', 'ecdsa'],
};
for (const [what, make] of Object.entries(HOLDERS)) {
  test(`RFC 5652 what is written is read and verifies, detached and with its content: ${what}`, () => {
    const [by, digest, kind] = make();
    const { certificate } = by;
    for (const content of [undefined, TEXT]) {
      const signed = readSignedData(signedBy(by, content ? { content } : {}));
      assert.equal(hex(signed.content), hex(content));
      assert.deepEqual(
        [signed.version, signed.digests, signed.contentType, signed.hasOtherCertificates],
        [1, [digest], OID.data, false],
      );
      assert.deepEqual(signed.certificates.map(hex), [hex(certificate.der)]);
      const [signer, ...others] = signed.signers;
      assert.ok(signer?.signedAttributes && others.length === 0 && signer.inOrder);
      assert.deepEqual(signer.identifier, {
        issuer: certificate.issuerDer,
        serialNumber: integer(BigInt(`0x${certificate.serial}`)),
      });
      assert.equal(signedContentType(signer), OID.data);
      assert.equal(hex(signedDigest(signer)), createHash(digest).update(TEXT).digest('hex'));
      assert.ok(namesCertificate(signer, certificate.der));
      assert.ok(!namesCertificate(signer, institution.info.certificate.der));
      assert.equal(hex(signerCertificate(signer, [raw(1), ...signed.certificates])), hex(certificate.der));
      const scheme = schemeOf(signer);
      assert.deepEqual(scheme, { kind, digest });
      const fits = (data: Uint8Array) => signatureFitsScheme(certificate.der, scheme, data, signer.signature);
      assert.ok(fits(signer.signedAttributes));
      assert.ok(!fits(TEXT));
      assert.deepEqual(signer.unsignedAttributes, []);
    }
  });
}

test('RFC 5652 §5.1 content of another type makes it version 3', () => {
  const { version, contentType, signers } = readSignedData(
    signedBy(holder, { content: TEXT, contentType: OID.tstInfo }),
  );
  assert.deepEqual([version, contentType], [3, OID.tstInfo]);
  assert.ok(signers[0]);
  assert.equal(signedContentType(signers[0]), OID.tstInfo);
});

test('certificates go along each once, or none; a time stamp is an unsigned attribute', () => {
  const ca = institution.info.certificate.der;
  const two = readSignedData(signedBy(holder, {}, [issued, ca, Uint8Array.from(issued)]));
  assert.deepEqual(two.certificates.map(hex).toSorted(), [hex(issued), hex(ca)].toSorted());
  assert.deepEqual(readSignedData(signedBy(holder, {}, [])).certificates, []);
  const token = sequence(oid(OID.signedData), explicit(0, sequence()));
  const [stamped] = readSignedData(signedBy(holder, { timeStampToken: token })).signers;
  const [plain] = readSignedData(detached).signers;
  assert.ok(stamped && plain);
  assert.equal(hex(signatureTimeStamp(stamped)), hex(token));
  assert.equal(signatureTimeStamp(plain), undefined);
});

test('what would not verify is not written', () => {
  const { certificate, privateKey } = holder;
  const digest = createHash('sha256').update(TEXT).digest();
  const attributes = signedAttributes({ digest, certificate: issued });
  assert.equal(hex(attributes), hex(signedAttributes({ digest, certificate })));
  const good = {
    certificate: issued,
    certificates: [issued],
    signedAttributes: attributes,
    signature: sign('sha256', attributes, privateKey),
  };
  assert.equal(hex(assembleSignedData(good)), hex(detached));
  const other = sign('sha256', attributes, testKey('other').privateKey);
  for (const signature of [other, new Uint8Array(256), new Uint8Array()]) {
    assert.throws(() => assembleSignedData({ ...good, signature }), { code: 'signature-mismatch' });
  }
  const short = createHash('sha1').update(TEXT).digest();
  assert.throws(() => signedAttributes({ digest: short, certificate }), { code: 'digest-mismatch' });
  const broken = { code: 'certificate-malformed' };
  assert.throws(() => signedAttributes({ digest, certificate: raw(0x30, 0) }), broken);
  assert.throws(() => assembleSignedData({ ...good, certificate: raw(0x30, 0) }), broken);
  const unfit = { code: 'key-malformed' };
  for (const pair of [
    generateKeyPairSync('ed25519'),
    generateKeyPairSync('rsa', { modulusLength: 1024 }),
    generateKeyPairSync('ec', { namedCurve: 'secp256k1' }),
  ]) {
    const { certificate: strange } = holderOf(pair as ReturnType<typeof generateKeyPairSync>);
    assert.throws(() => signedAttributes({ digest, certificate: strange }), unfit);
  }
});

test('PKI.js reads what is written, finds the signer and verifies it', async () => {
  for (const content of [undefined, TEXT]) {
    const info = pkijs.ContentInfo.fromBER(signedBy(holder, content ? { content } : {}));
    const signed = new pkijs.SignedData({ schema: info.content });
    const verified = await signed.verify({
      signer: 0,
      trustedCerts: [pkijs.Certificate.fromBER(institution.info.certificate.der)],
      ...(content ? {} : { data: Uint8Array.from(TEXT).buffer }),
      extendedMode: true,
    });
    assert.equal(verified.signatureVerified, true);
    assert.equal(
      hex(verified.signerCertificate?.serialNumber.valueBlock.valueHexView),
      holder.certificate.serial,
    );
  }
});

/** Places: SignedData; its version, digests, content, certificates, signers; the signer. */
const DATA = [1, 0];
const SIGNER = [...DATA, 4, 0];

test('SignedData that is not quite one is refused', () => {
  const change = (by: (one: Uint8Array) => Uint8Array | readonly Uint8Array[], ...path: number[]) =>
    edit(detached, path, by);
  const behind = (one: Uint8Array) => longer(one, nullValue());
  const none = () => [];
  const odd: readonly Uint8Array[] = [
    raw(),
    raw(0),
    longer(detached, nullValue()),
    Buffer.concat([detached, raw(0)]),
    detached.subarray(0, -1),
    change(() => oid(OID.data), 0),
    change(none, 1),
    change(() => explicit(0), 1),
    change(() => explicit(0, octetString(TEXT)), 1),
    change(behind, 1),
    change(behind, ...DATA),
    change(() => octetString(raw(1)), ...DATA, 0),
    change(() => sequence(), ...DATA, 1),
    change(() => nullValue(), ...DATA, 1, 0),
    change(() => sequence(), ...DATA, 1, 0),
    change((one) => longer(one, nullValue(), nullValue()), ...DATA, 1, 0),
    change(() => sequence(oid(OID.sha256), sequence()), ...DATA, 1, 0),
    change(() => sequence(), ...DATA, 2),
    change(behind, ...DATA, 2),
    change(() => sequence(oid(OID.data), explicit(0)), ...DATA, 2),
    change(() => sequence(oid(OID.data), explicit(0, sequence())), ...DATA, 2),
    change(() => sequence(oid(OID.data), explicit(0, element(0x24, octetString(TEXT)))), ...DATA, 2),
    change(none, ...DATA, 4),
    change(() => sequence(), ...DATA, 4),
    change(() => setOf(nullValue()), ...DATA, 4),
    change(none, ...SIGNER, 0),
    change(behind, ...SIGNER, 1),
    change(none, ...SIGNER, 1, 1),
    change(() => nullValue(), ...SIGNER, 1, 1),
    change(() => raw(0xa0, 0), ...SIGNER, 1),
    change(() => sequence(oid(OID.sha256), raw(5, 1, 0)), ...SIGNER, 2),
    change(() => sequence(oid(OID.sha256), sequence()), ...SIGNER, 2),
    change(behind, ...SIGNER, 3),
    change(() => explicit(0, sequence(oid('1.2.3'))), ...SIGNER, 3),
    change(() => explicit(0, sequence(oid('1.2.3'), nullValue())), ...SIGNER, 3),
    change(() => explicit(0, sequence(oid('1.2.3'), setOf(), setOf())), ...SIGNER, 3),
    change((one) => longer(one, nullValue(), nullValue()), ...SIGNER, 4),
    change(() => sequence(), ...SIGNER, 4),
    change(() => raw(0x24, 0), ...SIGNER, 5),
    change((one) => [one, explicit(1, nullValue())], ...SIGNER, 5),
    change(behind, ...SIGNER),
  ];
  for (const [index, der] of odd.entries()) {
    assert.throws(() => readSignedData(der), { code: 'cms-malformed' }, `number ${index}`);
  }
});

test('what the standard lets others do is read', () => {
  const change = (by: (one: Uint8Array) => Uint8Array | readonly Uint8Array[], ...path: number[]) =>
    readSignedData(edit(detached, path, by));
  assert.deepEqual(change(() => setOf(), ...DATA, 1).digests, []);
  const others = change(() => setOf(sequence(oid(OID.sha1)), sequence(oid('1.2.3'), oid('1.2'))), ...DATA, 1);
  assert.deepEqual(others.digests, [undefined, undefined]);
  const attributeCertificate = change((one) => longer(one, explicit(2, sequence())), ...DATA, 3);
  assert.deepEqual(
    [attributeCertificate.certificates.length, attributeCertificate.hasOtherCertificates],
    [1, true],
  );
  assert.equal(change((one) => [one, explicit(1, sequence())], ...DATA, 3).signers.length, 1);
  assert.deepEqual(change(() => [], ...DATA, 3).certificates, []);
  assert.equal(change((one) => [one, one], ...SIGNER).signers.length, 2);
  const [bare] = change(() => [], ...SIGNER, 3).signers;
  assert.deepEqual([bare?.signedAttributes, bare?.attributes, bare?.inOrder], [undefined, [], true]);
  const [byKey] = change(() => implicit(0, raw(1, 2)), ...SIGNER, 1).signers;
  assert.deepEqual(byKey?.identifier, { keyIdentifier: raw(1, 2) });
  assert.ok(byKey);
  assert.equal(hex(signerCertificate(byKey, [institution.info.certificate.der, issued])), hex(issued));
  assert.equal(signerCertificate(byKey, [institution.info.certificate.der]), undefined);
  const [inverted] = change(
    (one) => {
      const list = [...Array(3).keys()].map((place) => {
        const found: Uint8Array[] = [];
        edit(one, [place], (attribute) => {
          found.push(attribute);
          return attribute;
        });
        return found[0] ?? raw();
      });
      return element(0xa0, ...list.toReversed());
    },
    ...SIGNER,
    3,
  ).signers;
  assert.equal(inverted?.inOrder, false);
  assert.equal(inverted && signedContentType(inverted), OID.data);
});

test('an attribute that is there twice, or has two values or none, says nothing', () => {
  const one = sequence(oid(OID.contentType), setOf(oid(OID.data)));
  const two = sequence(oid(OID.contentType), setOf(oid(OID.data), oid(OID.data)));
  const empty = sequence(oid(OID.contentType), setOf());
  const other = sequence(oid(OID.contentType), setOf(octetString(raw(1))));
  const said = (...attributes: readonly Uint8Array[]) => {
    const [signer] = readSignedData(
      edit(detached, [...SIGNER, 3], () => element(0xa0, ...attributes)),
    ).signers;
    assert.ok(signer);
    return signedContentType(signer);
  };
  assert.equal(said(one), OID.data);
  for (const attributes of [[], [one, one], [two], [empty], [other], [one, empty]]) {
    assert.equal(said(...attributes), undefined);
  }
});

test('a scheme is of one digest, and of none that is weak', () => {
  const schemeBy = (digest: string, algorithm: Uint8Array) => {
    let der = edit(detached, [...SIGNER, 2], () => sequence(oid(digest)));
    der = edit(der, [...SIGNER, 4], () => algorithm);
    const [signer] = readSignedData(der).signers;
    return signer && schemeOf(signer);
  };
  const pss = (...parameters: readonly Uint8Array[]) => sequence(oid(OID.rsaPss), ...parameters);
  const hash = (digest: string) => explicit(0, sequence(oid(digest), nullValue()));
  const { sha256, sha512, sha1 } = OID;
  const rsa = sequence(oid(OID.rsaEncryption), nullValue());
  assert.deepEqual(schemeBy(sha512, rsa), { kind: 'pkcs1', digest: 'sha512' });
  assert.equal(schemeBy(sha1, rsa), undefined);
  assert.equal(schemeBy(sha512, sequence(oid(OID.sha256WithRSAEncryption), nullValue())), undefined);
  assert.equal(schemeBy(sha256, sequence(oid(OID.ecdsaWithSha384))), undefined);
  assert.equal(schemeBy(sha256, sequence(oid('1.3.101.112'))), undefined);
  assert.deepEqual(schemeBy(sha256, pss(sequence(hash(sha256), explicit(2, integer(32))))), {
    kind: 'pss',
    digest: 'sha256',
    saltLength: 32,
  });
  assert.deepEqual(schemeBy(sha256, pss(sequence(hash(sha256)))), {
    kind: 'pss',
    digest: 'sha256',
    saltLength: 20,
  });
  for (const parameters of [
    [],
    [nullValue()],
    [sequence()],
    [sequence(hash(sha1))],
    [sequence(hash(sha512))],
    [sequence(hash(sha256), nullValue())],
    [sequence(explicit(2, integer(32)))],
  ]) {
    assert.equal(schemeBy(sha256, pss(...parameters)), undefined);
  }
});

test('no octets make the reader throw anything but its own error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 6 }), fc.nat(detached.length - 7), (noise, position) => {
      const changed = Uint8Array.from(detached);
      changed.set(noise, position);
      for (const read of [readSignedData, (bytes: Uint8Array) => readSignedData(fromBer(bytes).der)]) {
        for (const octets of [noise, changed]) {
          try {
            for (const signer of read(octets).signers) {
              schemeOf(signer);
              signedDigest(signer);
              signedContentType(signer);
              signerCertificate(signer, [issued]);
              namesCertificate(signer, issued);
            }
          } catch (error) {
            assert.ok(error instanceof PkiError, String(error));
          }
        }
      }
    }),
    { numRuns: 500 },
  );
});
