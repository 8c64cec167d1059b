import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { issue, requestFor, testCa, testKey } from '../../testing/fixtures.ts';
import { readCertificate } from '../certificate/read.ts';
import * as der from '../der/index.ts';
import { PkiError } from '../errors.ts';
import { PROFILES } from '../profiles/index.ts';
import { trustAnchors } from '../verify/anchors.ts';
import { imprintOf, type MessageImprint } from './imprint.ts';
import { readTimeStampToken } from './read-token.ts';
import { buildTimeStampRequest, readTimeStampRequest } from './request.ts';
import {
  readTimeStampResponse,
  TIME_STAMP_FAILURES,
  type TimeStampFailure,
  timeStampGranted,
  timeStampRejection,
} from './response.ts';
import { readStampTime, stampTime } from './time.ts';
import { buildTimeStampToken } from './token.ts';
import { encodeTstInfo, readTstInfo, type TstInfo } from './tst-info.ts';
import { verifyTimeStamp } from './verify.ts';

const DATA = new TextEncoder().encode('番号　花子の同意');
const POLICY = PROFILES.mibun.endEntity['time-stamp'].policy;
const AT = new Date('2026-11-23T04:05:06.780Z');

const institution = await testCa('institution');
const ROOTS = trustAnchors('institution', 'mibun', [institution.info.certificate.der]);
const certificate = readCertificate(await issue(institution, requestFor(institution, 'time-stamp')));

const info = (change: Partial<TstInfo> = {}): TstInfo => ({
  policy: POLICY,
  imprint: imprintOf(DATA),
  serial: 4711n,
  time: AT,
  accuracyMs: 1000,
  ordering: true,
  nonce: 99n,
  ...change,
});

/** The holder's key of the fixtures is what the certificate certifies. */
const { sign } = await import('node:crypto');
const signer = (tbs: Uint8Array) => Uint8Array.from(sign('sha256', tbs, testKey('holder').privateKey));
const tokenOf = (change: Partial<TstInfo> = {}, withCertificate = true) =>
  buildTimeStampToken({ info: info(change), certificate, withCertificate, sign: signer });

function codeOf(run: () => unknown): string {
  try {
    run();
    return 'accepted';
  } catch (error) {
    assert.ok(error instanceof PkiError, String(error));
    return error.code;
  }
}

describe('RFC 3161 §2.4.1 requests', () => {
  test('what a client writes is what the authority reads', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('sha256', 'sha384', 'sha512'),
        fc.option(fc.bigInt({ min: -(2n ** 511n), max: 2n ** 511n - 1n }), { nil: undefined }),
        fc.boolean(),
        fc.option(fc.constant('1.2.3.4'), { nil: undefined }),
        (hash, nonce, certificateWanted, policy) => {
          const request = {
            imprint: imprintOf(DATA, hash as MessageImprint['hash']),
            certificateWanted,
            ...(nonce !== undefined && { nonce }),
            ...(policy && { policy }),
          };
          const read = readTimeStampRequest(buildTimeStampRequest(request));
          assert.deepEqual(
            { ...read, imprint: { ...read.imprint, digest: [...read.imprint.digest] } },
            {
              ...request,
              imprint: { ...request.imprint, digest: [...request.imprint.digest] },
              extensions: [],
            },
          );
        },
      ),
    );
  });

  test('each thing that is wrong has a code of its own', () => {
    const sound = buildTimeStampRequest({ imprint: imprintOf(DATA) });
    const sha1 = der.sequence(
      der.integer(1),
      der.sequence(der.sequence(der.oid('1.3.14.3.2.26')), der.octetString(new Uint8Array(20))),
    );
    const version2 = der.sequence(
      der.integer(2),
      ...[...der.DerReader.sequence(sound)].slice(1).map((n) => n.raw),
    );
    const short = buildTimeStampRequest({ imprint: { hash: 'sha384', digest: new Uint8Array(32) } });
    assert.equal(
      codeOf(() => readTimeStampRequest(sound)),
      'accepted',
    );
    assert.equal(
      codeOf(() => readTimeStampRequest(sha1)),
      'tsp-algorithm',
    );
    assert.equal(
      codeOf(() => readTimeStampRequest(version2)),
      'tsp-version',
    );
    assert.equal(
      codeOf(() => readTimeStampRequest(short)),
      'tsp-malformed',
    );
    assert.equal(
      codeOf(() => readTimeStampRequest(new Uint8Array(5_000))),
      'tsp-too-large',
    );
    assert.equal(
      codeOf(() => readTimeStampRequest(Buffer.concat([sound, Buffer.of(0)]))),
      'tsp-malformed',
    );
  });

  test('no octets make a reader throw anything but its own error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(), (noise, position) => {
        const request = Buffer.from(buildTimeStampRequest({ imprint: imprintOf(DATA), nonce: 1n }));
        request.set(noise.subarray(0, 3), position % (request.length - 3));
        for (const octets of [noise, request]) {
          codeOf(() => readTimeStampRequest(octets));
          codeOf(() => readTimeStampResponse(octets));
          codeOf(() => readTimeStampToken(octets));
          codeOf(() => readTstInfo(octets));
        }
      }),
    );
  });
});

