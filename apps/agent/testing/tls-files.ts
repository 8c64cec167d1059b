import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';

export interface TlsFiles {
  readonly certificate: string;
  readonly key: string;
}

/** A self-signed certificate as a person makes one for the agent of their own machine, by openssl (docs/operate/agent.md). */
export function makeTlsFiles(folder: string, names = 'DNS:localhost', name = 'agent'): TlsFiles {
  const files = { certificate: join(folder, `${name}.crt`), key: join(folder, `${name}.key`) };
  const subject = ['-subj', '/CN=Mibun agent', '-addext', `subjectAltName=${names}`];
  const use = ['-addext', 'basicConstraints=critical,CA:FALSE', '-addext', 'extendedKeyUsage=serverAuth'];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', files.key];
  execFileSync(
    'openssl',
    ['req', '-x509', ...key, '-days', '30', ...subject, ...use, '-out', files.certificate],
    {
      stdio: 'pipe',
    },
  );
  chmodSync(files.key, 0o600);
  return files;
}
