// A country's certificates bear its names, and those of the demo keep theirs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { issue, requestFor, testCa } from '../../testing/fixtures.ts';
import { caInfo } from '../certificate/authority.ts';
import { readCertificate } from '../certificate/read.ts';
import { lintTbs } from '../lint/lint.ts';
import { nameText } from '../names.ts';
import { trustAnchors } from '../verify/anchors.ts';
import { verifyEndEntity } from '../verify/end-entity.ts';
import {
  CA_KINDS,
  type CertificateNames,
  type EndEntityKind,
  identifyCa,
  type LayoutId,
  nameProblems,
  PROFILES,
  profileOf,
  profileWith,
  sameProfile,
} from './index.ts';

const ARC = '1.2.998.1';
const NAMES: CertificateNames = {
  country: 'XR',
  organisation: '例国',
  operator: 'Reikoku Card Authority',
  authorities: {
    signature: 'Reikoku Signature CA',
    authentication: 'Reikoku Identification CA',
    institution: 'Reikoku Institution CA',
    'card-face': 'Reikoku Face CA',
  },
  responders: { signature: 'Responder S', authentication: 'Responder A', institution: 'Responder I' },
  timeStampAuthority: 'Reikoku Time',
  timeStampUnit: 'Reikoku time unit',
};

for (const layout of ['mibun', 'jpki-compatible'] as const satisfies readonly LayoutId[]) {
  test(`${layout}: every CA of a country has its names, in itself and in all that it issues`, async () => {
    const profile = profileWith(layout, ARC, NAMES);
    for (const kind of CA_KINDS) {
      const { info } = await testCa(kind, profile);
      assert.match(info.certificate.subject, /^C=XR, O=例国, /);
      assert.ok(info.certificate.subject.includes(NAMES.authorities[kind]), info.certificate.subject);
      assert.equal(identifyCa(info.certificate.subjectDer, profile)?.kind, kind);
      assert.equal(identifyCa(info.certificate.subjectDer, ARC), undefined, 'none of the demo');
      assert.throws(() => caInfo(info.certificate.der), { code: 'unknown-ca' });
    }
    for (const kind of Object.keys(profile.endEntity) as EndEntityKind[]) {
      const ca = await testCa(profile.endEntity[kind].issuedBy[0] ?? 'institution', profile);
      const der = await issue(ca, requestFor(ca, kind));
      const certificate = readCertificate(der);
      assert.match(certificate.subject, /^C=XR, /);
      assert.equal(certificate.issuer, ca.info.certificate.subject);
      for (const demo of ['MIBUN', 'Mibun', '身分']) {
        assert.equal(Buffer.from(der).includes(Buffer.from(demo)), false, `${kind} has ${demo}`);
      }
      assert.deepEqual(lintTbs(certificate.tbs, { profile, kind, issuer: ca.info }), []);
      const roots = trustAnchors(ca.info.kind, profileWith(layout, ARC, NAMES), [ca.info.certificate.der]);
      const at = certificate.notBefore;
      assert.equal(verifyEndEntity({ certificate: der, roots, kind, at }).ok, true);
    }
  });
}

test('a CA of the demo is none of a country with names of its own, and the other way round', async () => {
  const profile = profileWith('mibun', ARC, NAMES);
  const [own, demo] = [await testCa('signature', profile), await testCa('signature', `mibun:${ARC}`)];
  assert.throws(() => trustAnchors('signature', profile, [demo.info.certificate.der]), {
    code: 'unknown-ca',
  });
  assert.throws(() => trustAnchors('signature', `mibun:${ARC}`, [own.info.certificate.der]), {
    code: 'unknown-ca',
  });
  assert.equal(sameProfile(profile, `mibun:${ARC}`), false);
  assert.equal(sameProfile(profile, profileWith('mibun', ARC, structuredClone(NAMES))), true);
});

test('names of the demo, given as those of a country, are the profile of the demo', () => {
  for (const layout of ['mibun', 'jpki-compatible'] as const) {
    const given = profileWith(layout, PROFILES[layout].arc, PROFILES[layout].names);
    assert.deepEqual(given, profileOf(layout));
  }
  assert.equal(nameText(PROFILES.mibun.ca.signature.name), 'C=JP, O=MIBUN, CN=Mibun Signature CA');
});

test('RFC 5280 Appendix A.1 names that do not fit in a certificate are refused, all at once', () => {
  const bad: CertificateNames = {
    ...NAMES,
    country: 'jp',
    organisation: '',
    operator: 'two\nlines',
    authorities: {
      ...NAMES.authorities,
      authentication: 'reikoku  SIGNATURE ca',
      institution: 'x'.repeat(65),
    },
    responders: { ...NAMES.responders, signature: ' blank' },
    timeStampAuthority: 'hidden\u202e',
    timeStampUnit: 'x'.repeat(41),
  };
  assert.deepEqual(
    nameProblems(bad).map(({ path }) => path.join('.')),
    [
      'country',
      'organisation',
      'operator',
      'authorities.authentication',
      'authorities.institution',
      'responders.signature',
      'timeStampAuthority',
      'timeStampUnit',
    ],
  );
  for (const { problem } of nameProblems(bad)) assert.match(problem, /: /, 'says what to write');
  assert.throws(() => profileWith('mibun', ARC, bad), { code: 'profile-violation' });
});
