import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Runs a program in a folder; its standard output. Throws when it fails. */
export function run(folder: string, program: string, args: readonly string[], input = ''): string {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: folder,
    input,
    encoding: 'utf8',
    timeout: 10 * 60_000,
  });
  if (status !== 0) throw new Error(`${program} ${args[0]}: ${stderr}`);
  return stdout;
}

/** An RSA-2048 CA of OpenSSL: `ca.key`, `ca.pem`. */
export function makeOpensslCa(folder: string): void {
  const files = ['-keyout', 'ca.key', '-out', 'ca.pem', '-days', '30'];
  const usage = ['-addext', 'keyUsage=critical,keyCertSign,cRLSign,digitalSignature'];
  const subject = ['-subj', '/C=JP/O=MIBUN/CN=Bench CA'];
  run(folder, 'openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...files, ...subject, ...usage]);
}

/** Serial number `index` of {@link writeOpensslIndex}, hex. */
export function indexedSerial(index: number): string {
  return `5000000000000000${index.toString(16).padStart(4, '0')}`.toUpperCase();
}

/** The text database of `openssl ca` and `openssl ocsp -index`: the first `revoked` entries are revoked. */
export function writeOpensslIndex(folder: string, entries: number, revoked: number): void {
  const lines = Array.from({ length: entries }, (_, index) => {
    const [flag, at] = index < revoked ? ['R', '260101000000Z,keyCompromise'] : ['V', ''];
    return [flag, '350101000000Z', at, indexedSerial(index), 'unknown', `/C=JP/CN=${index}`].join('\t');
  });
  writeFileSync(join(folder, 'index.txt'), `${lines.join('\n')}\n`);
  writeFileSync(join(folder, 'index.txt.attr'), 'unique_subject = no\n');
  writeFileSync(join(folder, 'crlnumber'), '01\n');
  const settings = ['database=index.txt', 'crlnumber=crlnumber', 'default_md=sha256', 'default_crl_days=1'];
  writeFileSync(join(folder, 'ca.cnf'), `${['[ca]', 'default_ca=own', '[own]', ...settings].join('\n')}\n`);
}
