// What other programs put into /Contents.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { constants, createHash, createPrivateKey, generateKeyPairSync, sign, webcrypto } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { der, OID } from '@mibun/pki';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import {
  at,
  CITY,
  type MakeContainer,
  own,
  problemsOf,
  signedBy,
  sound,
  withoutLengths,
} from '../../testing/containers.ts';
import { tablePdf } from '../../testing/sample-pdf.ts';
import { signPdf, throwAwaySigner } from '../../testing/throw-away-signer.ts';
import { inspectPdfSignatures } from './inspect.ts';

let folder = '';
const file = (name: string): string => path.join(folder, name);

before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'mibun-containers-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

function openssl(...args: readonly string[]): void {
  execFileSync('openssl', args, { stdio: 'pipe' });
}

/** A key and certificate of openssl's making. */
function opensslSigner(name: string, ...key: readonly string[]): Uint8Array {
  openssl(
    ...['req', '-x509', '-newkey', ...key, '-nodes', '-days', '30', '-subj', `/CN=${name}`],
    ...['-keyout', file(`${name}.key`), '-out', file(`${name}.pem`)],
  );
  openssl('x509', '-in', file(`${name}.pem`), '-outform', 'DER', '-out', file(`${name}.der`));
  return Uint8Array.from(readFileSync(file(`${name}.der`)));
}

