import assert from 'node:assert/strict';
import { sign as signWith } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { testKey } from '../../testing/keys.ts';
import { concat, hex, toHex } from '../bytes.ts';
import { decodeTextApInfo, decodeVisualApInfo, encodeTextApInfo, encodeVisualApInfo } from './ap-info.ts';
import { decodeAttributes, encodeAttributes } from './attributes-file.ts';
import { encodeCvCertificate } from './cv-certificate.ts';
import { encodeKeyId } from './key-id.ts';
import { LayoutError } from './layout-error.ts';
import { decodeNumberFile, encodeNumberFile } from './number-file.ts';
import { encodeTextSignatureFile, verifyText } from './text-signature-file.ts';

const HANAKO = {
  name: '番号　花子',
  address: '東京都千代田区霞が関２－１－２',
  birthDate: '1985-04-01',
  sex: '2',
} as const;

const sign = (name: 'issuer' | 'ca' | 'other') => (payload: Uint8Array) =>
  new Uint8Array(signWith('sha256', payload, testKey(name).privateKey));

const issuerKeyId = encodeKeyId({ number: '9000033', version: '000' });
const subjectKeyId = encodeKeyId({ number: '9000034', version: '001' });
const anchor = () => ({
  cvCertificate: encodeCvCertificate({
    issuerKeyId,
    subjectKeyId,
    publicKey: testKey('issuer').rsa,
    sign: sign('ca'),
  }),
  caPublicKey: testKey('ca').spki,
});

test('§2.2 worked example: EF 0001', () => {
  const file = encodeNumberFile('123456789018');
  assert.equal(toHex(file), 'FF100C313233343536373839303138FFFF');
  assert.equal(decodeNumberFile(file), '123456789018');
});

test('§2.2 worked example: EF 0002, 95 bytes', () => {
  const expected = `FF205C DF2108000E00200050005B DF220FE795AAE58FB7E38080E88AB1E5AD90
    DF232DE69DB1E4BAACE983BDE58D83E4BBA3E794B0E58CBAE99C9EE3818CE996A2EFBC92EFBC8DEFBC91EFBC8DEFBC92
    DF24083139383530343031 DF250132`;
  assert.equal(toHex(encodeAttributes(HANAKO, { padTo: 0 })), expected.replaceAll(/\s/g, ''));
});

test('§2.2 EF 0002 is filled up with FF to 512 bytes', () => {
  const file = encodeAttributes(HANAKO);
  assert.equal(file.length, 512);
  assert.ok(file.slice(95).every((byte) => byte === 0xff));
  assert.deepEqual(decodeAttributes(file), HANAKO);
});

test('§2.2 longer contents take a longer length, and the offsets follow', () => {
  for (const repetitions of [1, 40, 90]) {
    const long = { ...HANAKO, address: '長'.repeat(repetitions) };
    assert.deepEqual(decodeAttributes(encodeAttributes(long)), long);
  }
  const header = toHex(encodeAttributes({ ...HANAKO, address: '長'.repeat(40) }).slice(0, 16));
  assert.match(header, /^FF2081..DF2108000F/);
});

test('§2.2 any text survives EF 0002', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 200 });
  fc.assert(
    fc.property(text, text, fc.constantFrom('0', '1', '2', '9'), (name, address, sex) => {
      const attributes = { name, address, birthDate: '2000-02-29', sex } as const;
      assert.deepEqual(decodeAttributes(encodeAttributes(attributes)), attributes);
    }),
    { numRuns: 50 },
  );
});

test('§2.2 decoding hostile bytes throws LayoutError and nothing else', () => {
  const valid = encodeAttributes(HANAKO, { padTo: 0 });
  const mutated = fc.tuple(fc.nat(valid.length - 1), fc.nat(255)).map(([at, value]) => valid.with(at, value));
  const hostile = fc.oneof(fc.uint8Array({ maxLength: 60 }), mutated);
  fc.assert(
    fc.property(hostile, (bytes) => {
      try {
        decodeAttributes(bytes);
      } catch (error) {
        assert.ok(error instanceof LayoutError);
      }
    }),
  );
});

