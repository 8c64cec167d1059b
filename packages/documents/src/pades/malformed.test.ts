// What is not quite a signature of one signer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { der, OID } from '@mibun/pki';
import {
  at,
  type MakeContainer,
  own,
  problemsOf,
  signedBy,
  withoutLengths,
} from '../../testing/containers.ts';

const noSignature: Readonly<Record<string, MakeContainer>> = {
  'nothing at all': () => new Uint8Array(),
  zeros: () => new Uint8Array(100),
  'another content type': (content) =>
    der.sequence(der.oid(OID.data), der.explicit(0, der.octetString(content.subarray(0, 9)))),
  'content that is not plain data': own({
    data: at(2, () => der.sequence(der.oid('1.2.840.113549.1.9.16.1.4'))),
  }),
  'nobody has signed': own({ data: at(4, () => der.setOf()) }),
  'two have signed': own({
    data: at(4, (one) => der.element(0x31, der.readElement(one).content, der.readElement(one).content)),
  }),
  'no end of contents': async (content) => {
    const whole = withoutLengths(await own()(content));
    return Buffer.concat([whole.subarray(0, -2), Uint8Array.of(1, 1)]);
  },
  'a nest of two thousand': () => Buffer.from('3080'.repeat(2_000), 'hex'),
  'a nest of octet strings': () => Buffer.from('2480'.repeat(2_000), 'hex'),
  'a length of five octets': () => Buffer.from('30850000000005', 'hex'),
};
for (const [what, make] of Object.entries(noSignature)) {
  test(`no signature of one signer: ${what}`, async () =>
    assert.deepEqual(await problemsOf(make), ['container']));
}

const faults: Readonly<Record<string, readonly [MakeContainer, readonly string[]]>> = {
  'content of its own': [
    own({
      data: at(2, () => der.sequence(der.oid(OID.data), der.explicit(0, der.octetString(Uint8Array.of(1))))),
    }),
    ['container'],
  ],
  'SHA-1': [
    own({ signer: at(2, () => der.sequence(der.oid(OID.sha1), der.nullValue())) }),
    ['weak-algorithm'],
  ],
  'an algorithm of another digest': [
    own({ signer: at(4, () => der.sequence(der.oid('1.2.840.113549.1.1.12'), der.nullValue())) }),
    ['weak-algorithm'],
  ],
  'PSS whose digest is SHA-1 because none is named': [
    own({ signer: at(4, () => der.sequence(der.oid('1.2.840.113549.1.1.10'), der.sequence())) }),
    ['weak-algorithm'],
  ],
  'ECDSA by a key of RSA': [
    own({ signer: at(4, () => der.sequence(der.oid('1.2.840.10045.4.3.2'))) }),
    ['signature-mismatch'],
  ],
  'no signed attributes': [
    own({ signer: (elements) => elements.toSpliced(3, 1) }),
    ['attributes', 'attributes', 'digest-mismatch', 'signing-certificate', 'signature-mismatch'],
  ],
  'no certificate': [
    own({ data: (elements) => elements.toSpliced(3, 1) }),
    ['signing-certificate', 'signature-mismatch'],
  ],
  'a message digest twice': [
    own({ attributes: ([one, two, three]) => [one, two, two, three].filter((found) => found !== undefined) }),
    ['attributes', 'digest-mismatch'],
  ],
  'two values of one attribute': [
    own({
      attributes: at(1, (one) => {
        const [type, values] = [...der.DerReader.sequence(one)];
        const { content = new Uint8Array() } = values ?? {};
        return der.sequence(type?.raw ?? new Uint8Array(), der.element(0x31, content, content));
      }),
    }),
    ['attributes', 'digest-mismatch'],
  ],
  'another content type among the attributes': [
    own({
      attributes: at(0, () => der.sequence(der.oid(OID.contentType), der.setOf(der.oid('1.2.3')))),
    }),
    ['attributes'],
  ],
  'a digest that is no OCTET STRING': [
    own({
      attributes: at(1, () => der.sequence(der.oid(OID.messageDigest), der.setOf(der.utf8('digest')))),
    }),
    ['attributes', 'digest-mismatch'],
  ],
  'no ESS attribute': [own({ attributes: (set) => set.toSpliced(2, 1) }), ['signing-certificate']],
};
for (const [what, [make, codes]] of Object.entries(faults)) {
  test(`told as what it is: ${what}`, async () => assert.deepEqual(await problemsOf(make), codes));
}

test('octets that follow the container are told, zeros are not', async () => {
  const make = own();
  assert.deepEqual(await problemsOf(make, '0000'), []);
  const followed = await signedBy(make, '01');
  assert.deepEqual(
    followed.problems.map(({ code }) => code),
    ['contents'],
  );
  assert.ok(followed.intact && followed.signatureValid);
});