const STREAMED = ['-stream', '-indef'];
for (const [what, key, args] of [
  ['RSA', ['rsa:2048'], []],
  ['RSA of 3072 bits, in BER of indefinite length', ['rsa:3072'], STREAMED],
  ['RSA, the signer named by its key identifier', ['rsa:2048'], ['-keyid']],
  ['RSA with PSS', ['rsa:2048'], ['-keyopt', 'rsa_padding_mode:pss', '-keyopt', 'rsa_pss_saltlen:32']],
  ['ECDSA on P-256', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'], []],
  ['ECDSA on P-521, in BER', ['ec', '-pkeyopt', 'ec_paramgen_curve:P-521'], STREAMED],
] as const) {
  test(`CAdES by openssl is read: ${what}`, async () => {
    const certificate = opensslSigner('witness', ...key);
    const signature = await signedBy((content) => {
      writeFileSync(file('content'), content);
      openssl(
        ...['cms', '-sign', '-binary', '-outform', 'DER', '-md', 'sha256', '-cades'],
        ...['-signer', file('witness.pem'), '-inkey', file('witness.key'), ...args],
        ...['-in', file('content'), '-out', file('container')],
      );
      return readFileSync(file('container'));
    });
    // openssl cannot leave the signing time away, and streams only with the content inside
    const isStreamed = args === STREAMED;
    assert.deepEqual(
      signature.problems.map(({ code }) => code),
      [...(isStreamed ? ['container'] : []), 'signing-time-attribute'],
    );
    assert.ok(signature.intact);
    assert.equal(signature.signatureValid, !isStreamed);
    assert.deepEqual(Buffer.from(signature.signerCertificate ?? []), Buffer.from(certificate));
  });
}

test('what PKI.js writes is taken: its attributes stand in no order', async () => {
  const certificate = opensslSigner('pkijs', 'rsa:2048');
  const key = createPrivateKey(readFileSync(file('pkijs.key')));
  const signingKey = await webcrypto.subtle.importKey(
    'pkcs8',
    key.export({ type: 'pkcs8', format: 'der' }),
    { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  const own = pkijs.Certificate.fromBER(Uint8Array.from(certificate).buffer);
  const attribute = (type: string, value: unknown) => new pkijs.Attribute({ type, values: [value] });
  const made = await signedBy(async (content) => {
    const signed = new pkijs.SignedData({
      version: 1,
      encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: OID.data }),
      certificates: [own],
      signerInfos: [
        new pkijs.SignerInfo({
          version: 1,
          sid: new pkijs.IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
          signedAttrs: new pkijs.SignedAndUnsignedAttributes({
            type: 0,
            attributes: [
              attribute(
                OID.signingCertificateV2,
                asn1js.fromBER(
                  der.sequence(
                    der.sequence(
                      der.sequence(der.octetString(createHash('sha256').update(certificate).digest())),
                    ),
                  ),
                ).result,
              ),
              attribute(
                OID.messageDigest,
                new asn1js.OctetString({
                  valueHex: Uint8Array.from(createHash('sha256').update(content).digest()).buffer,
                }),
              ),
              attribute(OID.contentType, new asn1js.ObjectIdentifier({ value: OID.data })),
            ],
          }),
        }),
      ],
    });
    await signed.sign(signingKey, 0, 'SHA-256', Uint8Array.from(content).buffer);
    const info = new pkijs.ContentInfo({
      contentType: pkijs.ContentInfo.SIGNED_DATA,
      content: signed.toSchema(true),
    });
    return new Uint8Array(info.toSchema().toBER(false));
  });
  sound(made, certificate);
});

const encodings: Readonly<Record<string, MakeContainer>> = {
  'as it is': own(),
  'of indefinite length, in pieces': async (content) => withoutLengths(await own()(content)),
  'lengths longer than need be': async (content) => {
    const node = der.readElement(await own()(content));
    return Buffer.concat([
      Uint8Array.of(0x30, 0x84, 0, 0, node.content.length >> 8, node.content.length & 0xff),
      node.content,
    ]);
  },
  'a version that nobody has numbered': own({
    data: at(0, () => der.integer(4)),
    signer: at(0, () => der.integer(3)),
  }),
  'no digest announced': own({ data: at(1, () => der.setOf()) }),
  'an attribute certificate and revocation lists beside the certificate': own({
    data: at(3, (certificates) => [
      der.explicit(0, der.readElement(certificates).content, der.explicit(2, der.sequence())),
      der.explicit(1, der.sequence()),
    ]),
  }),
  'the signer’s certificate twice': own({
    data: at(3, (one) => der.explicit(0, der.readElement(one).content, der.readElement(one).content)),
  }),
  'NULL with the digest, none with the key': own({
    signer: (elements) =>
      at(4, () => der.sequence(der.oid(OID.rsaEncryption)))(
        at(2, () => der.sequence(der.oid(OID.sha256), der.nullValue()))(elements),
      ),
  }),
  'an algorithm that names its digest': own({
    signer: at(4, () => der.sequence(der.oid('1.2.840.113549.1.1.11'), der.nullValue())),
  }),
  'attributes of others, signed and not': own({
    attributes: (set) => [...set, der.sequence(der.oid('1.2.3'), der.setOf(der.integer(1), der.integer(2)))],
    signer: (elements) => [
      ...elements,
      der.explicit(1, der.sequence(der.oid('1.2.3'), der.setOf(der.integer(1)))),
    ],
  }),
  'signed attributes in another order': own({ attributes: (set) => set.toReversed() }),
};
for (const [what, make] of Object.entries(encodings)) {
  test(`a signature of another make is taken: ${what}`, async () =>
    sound(await signedBy(make), CITY.certificate));
}

test('an unsigned time stamp is handed out as it stands', async () => {
  const token = der.sequence(der.oid('1.2.3'), der.octetString(Uint8Array.of(1, 2, 3)));
  const stamped = (...tokens: readonly Uint8Array[]) =>
    own({
      signer: (elements) => [
        ...elements,
        der.explicit(
          1,
          der.sequence(der.oid('1.2.3'), der.setOf(der.integer(1))),
          der.sequence(der.oid(OID.timeStampToken), der.setOf(...tokens)),
        ),
      ],
    });
  const signature = await signedBy(stamped(token));
  sound(signature, CITY.certificate);
  assert.deepEqual(Buffer.from(signature.timeStampToken ?? []), Buffer.from(token));
  const inPieces = await signedBy(async (content) => withoutLengths(await stamped(token)(content)));
  assert.deepEqual(Buffer.from(inPieces.timeStampToken ?? []), Buffer.from(token));
});

test('ESS certificate hashes of another digest than the signature’s count', async () => {
  const ess = (certId: Uint8Array) =>
    own({
      attributes: at(2, () =>
        der.sequence(der.oid(OID.signingCertificateV2), der.setOf(der.sequence(der.sequence(certId)))),
      ),
    });
  const hash = (name: string) => der.octetString(createHash(name).update(CITY.certificate).digest());
  const sha384 = der.sequence(der.oid('2.16.840.1.101.3.4.2.2'));
  sound(await signedBy(ess(der.sequence(sha384, hash('sha384')))), CITY.certificate);
  const unfit = ['signing-certificate'];
  assert.deepEqual(await problemsOf(ess(der.sequence(hash('sha384')))), unfit);
  assert.deepEqual(await problemsOf(ess(der.sequence(der.sequence(der.oid(OID.sha1)), hash('sha1')))), unfit);
  assert.deepEqual(await problemsOf(ess(der.sequence(sha384, hash('sha256')))), unfit);
  assert.deepEqual(await problemsOf(ess(der.sequence())), unfit);
});

test('a key of fewer than 2048 bits signs nothing', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  writeFileSync(file('small.key'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  openssl(
    ...['req', '-x509', '-new', '-key', file('small.key'), '-days', '30', '-subj', '/CN=small'],
    ...['-out', file('small.der'), '-outform', 'DER'],
  );
  const certificate = Uint8Array.from(readFileSync(file('small.der')));
  const tbs = [...new der.DerReader(certificate).enter().enter()].map(({ raw }) => raw);
  const hash = createHash('sha256').update(certificate).digest();
  const ess = der.sequence(der.sequence(der.sequence(der.octetString(hash))));
  const codes = await problemsOf((content) => {
    const digest = createHash('sha256').update(content).digest();
    const attributes = der.setOf(
      ...[
        [OID.contentType, der.oid(OID.data)],
        [OID.messageDigest, der.octetString(digest)],
        [OID.signingCertificateV2, ess],
      ].map(([type, value]) => der.sequence(der.oid(String(type)), der.setOf(value as Uint8Array))),
    );
    const signature = sign('sha256', attributes, { key: privateKey, padding: constants.RSA_PKCS1_PADDING });
    return own({
      signer: (elements) => [
        ...elements.slice(0, 1),
        der.sequence(tbs[3] ?? new Uint8Array(), tbs[1] ?? new Uint8Array()),
        ...elements.slice(2, 3),
        der.retag(der.contextTag(0), attributes),
        ...elements.slice(4, 5),
        der.octetString(signature),
      ],
      data: at(3, () => der.explicit(0, certificate)),
    })(content);
  });
  assert.deepEqual(codes, ['signature-mismatch']);
});

test('our own signatures are of the same form, whichever key', async () => {
  for (const family of ['rsa', 'ec'] as const) {
    const signer = throwAwaySigner(family);
    const [found] = inspectPdfSignatures(signPdf(tablePdf(), signer)).signatures;
    assert.ok(found);
    sound(found, signer.certificate);
  }
});
