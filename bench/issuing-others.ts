import { spawn } from 'node:child_process';
import { webcrypto } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { makeOpensslCa, run } from './harness/openssl-ca.ts';
import type { Row } from './harness/table.ts';
import type { Effort } from './run.ts';

/** Other ways to issue, each as its users would run it, with one RSA-2048 CA and RSA-2048 subjects. */
export async function issueWithOthers({ quick }: Effort, raw: number): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mibun-bench-'));
  try {
    const count = quick ? 10 : 60;
    prepare(folder, count);
    const row = (what: string, rate: number | undefined, note: string): Row => ({
      what,
      figure: rate ?? Number.NaN,
      unit: '/s',
      ...(rate !== undefined && { ratio: rate / raw, comparedWith: 'raw signatures, one thread' }),
      note: rate === undefined ? 'not installed' : note,
    });
    return [
      row('@peculiar/x509', await withPeculiar(folder, count), 'in process'),
      row('openssl x509 -req', withOpensslX509(folder, count), 'a process for each'),
      row('openssl ca', withOpensslCa(folder, count), 'one process for all, with its text database'),
      row('cfssl serve', await withCfssl(folder, count), 'a server, asked by HTTP one after another'),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function prepare(folder: string, count: number): void {
  makeOpensslCa(folder);
  run(folder, 'openssl', ['genrsa', '-out', 'subject.key', '2048']);
  mkdirSync(join(folder, 'requests'));
  for (let index = 0; index < count; index++) {
    const out = join('requests', `${index}.csr`);
    run(folder, 'openssl', ['req', '-new', '-key', 'subject.key', '-subj', `/C=JP/CN=${index}`, '-out', out]);
  }
}

const rate = (count: number, began: number): number => (count / (performance.now() - began)) * 1_000;

async function withPeculiar(folder: string, count: number): Promise<number> {
  x509.cryptoProvider.set(webcrypto);
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength: 2048,
  };
  const pkcs8 = run(folder, 'openssl', ['pkcs8', '-topk8', '-nocrypt', '-in', 'ca.key']);
  const der = Buffer.from(pkcs8.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
  const signingKey = await webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
  const ca = new x509.X509Certificate(readFileSync(join(folder, 'ca.pem'), 'utf8'));
  const request = new x509.Pkcs10CertificateRequest(readFileSync(join(folder, 'requests/0.csr'), 'utf8'));
  const issue = (index: number) =>
    x509.X509CertificateGenerator.create({
      serialNumber: (0x4000 + index).toString(16),
      issuer: ca.subjectName,
      subject: `C=JP, CN=${index}`,
      notBefore: new Date(),
      notAfter: new Date(Date.now() + 86_400_000),
      publicKey: request.publicKey,
      signingKey,
      signingAlgorithm: algorithm,
      extensions: [
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.CRLDistributionPointsExtension(['http://localhost/crl/1.crl']),
        new x509.AuthorityInfoAccessExtension({ ocsp: 'http://localhost/ocsp' }),
      ],
    });
  await issue(0);
  const began = performance.now();
  for (let index = 1; index <= count * 3; index++) await issue(index);
  return rate(count * 3, began);
}

function withOpensslX509(folder: string, count: number): number {
  const began = performance.now();
  for (let index = 0; index < count; index++) {
    const input = ['-req', '-in', join('requests', `${index}.csr`), '-set_serial', String(0x4000 + index)];
    run(folder, 'openssl', [
      'x509',
      ...input,
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-days',
      '5',
      '-out',
      'out.pem',
    ]);
  }
  return rate(count, began);
}

function withOpensslCa(folder: string, count: number): number {
  writeFileSync(join(folder, 'index.txt'), '');
  writeFileSync(join(folder, 'index.txt.attr'), 'unique_subject = no\n');
  mkdirSync(join(folder, 'issued'));
  const settings = [
    '[ca]',
    'default_ca=own',
    '[own]',
    'database=index.txt',
    'new_certs_dir=issued',
    'rand_serial=yes',
  ];
  const policy = [
    'default_md=sha256',
    'default_days=5',
    'policy=any',
    '[any]',
    'countryName=supplied',
    'commonName=supplied',
  ];
  writeFileSync(join(folder, 'ca.cnf'), `${[...settings, ...policy].join('\n')}\n`);
  const requests = readdirSync(join(folder, 'requests')).map((name) => join('requests', name));
  const began = performance.now();
  const keys = ['-config', 'ca.cnf', '-keyfile', 'ca.key', '-cert', 'ca.pem'];
  run(folder, 'openssl', ['ca', '-batch', '-notext', ...keys, '-infiles', ...requests]);
  return rate(count, began);
}

async function withCfssl(folder: string, count: number): Promise<number | undefined> {
  if (!existsSync('/usr/bin/cfssl')) return undefined;
  const port = 20_000 + Math.floor(performance.now() % 30_000);
  const keys = ['-ca', 'ca.pem', '-ca-key', 'ca.key'];
  const server = spawn('cfssl', ['serve', '-address', '127.0.0.1', '-port', String(port), ...keys], {
    cwd: folder,
    stdio: 'ignore',
  });
  try {
    const request = readFileSync(join(folder, 'requests/0.csr'), 'utf8');
    const body = JSON.stringify({ certificate_request: request, hosts: ['localhost'] });
    const ask = async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/cfssl/sign`, { method: 'POST', body });
      if (!answer.ok) throw new Error(`cfssl: ${await answer.text()}`);
      await answer.arrayBuffer();
    };
    for (let attempt = 0; attempt < 50; attempt++) {
      try {
        await ask();
        break;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
    const began = performance.now();
    for (let index = 0; index < count * 3; index++) await ask();
    return rate(count * 3, began);
  } finally {
    server.kill();
  }
}
