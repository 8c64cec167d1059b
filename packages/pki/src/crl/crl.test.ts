import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as pkijs from 'pkijs';
import { issue, requestFor, testCa } from '../../testing/fixtures.ts';
import { readCertificate } from '../certificate/read.ts';
import { PkiError } from '../errors.ts';
import { serialHex } from '../serial.ts';
import { assembleCrl, buildTbsCrl, type CrlRequest } from './build.ts';
import type { RevokedEntry } from './entries.ts';
import { type Crl, readCrl } from './read.ts';
import { REVOCATION_REASONS, type RevocationReason } from './reasons.ts';
import { revocationIn, verifyCrl, verifyDeltaCrl } from './verify.ts';

const ca = await testCa('signature');
const thisUpdate = new Date('2026-11-22T00:00:00Z');
const nextUpdate = new Date('2026-11-23T00:00:00Z');
const shardUrl = 'http://crl.mibun.example/signature/1/0017.crl';
const base: CrlRequest = { issuer: ca.info, number: 7n, thisUpdate, nextUpdate, entries: [], shardUrl };

async function crl(change: Partial<CrlRequest> = {}): Promise<Uint8Array> {
  const tbs = buildTbsCrl({ ...base, ...change });
  return assembleCrl(tbs, ca.info.algorithm, await ca.sign(tbs));
}

const complete = (Object.keys(REVOCATION_REASONS) as RevocationReason[]).filter(
  (name) => name !== 'removeFromCRL',
);

const entryLists: fc.Arbitrary<RevokedEntry[]> = fc
  .uniqueArray(fc.bigInt({ min: 1n, max: (1n << 159n) - 1n }), { maxLength: 30 })
  .chain((serials) =>
    fc.tuple(
      ...serials
        .toSorted((left, right) => (left < right ? -1 : 1))
        .map((serial) =>
          fc.record({
            serial: fc.constant(serial),
            at: fc.integer({ min: 0, max: 4_000_000_000 }).map((second) => new Date(second * 1000)),
            reason: fc.constantFrom(...complete),
          }),
        ),
    ),
  );

test('entries of any serial, time and reason come back the same', () => {
  fc.assert(
    fc.property(entryLists, (entries) => {
      const read = readCrl(
        assembleCrl(buildTbsCrl({ ...base, entries }), 'sha256WithRSA', new Uint8Array(256)),
      );
      const expected = entries.map((entry) => ({ ...entry, serial: serialHex(entry.serial) }));
      assert.deepEqual([...read.entries()], expected);
      assert.equal(read.entryCount, entries.length);
      for (const entry of expected) assert.deepEqual(read.find(entry.serial), entry);
    }),
  );
});

test('pki.md §4 a shard has a number and a critical issuingDistributionPoint', async () => {
  const read = readCrl(await crl());
  assert.equal(read.number, 7n);
  assert.deepEqual(read.shardUrls, [shardUrl]);
  assert.equal(read.deltaBase, undefined);
  assert.equal(read.entryCount, 0);
  const other = pkijs.CertificateRevocationList.fromBER(Uint8Array.from(await crl()).buffer);
  const point = other.crlExtensions?.extensions.find(({ extnID }) => extnID === '2.5.29.28');
  assert.equal(point?.critical, true);
});

test('pki.md §4 a delta CRL names its base and may take entries back', async () => {
  const entries: RevokedEntry[] = [{ serial: 5n, at: thisUpdate, reason: 'removeFromCRL' }];
  const read = readCrl(await crl({ deltaBase: 6n, entries }));
  assert.equal(read.deltaBase, 6n);
  assert.equal(read.find(5n)?.reason, 'removeFromCRL');
  assert.throws(() => buildTbsCrl({ ...base, entries }), { code: 'crl-entries' });
  assert.throws(() => buildTbsCrl({ ...base, deltaBase: 7n }), { code: 'crl-entries' });
  const freshestUrl = 'http://crl.mibun.example/signature/1/0017-delta.crl';
  assert.deepEqual(readCrl(await crl({ freshestUrl })).freshestUrls, [freshestUrl]);
});

