import { webcrypto } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { makeOpensslCa, run, writeOpensslIndex } from './harness/openssl-ca.ts';
import { median, milliseconds } from './harness/race.ts';
import type { Row } from './harness/table.ts';
import type { Effort } from './run.ts';

/** Others' CRLs, signature included, against ours of 10,000 entries. */
export async function makeCrlsWithOthers({ quick }: Effort, ours: number): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mibun-bench-crl-'));
  try {
    makeOpensslCa(folder);
    writeOpensslIndex(folder, 10_000, 10_000);
    const keys = ['-config', 'ca.cnf', '-keyfile', 'ca.key', '-cert', 'ca.pem', '-out', 'ca.crl'];
    const openssl = median(
      await milliseconds(quick ? 2 : 7, () => run(folder, 'openssl', ['ca', '-gencrl', ...keys])),
    );
    const peculiar = median(await milliseconds(quick ? 1 : 5, await withPeculiar(folder, 1_000)));
    const row = (what: string, figure: number, note: string): Row => ({
      ...{ what, figure, unit: 'ms', note },
      ...{ ratio: figure / ours, comparedWith: 'ours of 10,000 with its signature' },
    });
    return [
      row('openssl ca -gencrl, 10,000 entries', openssl, 'a process, reading its text database'),
      row('@peculiar/x509, 1,000 entries', peculiar, 'in process; a tenth of the entries'),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function withPeculiar(folder: string, count: number): Promise<() => Promise<unknown>> {
  x509.cryptoProvider.set(webcrypto);
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const pkcs8 = run(folder, 'openssl', ['pkcs8', '-topk8', '-nocrypt', '-in', 'ca.key']);
  const der = Buffer.from(pkcs8.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
  const signingKey = await webcrypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']);
  const ca = new x509.X509Certificate(readFileSync(join(folder, 'ca.pem'), 'utf8'));
  const revocationDate = new Date('2026-01-01T00:00:00Z');
  const entries = Array.from({ length: count }, (_, index) => ({
    serialNumber: `50${index.toString(16).padStart(18, '0')}`,
    revocationDate,
    reason: x509.X509CrlReason.keyCompromise,
  }));
  return () =>
    x509.X509CrlGenerator.create({
      issuer: ca.subjectName,
      thisUpdate: new Date(),
      nextUpdate: new Date(Date.now() + 86_400_000),
      entries,
      signingAlgorithm: algorithm,
      signingKey,
    });
}
