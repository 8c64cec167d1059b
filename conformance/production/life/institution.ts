import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { toPem } from '@mibun/pki';
import { runProgram } from '../../harness/programs.ts';
import { CHINATSU, type Life, until } from './world.ts';

/**
 * The seal of a municipal office, whose key OpenSSL made and keeps: one operator of the CA proposes its certificate,
 * another confirms it, and whoever proposed it cannot. Gives what OpenSSL says of the certificate.
 */
export async function certifySeal(life: Life): Promise<string> {
  const { room } = life.installation;
  const [key, csr, pem] = ['seal.key', 'seal.csr', 'seal.pem'].map(room.path) as [string, string, string];
  const made = await runProgram('openssl', [
    ...['req', '-new', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=seal', '-keyout', key, '-out', csr],
  ]);
  assert.equal(made.status, 0, made.everything);
  const proposing = await life.staff('supervisor', 'ca-operator');
  const body = {
    kind: 'seal',
    municipality: CHINATSU.office,
    office: 'acting-mayor',
    request: readFileSync(csr, 'utf8'),
    days: 365,
  } as const;
  const { findings } = await proposing.call('POST /api/ca/requests/check', { body });
  assert.deepEqual(findings, []);
  const { id, version, digest } = await proposing.call('POST /api/ca/requests', {
    body: { ...body, reason: '市長印の電子化' },
  });
  const act = { params: { id }, body: { version, digest } };
  await assert.rejects(proposing.call('POST /api/ca/proposals/:id/confirm', act), 'one person is not two');
  const confirming = await life.staff('screener', 'ca-operator');
  await confirming.call('POST /api/ca/proposals/:id/confirm', act);
  const certificate = await until('the certificate of the seal', () =>
    confirming.call('GET /api/ca/proposals/:id/certificate', { params: { id } }).then(
      (issued) => issued.certificate,
      () => undefined,
    ),
  );
  writeFileSync(pem, certificate);
  const response = await fetch(`${room.statusOrigin}/ca/institution.cer`);
  const ca = room.path('ca-institution.pem');
  writeFileSync(ca, toPem('CERTIFICATE', new Uint8Array(await response.arrayBuffer())));
  return (await runProgram('openssl', ['verify', '-CAfile', ca, pem])).everything;
}
