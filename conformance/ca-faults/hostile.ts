import { randomBytes } from 'node:crypto';
import {
  buildOcspRequest,
  buildTimeStampRequest,
  type Certificate,
  der,
  imprintOf,
  makeCertId,
} from '@mibun/pki';
import { ask, askRaw } from './client.ts';

export const OCSP = 'application/ocsp-request';
export const TSQ = 'application/timestamp-query';

function nested(levels: number, around: Uint8Array = der.nullValue()): Uint8Array {
  let bytes = around;
  for (let level = 0; level < levels; level++) bytes = der.sequence(bytes);
  return bytes;
}

/** No requests of any protocol: every reader of ASN.1 has to refuse them. */
export const BOMBS: readonly (readonly [string, Uint8Array])[] = [
  ['nothing', new Uint8Array(0)],
  ['one octet', Uint8Array.of(0x30)],
  ['nested a thousand deep', nested(1_000)],
  ['nested as deep as may be read', nested(23)],
  ['nothing but headers', Buffer.alloc(4_000, 0x30)],
  [
    'indefinite lengths all the way',
    Buffer.concat([Buffer.alloc(3_000, Buffer.from('3080', 'hex')), Buffer.alloc(1_000)]),
  ],
  ['an indefinite length', Uint8Array.of(0x30, 0x80, 0x30, 0x80, 0, 0, 0, 0)],
  ['four gigabytes promised', Uint8Array.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0x30, 0)],
  ['a length of nine octets', Uint8Array.of(0x30, 0x89, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0x30, 0)],
  ['a length of 127 octets', Uint8Array.of(0x30, 0xff, ...Buffer.alloc(127, 0xff))],
  ['a length that is not minimal', Uint8Array.of(0x30, 0x82, 0x00, 0x02, 0x05, 0x00)],
  ['a tag without end', Buffer.alloc(4_000, 0xff)],
  ['a tag of several octets', Uint8Array.of(0x3f, 0x81, 0x81, 0x01, 0x02, 0x05, 0x00)],
  ['an INTEGER of 4,000 octets', der.sequence(der.unsignedInteger(Buffer.alloc(4_000, 0x7f)))],
  ['an OID that never ends', der.sequence(der.element(0x06, Buffer.alloc(3_000, 0x80)))],
  ['a thousand empty ones', der.sequence(...Array.from({ length: 1_000 }, () => der.sequence()))],
  ['noise', Buffer.from('8b1f0800c0ffee'.repeat(90), 'hex')],
  ['an HTTP request', Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')],
];

/** Well formed in part, and still nothing that may be answered otherwise than by a refusal. */
export function badQuestions(
  issuer: Certificate,
  serial: string,
): readonly (readonly [string, Uint8Array, 'malformedRequest' | 'unauthorized'])[] {
  const sha256 = der.oid('2.16.840.1.101.3.4.2.1');
  const { nameHash, keyHash } = makeCertId(issuer, serial);
  const question = (algorithm: Uint8Array, name: Uint8Array, key: Uint8Array, number = der.integer(5)) =>
    der.sequence(
      der.sequence(
        der.sequence(
          der.sequence(der.sequence(algorithm, der.octetString(name), der.octetString(key), number)),
        ),
      ),
    );
  const certIds = (count: number) =>
    Array.from({ length: count }, (_, index) => makeCertId(issuer, BigInt(index + 1), 'sha1'));
  const good = buildOcspRequest({ certIds: [makeCertId(issuer, serial)] });
  return [
    [
      'hashes that are too short',
      question(der.sequence(sha256), nameHash.subarray(1), keyHash),
      'unauthorized',
    ],
    ['hashes without octets', question(der.sequence(sha256), new Uint8Array(0), keyHash), 'unauthorized'],
    ['hashes of two kilobytes', question(der.sequence(sha256), Buffer.alloc(2_000), keyHash), 'unauthorized'],
    [
      'MD5',
      question(der.sequence(der.oid('1.2.840.113549.2.5'), der.nullValue()), nameHash, keyHash),
      'unauthorized',
    ],
    ['an unknown issuer', question(der.sequence(sha256), randomBytes(32), randomBytes(32)), 'unauthorized'],
    [
      'a hash with parameters',
      question(der.sequence(sha256, der.octetString(Buffer.alloc(9))), nameHash, keyHash),
      'malformedRequest',
    ],
    [
      'a serial of 200 octets',
      question(der.sequence(sha256), nameHash, keyHash, der.unsignedInteger(Buffer.alloc(200, 1))),
      'malformedRequest',
    ],
    [
      'a serial without octets',
      question(der.sequence(sha256), nameHash, keyHash, der.element(0x02)),
      'malformedRequest',
    ],
    ['no question', der.sequence(der.sequence(der.sequence())), 'malformedRequest'],
    ['21 questions', buildOcspRequest({ certIds: certIds(21) }), 'malformedRequest'],
    ['100 questions', buildOcspRequest({ certIds: certIds(100) }), 'malformedRequest'],
    ['an octet too many', Buffer.concat([good, Buffer.alloc(1)]), 'malformedRequest'],
    ['an octet too few', good.subarray(0, -1), 'malformedRequest'],
    [
      'a nonce of 200 octets',
      buildOcspRequest({ certIds: certIds(1), nonce: Buffer.alloc(200) }),
      'malformedRequest',
    ],
    [
      'a signature that is none',
      der.sequence(
        der.DerReader.sequence(good).next().raw,
        der.explicit(0, der.octetString(randomBytes(300))),
      ),
      'malformedRequest',
    ],
  ];
}