test('RFC 5280 §6.3.3 a delta CRL completes the bases from its own on: it adds, changes and takes back', async () => {
  const issuer = ca.info.certificate;
  const held = { serial: 5n, at: thisUpdate, reason: 'certificateHold' as const };
  const complete = readCrl(await crl({ number: 6n, entries: [held, { ...held, serial: 6n }] }));
  const delta = readCrl(
    await crl({
      deltaBase: 6n,
      entries: [
        { ...held, reason: 'removeFromCRL' },
        { ...held, serial: 6n, reason: 'keyCompromise' },
        { ...held, serial: 7n, reason: 'superseded' },
      ],
    }),
  );
  assert.ok(verifyDeltaCrl({ base: complete, delta, issuer, at: thisUpdate }).ok);
  const reasonOf = (serial: bigint) => revocationIn(complete, delta, serial)?.reason;
  assert.deepEqual([5n, 6n, 7n, 8n].map(reasonOf), [undefined, 'keyCompromise', 'superseded', undefined]);
  assert.equal(revocationIn(complete, undefined, 5n)?.reason, 'certificateHold');

  const failed = (base: Crl, of = delta) =>
    verifyDeltaCrl({ base, delta: of, issuer, at: thisUpdate })
      .checks.filter(({ ok }) => !ok)
      .map(({ check }) => check);
  assert.deepEqual(failed(readCrl(await crl({ number: 7n }))), []);
  for (const base of [
    readCrl(await crl({ number: 5n })),
    readCrl(await crl({ number: 8n })),
    readCrl(await crl({ number: 6n, shardUrl: 'http://crl.mibun.example/other' })),
  ]) {
    assert.deepEqual(failed(base), ['delta-of-base']);
  }
  assert.deepEqual(failed(complete, readCrl(await crl())), ['delta-of-base']);
});

test('entries out of order or twice are refused', () => {
  const at = thisUpdate;
  for (const serials of [
    [5n, 4n],
    [4n, 4n],
    [256n, 255n],
  ]) {
    const entries = serials.map((serial) => ({ serial, at, reason: 'superseded' as const }));
    assert.throws(() => buildTbsCrl({ ...base, entries }), { code: 'crl-entries' });
  }
  assert.throws(() => buildTbsCrl({ ...base, nextUpdate: thisUpdate }), { code: 'crl-entries' });
  assert.throws(() => buildTbsCrl({ ...base, number: -1n }), { code: 'crl-entries' });
});

test('pkijs reads the same entries and verifies the signature', async () => {
  const entries: RevokedEntry[] = [
    { serial: 0x80n, at: thisUpdate, reason: 'keyCompromise' },
    { serial: 1n << 70n, at: thisUpdate, reason: 'certificateHold' },
  ];
  const other = pkijs.CertificateRevocationList.fromBER(Uint8Array.from(await crl({ entries })).buffer);
  const serials = other.revokedCertificates?.map(({ userCertificate }) => userCertificate.toBigInt());
  assert.deepEqual(serials, [0x80n, 1n << 70n]);
  const root = pkijs.Certificate.fromBER(Uint8Array.from(ca.info.certificate.der).buffer);
  assert.equal(await other.verify({ issuerCertificate: root }), true);
});

test('VER-05 a CRL is good from the right CA, for the right shard, until nextUpdate', async () => {
  const about = readCertificate(await issue(ca, requestFor(ca, 'signature')));
  const issuer = ca.info.certificate;
  const failed = async (der: Uint8Array, change: Partial<Parameters<typeof verifyCrl>[0]> = {}) =>
    verifyCrl({ crl: readCrl(der), issuer, at: thisUpdate, about, ...change })
      .checks.filter(({ ok }) => !ok)
      .map(({ check }) => check);
  assert.deepEqual(await failed(await crl()), []);
  assert.deepEqual(await failed(await crl(), { at: nextUpdate }), []);
  assert.deepEqual(await failed(await crl(), { at: new Date(nextUpdate.getTime() + 1) }), ['fresh']);
  assert.deepEqual(await failed(await crl({ shardUrl: 'http://crl.mibun.example/other' })), [
    'shard-of-certificate',
  ]);
  assert.deepEqual(await failed(await crl({ deltaBase: 6n })), ['complete']);
  const tbs = buildTbsCrl(base);
  const forged = assembleCrl(tbs, 'sha256WithRSA', new Uint8Array(256));
  assert.deepEqual(await failed(forged), ['signature']);
  const other = (await testCa('authentication')).info.certificate;
  assert.deepEqual(await failed(await crl(), { issuer: other }), [
    'issuer-name',
    'issuer-of-certificate',
    'issuer-key',
    'signature',
  ]);
});

test('an all-in-one CRL has no distribution point and serves every shard', async () => {
  const { shardUrl: _, ...whole } = base;
  const tbs = buildTbsCrl(whole);
  const read = readCrl(assembleCrl(tbs, ca.info.algorithm, await ca.sign(tbs)));
  assert.deepEqual(read.shardUrls, []);
});

test('damaged and cut CRLs give typed errors', async () => {
  const der = await crl({ entries: [{ serial: 9n, at: thisUpdate, reason: 'superseded' }] });
  for (let length = 0; length < der.length; length += 5) {
    assert.throws(() => readCrl(der.subarray(0, length)), { code: 'crl-malformed' });
  }
  fc.assert(
    fc.property(fc.nat(der.length - 1), fc.integer({ min: 1, max: 255 }), (index, flip) => {
      const changed = Uint8Array.from(der);
      changed[index] = (changed[index] ?? 0) ^ flip;
      try {
        readCrl(changed);
      } catch (error) {
        assert.ok(error instanceof PkiError);
      }
    }),
  );
});
