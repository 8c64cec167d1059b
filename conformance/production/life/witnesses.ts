import { mkdirSync, writeFileSync } from 'node:fs';
import { toPem } from '@mibun/pki';
import { runProgram } from '../../harness/programs.ts';
import type { Life } from './world.ts';

export type Kind = 'signature' | 'authentication';

/** The certificate of a CA, from the address that stands in what it has issued: plain HTTP (RFC 5280 §8). */
async function authorityOf({ installation: { room } }: Life, kind: Kind): Promise<string> {
  const response = await fetch(`${room.statusOrigin}/ca/${kind}.cer`);
  const file = room.path(`ca-${kind}.pem`);
  writeFileSync(file, toPem('CERTIFICATE', new Uint8Array(await response.arrayBuffer())));
  return file;
}

/** What a verifier with OpenSSL is told of a certificate; the answer is checked against its CA. */
export async function opensslSaysOf(life: Life, kind: Kind, certificate: Uint8Array): Promise<string> {
  const { room } = life.installation;
  const ca = await authorityOf(life, kind);
  const file = room.path(`asked-${kind}.pem`);
  writeFileSync(file, toPem('CERTIFICATE', certificate));
  const url = `${room.statusOrigin}/ocsp/${kind}`;
  const { everything } = await runProgram('openssl', [
    ...['ocsp', '-issuer', ca, '-CAfile', ca, '-cert', file, '-url', url, '-no_nonce'],
  ]);
  if (!/Response verify OK/.test(everything)) throw new Error(everything);
  return /: (good|revoked|unknown)/.exec(everything)?.[1] ?? everything;
}

/** What pdfsig of poppler says of a signed file, whose store knows the signature CA of Reikoku alone. */
export async function pdfsigSaysOf(life: Life, file: string): Promise<string> {
  const { path } = life.installation.room;
  const store = `sql:${path('nss')}`;
  mkdirSync(path('nss'), { recursive: true });
  await runProgram('certutil', ['-N', '-d', store, '--empty-password']);
  const ca = await authorityOf(life, 'signature');
  await runProgram('certutil', ['-A', '-d', store, '-n', 'ca', '-t', 'CT,C,C', '-i', ca]);
  return (await runProgram('pdfsig', ['-nssdir', store, file])).everything;
}
