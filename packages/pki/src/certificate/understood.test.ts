// What a certificate says that no check here processes, and how others write what we read.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { edit } from '../../testing/edit.ts';
import { testKey } from '../../testing/fixtures.ts';
import { ca, fullName, pair, point, raw, TBS, tbs, withExtension } from '../../testing/odd.ts';
import { DerReader } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { element, explicit, nullValue, oid, retag, sequence, setOf, utf8 } from '../der/write.ts';
import { encodeName } from '../names.ts';
import { OID } from '../oids.ts';
import { trustAnchors } from '../verify/anchors.ts';
import { verifyEndEntity } from '../verify/end-entity.ts';
import { readCertificate } from './read.ts';

test('points of some reasons, of another issuer’s list, or named relative to it are no place of a complete list', () => {
  const relative = explicit(0, retag(0xa1, setOf(pair(OID.commonName, utf8('shard')))));
  const other = element(0xa2, explicit(4, encodeName([{ type: 'CN', value: 'other' }])));
  const crlUrls = (...parts: Uint8Array[]) =>
    readCertificate(withExtension(OID.crlDistributionPoints, point(...parts))).crlUrls;
  assert.deepEqual(crlUrls(fullName), ['http://a/']);
  assert.deepEqual(crlUrls(fullName, raw(0x81, 2, 6, 0x40)), []);
  assert.deepEqual(crlUrls(fullName, other), []);
  const named = readCertificate(withExtension(OID.crlDistributionPoints, point(relative)));
  assert.deepEqual([named.crlUrls.length, named.crlPoints.length], [0, 1]);
});

test('a critical extension that a verifier does not process refuses the certificate (RFC 5280 §4.2)', async () => {
  const roots = trustAnchors('signature', 'mibun', [ca.info.certificate.der]);
  for (const id of ['2.5.29.30', '2.5.29.33', '2.5.29.36', '2.5.29.54', '2.5.29.9', '2.5.29.16', '1.2.3']) {
    const changed = withExtension(id, utf8('x'), true);
    const [tbsOctets] = [...DerReader.sequence(changed)].map((node) => node.raw);
    assert.ok(tbsOctets);
    const signature = await ca.sign(tbsOctets);
    const der = edit(changed, [2], () => element(TAG.bitString, raw(0), signature));
    const failed = verifyEndEntity({
      certificate: der,
      roots,
      kind: 'signature',
      at: new Date('2027-01-01'),
    }).checks;
    assert.deepEqual(
      failed.flatMap(({ check, ok }) => (ok ? [] : [check])),
      ['critical-extensions-understood'],
      id,
    );
  }
});

test('RFC 4055 §5 an RSA algorithm or key without NULL is taken, ECDSA with parameters is not', () => {
  const bare = sequence(oid(OID.sha256WithRSAEncryption));
  const changed = edit(
    tbs(TBS.algorithm, () => bare),
    [1],
    () => bare,
  );
  assert.equal(readCertificate(changed).algorithm, 'sha256WithRSA');
  const key = readCertificate(tbs(TBS.key, () => sequence(oid(OID.rsaEncryption)), 0));
  assert.notDeepEqual(key.spki, testKey('holder').spki);
  for (const wrong of [
    sequence(oid(OID.ecdsaWithSha384), nullValue()),
    sequence(oid(OID.sha256WithRSAEncryption), sequence()),
    sequence(oid(OID.sha256WithRSAEncryption), raw(5, 1, 0)),
  ]) {
    const der = edit(
      tbs(TBS.algorithm, () => wrong),
      [1],
      () => wrong,
    );
    assert.equal(readCertificate(der).algorithm, undefined);
  }
});
