// Every object identifier in what is issued is one that readers with 32-bit numbers take.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  CA_FROM,
  CA_UNTIL,
  ISSUED,
  issue,
  random,
  requestFor,
  testCa,
  testKey,
} from '../../testing/fixtures.ts';
import { caInfo } from '../certificate/authority.ts';
import { readCertificate } from '../certificate/read.ts';
import { assembleCrl, buildTbsCrl } from '../crl/build.ts';
import { type DerElement, DerReader, readOid } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { createLinkCertificate } from '../issue/ca-certificate.ts';
import { lintTbs } from '../lint/lint.ts';
import { makeCertId } from '../ocsp/cert-id.ts';
import { buildOcspResponse } from '../ocsp/response.ts';
import { checkedArc, hasSmallArcs, OID } from '../oids.ts';
import { newSerial } from '../serial.ts';
import { imprintOf } from '../tsp/imprint.ts';
import { buildTimeStampToken } from '../tsp/token.ts';
import { trustAnchors } from '../verify/anchors.ts';
import { verifyEndEntity } from '../verify/end-entity.ts';
import { type EndEntityKind, type ProfileId, profileOf, profileUnder } from './index.ts';

/** Every OID of a structure, also of those inside OCTET STRINGs and BIT STRINGs that hold DER. */
function* oidsIn(octets: Uint8Array): Generator<string> {
  for (const node of new DerReader(octets)) {
    if (node.tag === TAG.objectIdentifier) yield readOid(node);
    else if ((node.tag & 0x20) !== 0) yield* oidsIn(node.content);
    else if (node.tag === TAG.octetString) yield* oidsInside(node);
  }
}

function oidsInside(node: DerElement): readonly string[] {
  try {
    return [...oidsIn(node.content)];
  } catch {
    return []; // a digest or a key, no DER
  }
}

const KINDS: readonly EndEntityKind[] = ['signature', 'authentication', 'seal', 'time-stamp', 'ocsp'];

async function everythingOf(profile: ProfileId): Promise<readonly (readonly [string, Uint8Array])[]> {
  const made: [string, Uint8Array][] = [];
  const request = { publicKey: testKey('holder').spki };
  for (const kind of KINDS) {
    const ca = await testCa(profileOf(profile).endEntity[kind].issuedBy[0] ?? 'institution', profile);
    const der = await issue(ca, requestFor(ca, kind, request));
    made.push([kind, der], [`${ca.info.kind} CA`, ca.info.certificate.der]);
    const times = { thisUpdate: ISSUED, nextUpdate: new Date(ISSUED.getTime() + 86_400_000) };
    const entries = [{ serial: '40aa', at: ISSUED, reason: 'certificateHold' as const }];
    const shard = { shardUrl: 'http://crl.example/1.crl', freshestUrl: 'http://crl.example/1-delta.crl' };
    const tbsCrl = buildTbsCrl({ issuer: ca.info, number: 5n, ...times, entries, ...shard });
    made.push([`CRL of ${kind}`, assembleCrl(tbsCrl, ca.info.algorithm, await ca.sign(tbsCrl))]);
    const certificate = readCertificate(der);
    const certId = makeCertId(ca.info.certificate, certificate.serial);
    const nonce = Uint8Array.of(1, 2, 3);
    const responses = [{ certId, status: { status: 'good' } as const, ...times, archiveCutoff: CA_FROM }];
    const answer = { responses, producedAt: ISSUED, responder: ca.info.certificate, nonce, sign: ca.sign };
    made.push([`OCSP of ${kind}`, await buildOcspResponse(answer)]);
    if (kind !== 'time-stamp') continue;
    const { policy } = profileOf(profile).endEntity[kind];
    const info = { policy, imprint: imprintOf(Uint8Array.of(1)), serial: 1n, time: ISSUED, ordering: false };
    const sign = ca.sign;
    made.push(['time stamp', await buildTimeStampToken({ info, certificate, withCertificate: true, sign })]);
  }
  const [old, next] = [await testCa('signature', profile), await testCa('signature', profile, 2)];
  const link = createLinkCertificate({
    issuer: old.info,
    subject: next.info,
    notBefore: CA_FROM,
    notAfter: CA_UNTIL,
    serial: newSerial(random),
    sign: old.sign,
  });
  return [...made, ['link certificate', await link]];
}

const OWN = profileUnder('mibun', '1.2.392.268435455.7');

for (const profile of [
  'mibun',
  'jpki-compatible',
  OWN,
  profileUnder('jpki-compatible', '1.2.392.7'),
] as const) {
  test(`${profile}: no number above 28 bits in any certificate, CRL, answer or stamp (RFC 5280 Appendix B)`, async () => {
    for (const [what, octets] of await everythingOf(profile)) {
      const oids = [...oidsIn(octets)];
      assert.ok(oids.length > 0, what);
      for (const one of oids) assert.ok(hasSmallArcs(one), `${what}: ${one}`);
    }
  });
}

test('every OID that is written by name has small numbers', () => {
  for (const one of Object.values(OID)) assert.ok(hasSmallArcs(one), one);
});

test('a certificate under a country’s own arc is read, linted and verified as one of that country alone', async () => {
  const ca = await testCa('signature', OWN);
  const der = await issue(ca, requestFor(ca, 'signature', { profile: OWN }));
  const certificate = readCertificate(der);
  assert.equal(certificate.person?.sex, '2');
  assert.ok(certificate.policies.every((policy) => policy.startsWith('1.2.392.268435455.7.')));
  const expectation = { profile: OWN, kind: 'signature' as const, issuer: ca.info };
  assert.deepEqual(lintTbs(certificate.tbs, expectation), []);
  const verify = (profile: ProfileId) => {
    const roots = trustAnchors('signature', profile, [ca.info.certificate.der]);
    return verifyEndEntity({ certificate: der, roots, kind: 'signature', at: ISSUED });
  };
  assert.ok(verify(OWN).ok);
  const failed = verify('mibun').checks.flatMap(({ check, ok }) => (ok ? [] : [check]));
  assert.deepEqual(failed, ['policy', 'personal-data-as-profiled']);
  assert.equal(caInfo(ca.info.certificate.der, '1.2.392.268435455.7').profile.id, OWN);
});

test('an arc that some reader cannot take is refused before anything is made', () => {
  const bad = [
    '2.25.159896763428442056582374392474873311059',
    '1.2.268435456',
    '2.268435456.1',
    '1.40.1',
    '3.1.1',
  ];
  for (const arc of [...bad, '1', '1.2', '1.02.3', '1.2.', `1.2${'.3'.repeat(20)}`, '']) {
    assert.throws(() => checkedArc(arc), { code: 'profile-violation' }, arc);
    assert.throws(() => profileOf(`mibun:${arc}`), { code: 'profile-violation' }, arc);
  }
  assert.equal(checkedArc('2.999.1'), '2.999.1');
});