/** A signed request whose signature and certificates are noise: whoever believes signatures must not fall over them. */
export function signedWithNoise(issuer: Certificate, serial: string): Uint8Array {
  const tbs = der.DerReader.sequence(buildOcspRequest({ certIds: [makeCertId(issuer, serial)] })).next().raw;
  const rsa = der.sequence(der.oid('1.2.840.113549.1.1.11'), der.nullValue());
  const certificates = der.explicit(
    0,
    der.sequence(nested(20), der.sequence(der.octetString(randomBytes(500)))),
  );
  return der.sequence(tbs, der.explicit(0, der.sequence(rsa, der.bitString(randomBytes(256)), certificates)));
}

/** Requests that are not TimeStampReq, or not ones that may be stamped. */
export function badStampRequests(): readonly (readonly [string, Uint8Array])[] {
  const good = buildTimeStampRequest({ imprint: imprintOf(Buffer.from('x')) });
  return [
    ...BOMBS,
    ['an octet too many', Buffer.concat([good, Buffer.alloc(1)])],
    ['half of one', good.subarray(0, good.length / 2)],
    ['5,000 octets', Buffer.concat([good, Buffer.alloc(5_000)])],
  ];
}

const HEAD = 'Host: x\r\nContent-Type: application/ocsp-request\r\n';
const SECOND = 'GET /ca/signature.cer HTTP/1.1\r\nHost: x\r\n\r\n';

