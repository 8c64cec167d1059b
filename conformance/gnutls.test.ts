// GnuTLS reads the certificates, checks them against CRLs and asks the status service.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { profileOf, profileUnder, toPem } from '@mibun/pki';
import { type RunningAuthorities, startAuthorities } from './harness/authorities.ts';

let authorities: RunningAuthorities;
const CARDS = ['active', 'waiting', 'suspended', 'lifted', 'revoked'] as const;
type Card = (typeof CARDS)[number];

before(async () => {
  authorities = await startAuthorities();
  for (const card of CARDS) await authorities.issue('authentication', card);
  for (const card of CARDS) if (card !== 'waiting') await authorities.activate(card);
  for (const card of ['suspended', 'lifted'] as const) await authorities.suspend(card);
  await authorities.lift('lifted');
  await authorities.revoke('revoked');
  const crl = await fetch(`${authorities.origin}/crl/authentication/all.crl`);
  const der = new Uint8Array(await crl.arrayBuffer());
  await writeFile(authorities.path('all.crl.pem'), toPem('X509 CRL', der));
});

after(() => authorities.close());

async function chainVerdict(card: Card): Promise<string> {
  const { certificateFile, caFile, path, run } = authorities;
  const trust = ['--load-ca-certificate', caFile('authentication'), '--load-crl', path('all.crl.pem')];
  const file = ['--infile', certificateFile('authentication', card)];
  return (await run('certtool', '--verify', '--verify-profile', 'medium', ...trust, ...file)).everything;
}

async function ocspStatus(card: Card): Promise<string> {
  const { certificateFile, caFile, origin, run } = authorities;
  const about = [
    '--load-issuer',
    caFile('authentication'),
    '--load-cert',
    certificateFile('authentication', card),
  ];
  const ask = [`--ask=${origin}/ocsp/authentication`, '--load-trust', caFile('authentication')];
  const { everything } = await run('ocsptool', ...ask, ...about);
  assert.match(everything, /Verifying OCSP Response: Success/, everything);
  return /Certificate Status: (\w+)/.exec(everything)?.[1] ?? everything;
}

test('certtool reads the whole authentication certificate', async () => {
  const file = authorities.certificateFile('authentication', 'active');
  const { everything } = await authorities.run('certtool', '--certificate-info', '--infile', file);
  for (const line of [
    'Issuer: CN=Mibun User Identification CA,O=MIBUN,C=JP',
    'Digital signature.',
    'TLS WWW Client.',
    `URI: ${authorities.origin}/crl/authentication/`,
    `Access Location URI: ${authorities.origin}/ocsp/authentication`,
  ]) {
    assert.ok(everything.includes(line), `${line} is not in\n${everything}`);
  }
});

for (const card of CARDS) {
  const usable = card === 'active' || card === 'lifted';

  test(`certtool, with the CRL, ${usable ? 'trusts' : 'turns away'} the certificate of a card that is ${card}`, async () => {
    assert.match(
      await chainVerdict(card),
      usable ? /Verified\. The certificate is trusted/ : /chain is revoked/,
    );
  });

  test(`ocsptool is told ${usable ? 'good' : 'revoked'} of a card that is ${card}`, async () => {
    assert.equal(await ocspStatus(card), usable ? 'good' : 'revoked');
  });
}

for (const profile of ['mibun', 'jpki-compatible', profileUnder('mibun', '1.2.392.268435455.7')] as const) {
  test(`certtool takes the signature certificate of ${profile}, names and all`, async () => {
    const own = await startAuthorities(profile);
    try {
      await own.issue('signature', 'signer');
      const file = own.certificateFile('signature', 'signer');
      const { everything } = await own.run('certtool', '--certificate-info', '--infile', file);
      for (const oid of Object.values(profileOf(profile).personOids))
        assert.ok(everything.includes(oid), everything);
      assert.ok(everything.includes(profileOf(profile).endEntity.signature.policy), everything);
      const trust = ['--load-ca-certificate', own.caFile('signature')];
      const verify = ['--verify', '--verify-profile', 'medium', ...trust, '--infile', file];
      assert.match((await own.run('certtool', ...verify)).everything, /The certificate is trusted/);
    } finally {
      await own.close();
    }
  });
}
