import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fromPem, toPem } from '@mibun/pki';
import { addDays, jstDate } from '@mibun/rules';
import { runProgram } from '../../harness/programs.ts';
import type { Life } from './world.ts';

export type Kind = 'signature' | 'authentication';

/** A company that verifies what residents sign, with OpenSSL and curl (Debian packages: openssl, curl). */
export interface Verifier {
  /** What it is told of a certificate: `good`, `revoked`, or why it is told nothing. */
  statusOf(kind: Kind, certificate: Uint8Array): Promise<string>;
  /** The same without its own certificate: as anybody. */
  statusForAnybody(kind: Kind, certificate: Uint8Array): Promise<string>;
}

/** Two operators of the CA accredit it: one proposes, the other confirms (VAR-01). */
export async function accredit(life: Life): Promise<Verifier> {
  const { room } = life.installation;
  const folder = room.path('verifier');
  mkdirSync(folder);
  const own = (name: string) => `${folder}/${name}`;
  const made = await runProgram('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30'],
    ...['-subj', '/CN=verifier', '-keyout', own('client.key'), '-out', own('client.pem')],
  ]);
  assert.equal(made.status, 0, made.everything);
  const [certificate] = fromPem('CERTIFICATE', readFileSync(own('client.pem'), 'utf8'));
  const today = jstDate(new Date());
  const proposing = await life.staff('supervisor', 'ca-operator');
  const { id, version, digest } = await proposing.call('POST /api/verifiers/proposals', {
    body: {
      event: 'accredit',
      verifierId: 'reikoku-bank',
      reason: '大臣の認定',
      registration: {
        verifierId: 'reikoku-bank',
        kind: 'group',
        name: { ja: '例国銀行', en: 'Bank of Reikoku' },
        decision: '例国第1号',
        scopes: ['sig', 'auth'],
        validFrom: today,
        validUntil: addDays(today, 30),
        quotas: { sig: 1000, auth: 1000 },
        ratePerSecond: 50,
        nonces: false,
        services: [],
        certificates: [Buffer.from(certificate ?? []).toString('base64')],
        keys: [],
      },
    },
  });
  const seen = { params: { id }, body: { version, digest } };
  await assert.rejects(proposing.call('POST /api/verifiers/proposals/:id/confirm', seen));
  const confirming = await life.staff('screener', 'ca-operator');
  await confirming.call('POST /api/verifiers/proposals/:id/confirm', seen);

  const ask = async (kind: Kind, asked: Uint8Array, ...client: readonly string[]) => {
    const ca = await authorityOf(life, kind);
    writeFileSync(own('asked.pem'), toPem('CERTIFICATE', asked));
    const about = ['-issuer', ca, '-cert', own('asked.pem')];
    await runProgram('openssl', ['ocsp', '-no_nonce', ...about, '-reqout', own('request.der')]);
    await runProgram('curl', [
      ...['--silent', '--cacert', room.tls.file, ...client, '--output', own('answer.der')],
      ...['--header', 'content-type: application/ocsp-request', '--data-binary', `@${own('request.der')}`],
      `https://localhost:${room.verifierDoor.port}/ocsp/${kind}`,
    ]);
    const { everything } = await runProgram('openssl', [
      ...['ocsp', '-no_nonce', '-respin', own('answer.der'), ...about, '-CAfile', ca],
    ]);
    const refused = /Responder Error: (\w+)/.exec(everything)?.[1];
    if (refused) return refused;
    assert.match(everything, /Response verify OK/);
    return /asked\.pem: (\w+)/.exec(everything)?.[1] ?? everything;
  };
  return {
    statusOf: (kind, asked) => ask(kind, asked, '--cert', own('client.pem'), '--key', own('client.key')),
    statusForAnybody: (kind, asked) => ask(kind, asked),
  };
}

/** The certificate of a CA, from the address that stands in what it has issued: plain HTTP (RFC 5280 §8). */
async function authorityOf({ installation: { room } }: Life, kind: Kind): Promise<string> {
  const response = await fetch(`${room.statusOrigin}/ca/${kind}.cer`);
  const file = room.path(`ca-${kind}.pem`);
  writeFileSync(file, toPem('CERTIFICATE', new Uint8Array(await response.arrayBuffer())));
  return file;
}

/**
 * What pdfsig of poppler says of a signed file. Of certificates it says nothing here: it believes none whose status it is
 * not told, and only the accredited are.
 */
export async function pdfsigSaysOf(file: string): Promise<string> {
  return (await runProgram('pdfsig', ['-nocert', file])).everything;
}