/** One connection, one request; whoever takes a second one out of it has been tricked. */
export const SMUGGLED: readonly (readonly [string, string])[] = [
  [
    'two lengths',
    `POST /ocsp/signature HTTP/1.1\r\n${HEAD}Content-Length: 5\r\nContent-Length: 0\r\n\r\n${SECOND}`,
  ],
  [
    'length and chunks',
    `POST /ocsp/signature HTTP/1.1\r\n${HEAD}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${SECOND}`,
  ],
  [
    'chunked, then something else',
    `POST /ocsp/signature HTTP/1.1\r\n${HEAD}Transfer-Encoding: chunked, x\r\n\r\n0\r\n\r\n${SECOND}`,
  ],
  [
    'a blank before the colon',
    `POST /ocsp/signature HTTP/1.1\r\n${HEAD}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${SECOND}`,
  ],
  [
    'a folded header',
    `POST /ocsp/signature HTTP/1.1\r\n${HEAD}Transfer-Encoding:\r\n chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n${SECOND}`,
  ],
  [
    'a chunk of unreadable size',
    `POST /ocsp/signature HTTP/1.1\r\n${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n${SECOND}`,
  ],
  [
    'a chunk of more than all',
    `POST /ocsp/signature HTTP/1.1\r\n${HEAD}Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n${SECOND}`,
  ],
  ['a length below zero', `POST /ocsp/signature HTTP/1.1\r\n${HEAD}Content-Length: -1\r\n\r\n${SECOND}`],
  ['a length that is no number', `POST /tsa HTTP/1.1\r\n${HEAD}Content-Length: 1e3\r\n\r\n${SECOND}`],
  ['a NUL in a header', `GET /ocsp/signature/MEI= HTTP/1.1\r\nHost: x\r\nX: \0\r\n\r\n`],
  [
    'a header of a megabyte',
    `GET /crl/signature/all.crl HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(1_000_000)}\r\n\r\n`,
  ],
  ['no HTTP at all', `\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03${'\0'.repeat(500)}\r\n\r\n`],
  ['another protocol', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
];

/** Paths that mean nothing, or not what they look like. */
export const PATHS: readonly string[] = [
  '/ocsp/signature/',
  '/ocsp/signature//',
  '/ocsp/signature/%',
  '/ocsp/signature/%ff%fe',
  '/ocsp/signature/%00',
  '/ocsp/signature/%E7%95%AA%E5%8F%B7',
  '/ocsp/signature/..%2f..%2fca%2fsignature.cer',
  '/ocsp/signature/../../api/ca/overview',
  '/ocsp/signature/MEI=/MEI=//MEI=',
  `/ocsp/signature/${'A'.repeat(4_097)}`,
  `/ocsp/signature/${'%41'.repeat(2_000)}`,
  '/ocsp/signature?MEI=',
  '/ocsp/signature-999/MEI=',
  '/ocsp/__proto__/MEI=',
  '/crl/signature/-1.crl',
  '/crl/signature/4.crl',
  '/crl/signature/99999.crl',
  '/crl/signature/1e3.crl',
  '/crl/signature/all.crl%00.txt',
  '/crl/signature/%2e%2e%2f0.crl',
  '/crl/__proto__/all.crl',
  '/crl/signature-2/0.crl',
  '/ca/constructor.cer',
  '/ca/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  '/api/status/feed/__proto__?after=0',
  '/api/status/feed/signature?after=-1',
  '/api/status/feed/signature?after=1e999',
  '/api/status/feed/signature?after=0&limit=1000000000',
  '/api/status/feed/signature?after=0&after=1',
  '/api/status/feed/signature?after[x]=1',
  '/api/status/feed/signature?after=99999999999',
  '/api/ca/proposals/%00',
  '/api/ca/proposals/..%2f..%2f',
];

/** JSON for the operators' desk, from somebody who is none. */
export const JSON_BODIES: readonly string[] = [
  '',
  '{',
  '[]',
  'null',
  '{"__proto__":{"staff":true}}',
  '{"constructor":{"prototype":{"staff":true}}}',
  `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
  `{"target":{"by":"serial","authority":"signature","serial":"${'f'.repeat(900_000)}"},"reason":"keyCompromise"}`,
  `{"target":{"by":"person","personId":"' or 1=1 --"},"reason":"keyCompromise","note":"x","expected":1e308}`,
];

/** All of the above, to be asked one after another, again and again. */
export function hostileMix(
  { port, roots }: { readonly port: number; readonly roots: Readonly<Record<'signature', Certificate>> },
  serial: string,
): readonly (() => Promise<unknown>)[] {
  const post = (path: string, type: string, body: Uint8Array) => () =>
    ask(port, 'POST', path, { type, body });
  const encoder = new TextEncoder();
  return [
    ...BOMBS.map(([, body]) => post('/ocsp/signature', OCSP, body)),
    ...badQuestions(roots.signature, serial).map(([, body]) => post('/ocsp/signature', OCSP, body)),
    ...badStampRequests().map(([, body]) => post('/tsa', TSQ, body)),
    ...PATHS.map((path) => () => ask(port, 'GET', path)),
    ...SMUGGLED.map(
      ([, octets]) =>
        () =>
          askRaw(port, octets),
    ),
    ...JSON_BODIES.map((text) => post('/api/ca/revocations', 'application/json', encoder.encode(text))),
    // New ones each time: what is kept of them must have an end.
    ...Array.from({ length: 20 }, () => () => {
      const certIds = [makeCertId(roots.signature, randomBytes(9))];
      const nonce = randomBytes(32);
      return ask(port, 'POST', '/ocsp/signature', { type: OCSP, body: buildOcspRequest({ certIds, nonce }) });
    }),
  ];
}