describe('RFC 3161 §2.4.2 answers', () => {
  test('genTime has no trailing zeros and no empty fraction, and comes back to the millisecond', () => {
    const text = (instant: string) =>
      Buffer.from(der.readElement(stampTime(new Date(instant))).content).toString('latin1');
    assert.equal(text('2026-11-23T04:05:06.780Z'), '20261123040506.78Z');
    assert.equal(text('2026-11-23T04:05:06.000Z'), '20261123040506Z');
    assert.equal(text('2051-01-01T00:00:00.001Z'), '20510101000000.001Z');
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }),
        (instant) => {
          assert.equal(readStampTime(der.readElement(stampTime(instant))).getTime(), instant.getTime());
        },
      ),
    );
    const wrong = ['20261123040506.780Z', '20261123040506.Z', '20261323040506Z', '20261123040506+0900'];
    for (const value of wrong) {
      const node = der.readElement(der.element(der.TAG.generalizedTime, Buffer.from(value)));
      assert.equal(
        codeOf(() => readStampTime(node)),
        'der-value',
        value,
      );
    }
  });

  test('TSTInfo comes back as it was written', () => {
    for (const accuracyMs of [1, 999, 1000, 1500]) {
      const written = info({ accuracyMs, authority: certificate.subjectDer });
      assert.deepEqual(readTstInfo(encodeTstInfo(written)), {
        ...written,
        imprint: { ...written.imprint, digest: written.imprint.digest },
      });
    }
  });

  test('a refusal names its reason; a grant has its token', async () => {
    for (const failure of Object.keys(TIME_STAMP_FAILURES) as TimeStampFailure[]) {
      const reply = readTimeStampResponse(timeStampRejection(failure, 'why'));
      assert.deepEqual(reply, { granted: false, failures: [failure], text: 'why' });
    }
    const token = await tokenOf();
    const reply = readTimeStampResponse(timeStampGranted(token));
    assert.ok(reply.granted && Buffer.compare(reply.token, token) === 0);
  });
});

describe('RFC 3161 §2.2 verifying', () => {
  const failed = (result: ReturnType<typeof verifyTimeStamp>) =>
    result.checks.filter(({ ok }) => !ok).map(({ check }) => check);

  test('a true token of both generations is true, and says when', async () => {
    const result = verifyTimeStamp({ token: await tokenOf(), stamped: DATA, roots: ROOTS, nonce: 99n });
    assert.deepEqual(failed(result), []);
    assert.equal(result.time?.toISOString(), '2026-11-23T04:05:06.780Z');

    const second = await testCa('institution', 'mibun', 2);
    const key = testKey('tsa', 'ec-p384');
    const der2 = await issue(second, requestFor(second, 'time-stamp', { publicKey: key.spki }));
    const token = await buildTimeStampToken({
      info: info(),
      certificate: readCertificate(der2),
      withCertificate: true,
      sign: (tbs) => Uint8Array.from(sign('sha384', tbs, key.privateKey)),
    });
    const roots = trustAnchors('institution', 'mibun', [second.info.certificate.der]);
    assert.deepEqual(failed(verifyTimeStamp({ token, stamped: DATA, roots })), []);
    assert.deepEqual(failed(verifyTimeStamp({ token, stamped: DATA, roots: ROOTS })), [
      'issuer-is-pinned',
      'signed-by-pinned-root',
      'root-in-force',
    ]);
  });

  test('without the certificate in the token it must come from elsewhere', async () => {
    const token = await tokenOf({}, false);
    assert.deepEqual(readTimeStampToken(token).certificates, []);
    const given = { token, stamped: DATA, roots: ROOTS };
    assert.ok(failed(verifyTimeStamp(given)).includes('signer-certificate'));
    assert.deepEqual(failed(verifyTimeStamp({ ...given, certificates: [certificate.der] })), []);
  });

  test('another document, another nonce, another authority, another time: each is found', async () => {
    const token = await tokenOf();
    const other = new TextEncoder().encode('something else');
    assert.deepEqual(failed(verifyTimeStamp({ token, stamped: other, roots: ROOTS })), ['imprint']);
    assert.deepEqual(failed(verifyTimeStamp({ token, stamped: DATA, roots: ROOTS, nonce: 1n })), ['nonce']);
    const late = await tokenOf({ time: new Date('2032-01-01T00:00:00Z') });
    assert.deepEqual(failed(verifyTimeStamp({ token: late, stamped: DATA, roots: ROOTS })), [
      'leaf-in-force',
    ]);
    const stranger = trustAnchors('signature', 'mibun', [(await testCa('signature')).info.certificate.der]);
    assert.ok(!verifyTimeStamp({ token, stamped: DATA, roots: stranger }).ok);
  });

  test('a seal is no time-stamp authority, even of the same CA', async () => {
    const seal = readCertificate(await issue(institution, requestFor(institution, 'seal')));
    const token = await buildTimeStampToken({
      info: info(),
      certificate: seal,
      withCertificate: true,
      sign: signer,
    });
    assert.ok(failed(verifyTimeStamp({ token, stamped: DATA, roots: ROOTS })).includes('extended-key-usage'));
  });

  test('no single octet of a token can be changed unnoticed', async () => {
    const token = await tokenOf();
    fc.assert(
      fc.property(fc.nat({ max: token.length - 1 }), fc.integer({ min: 1, max: 255 }), (position, change) => {
        const altered = Uint8Array.from(token);
        altered[position] = (altered[position] ?? 0) ^ change;
        const result = verifyTimeStamp({ token: altered, stamped: DATA, roots: ROOTS, nonce: 99n });
        // The version and the digest list outside the signer's part are not signed, and decide nothing.
        if (result.ok) assert.equal(result.time?.getTime(), AT.getTime());
      }),
      { numRuns: 150 },
    );
  });
});