test('§2.2 values of another form are not written', () => {
  assert.throws(() => encodeNumberFile('12345678901'), RangeError);
  assert.throws(() => encodeNumberFile('12345678901X'), RangeError);
  assert.throws(() => encodeAttributes({ ...HANAKO, birthDate: '1985/04/01' }), RangeError);
  assert.throws(() => encodeAttributes({ ...HANAKO, name: '\ud800' }), RangeError);
});

test('§2.2 EF 0003 is 336 bytes and vouches for both files, together or alone', () => {
  const numberFile = encodeNumberFile('123456789018');
  const attributesFile = encodeAttributes(HANAKO);
  const signatureFile = encodeTextSignatureFile({ numberFile, attributesFile, sign: sign('issuer') });
  assert.equal(signatureFile.length, 336);
  assert.equal(toHex(signatureFile.slice(0, 8)), 'FF3082014BDF3120');
  for (const files of [{ numberFile, attributesFile }, { numberFile }, { attributesFile }]) {
    assert.deepEqual(verifyText({ ...anchor(), signatureFile, ...files }), { ok: true, value: files });
  }
});

test('§2.2 EF 0003 each thing that does not fit has its own reason', () => {
  const numberFile = encodeNumberFile('123456789018');
  const attributesFile = encodeAttributes(HANAKO);
  const files = { numberFile, attributesFile };
  const signatureFile = encodeTextSignatureFile({ ...files, sign: sign('issuer') });
  const reason = (changed: Partial<Parameters<typeof verifyText>[0]>) => {
    const result = verifyText({ ...anchor(), signatureFile, ...files, ...changed });
    return result.ok ? 'ok' : result.reason;
  };
  assert.equal(reason({ numberFile: encodeNumberFile('123456789019') }), 'number-digest');
  assert.equal(reason({ attributesFile: encodeAttributes({ ...HANAKO, sex: '1' }) }), 'attributes-digest');
  assert.equal(
    reason({ signatureFile: signatureFile.with(335, (signatureFile[335] ?? 0) ^ 1) }),
    'signature',
  );
  assert.equal(reason({ caPublicKey: testKey('other').spki }), 'cv-certificate');
  assert.equal(reason({ cvCertificate: hex('00') }), 'malformed');
  assert.equal(reason({ signatureFile: hex('FF3000') }), 'malformed');
});

test('§2.2 EF 0003 the filler of EF 0001 is hashed, that of EF 0002 is not', () => {
  const numberFile = encodeNumberFile('123456789018');
  const attributesFile = encodeAttributes(HANAKO);
  const signatureFile = encodeTextSignatureFile({ numberFile, attributesFile, sign: sign('issuer') });
  const unpadded = encodeAttributes(HANAKO, { padTo: 0 });
  assert.ok(verifyText({ ...anchor(), signatureFile, attributesFile: unpadded }).ok);
  assert.ok(!verifyText({ ...anchor(), signatureFile, numberFile: numberFile.slice(0, 15) }).ok);
});

test('§2.2 EF 0005 is 256 bytes with non-minimal lengths', () => {
  const file = encodeTextApInfo({ keyId: subjectKeyId, opaque: new Uint8Array(32).fill(5) });
  assert.equal(file.length, 256);
  assert.equal(toHex(file.slice(0, 12)), 'FF4082009FDF410401030E01');
  assert.equal(file[0x9f + 5], 0xff);
  const { keyId, opaque } = decodeTextApInfo(file);
  assert.deepEqual([keyId, opaque], [subjectKeyId, new Uint8Array(32).fill(5)]);
});

test('§2.3 EF 0003 holds the municipality', () => {
  const info = { keyId: subjectKeyId, municipality: '13101', opaqueKeyId: issuerKeyId };
  const file = encodeVisualApInfo(info);
  const { keyId, municipality, opaqueKeyId } = decodeVisualApInfo(file);
  assert.deepEqual({ keyId, municipality, opaqueKeyId }, info);
  assert.equal(toHex(concat(file.slice(0, 5))), 'FF3082013B');
});
