// NSS, the library of Firefox and of Chromium's client certificates, checks chains and asks the status service. Its CRL
// check is of no use with shards: it fetches the one that the certificate names and knows no issuing distribution point,
// which RFC 5280 makes critical there, so it fails closed.
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { IssuedCertificate } from '../apps/server/src/authority/certificates/index.ts';
import { type RunningAuthorities, startAuthorities } from './harness/authorities.ts';

let authorities: RunningAuthorities;
let database: string;
const KINDS = ['signature', 'authentication'] as const;
const CARDS = ['active', 'waiting', 'suspended', 'revoked'] as const;
const issued = new Map<string, IssuedCertificate>();

before(async () => {
  authorities = await startAuthorities();
  for (const card of CARDS) {
    for (const kind of KINDS) issued.set(`${card} ${kind}`, await authorities.issue(kind, card));
    if (card !== 'waiting') await authorities.activate(card);
  }
  await authorities.suspend('suspended');
  await authorities.revoke('revoked');
  database = `sql:${authorities.path('nss')}`;
  await mkdir(authorities.path('nss'));
  await nss('certutil', '-N', '--empty-password');
  for (const kind of KINDS)
    await nss('certutil', '-A', '-n', kind, '-t', 'CT,C,C', '-i', authorities.caFile(kind));
});

after(() => authorities.close());

async function nss(program: string, ...args: readonly string[]) {
  return authorities.run(program, '-d', database, ...args);
}

/** Status by the responder that the certificate names; no answer is a refusal. */
async function askOcsp(card: string, kind: string) {
  const file = authorities.path(`${card}-${kind}.der`);
  await writeFile(file, issued.get(`${card} ${kind}`)?.der ?? '');
  const check = ['-g', 'leaf', '-m', 'ocsp', '-s', 'failIfNoInfo'];
  return nss('vfychain', '-pp', '-u', kind === 'signature' ? '4' : '0', ...check, file);
}

for (const kind of KINDS) {
  test(`vfychain, by OCSP, finds the ${kind} certificate of an active card good`, async () => {
    assert.match((await askOcsp('active', kind)).everything, /Chain is good!/);
  });

  for (const card of ['waiting', 'suspended', 'revoked']) {
    test(`vfychain, by OCSP, turns the ${kind} certificate of a card away that is ${card}`, async () => {
      const { everything } = await askOcsp(card, kind);
      assert.match(everything, /ERROR -8180: Peer's Certificate has been revoked/);
    });
  }
}
