import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runProgram } from './programs.ts';

/** A certificate and its key, PEM files. */
export interface TlsIdentity {
  readonly certificate: string;
  readonly key: string;
}

/** A CA for the TLS of one machine room, made by openssl; nobody else's programs know it. */
export interface TlsAuthority {
  /** PEM file of its certificate: NODE_EXTRA_CA_CERTS, sslrootcert. */
  readonly file: string;
  /** A server by that name. */
  issue(hostname: string): Promise<TlsIdentity>;
}

const DAYS = ['-days', '2'];
const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

export async function makeTlsAuthority(folder: string, name = 'machine-room'): Promise<TlsAuthority> {
  const file = join(folder, `${name}.pem`);
  const caKey = join(folder, `${name}.key`);
  await openssl('req', '-x509', ...KEY, '-keyout', caKey, '-out', file, '-subj', `/CN=${name}`, ...DAYS);
  return {
    file,
    async issue(hostname) {
      const identity = join(folder, `${name}-${hostname}`);
      const [key, certificate, request, extensions] = ['key', 'pem', 'csr', 'ext'].map(
        (ending) => `${identity}.${ending}`,
      ) as [string, string, string, string];
      await openssl('req', '-new', ...KEY, '-keyout', key, '-out', request, '-subj', `/CN=${hostname}`);
      await writeFile(
        extensions,
        `subjectAltName=DNS:${hostname}\nextendedKeyUsage=serverAuth\nbasicConstraints=critical,CA:FALSE\n`,
      );
      const by = ['-CA', file, '-CAkey', caKey, '-CAcreateserial', '-extfile', extensions];
      await openssl('x509', '-req', '-in', request, '-out', certificate, ...by, ...DAYS);
      await Promise.all([rm(request), rm(extensions)]);
      return { certificate, key };
    },
  };
}

async function openssl(...args: readonly string[]): Promise<void> {
  const { status, everything } = await runProgram('openssl', args);
  if (status !== 0) throw new Error(`openssl ${args[0]}: ${everything}`);
}
