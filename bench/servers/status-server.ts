// The server's certificates and status modules in a process of their own, driven by messages of the bench.

import { sign } from 'node:crypto';
import { join } from 'node:path';
import { fileCustody } from '@mibun/pki';
import { clerk, issueRequest, testMunicipality } from '@mibun/server/testing/certificates';
import {
  certificatesMigrations,
  createCertificates,
} from '../../apps/server/src/authority/certificates/index.ts';
import { createStatus, statusMigrations } from '../../apps/server/src/authority/status/index.ts';
import {
  type Config,
  migrate,
  openHttp,
  openPlatform,
  platformMigrations,
  systemClock,
  systemRandom,
} from '../../apps/server/src/platform/index.ts';
import { serveCommands } from '../harness/commands.ts';

const [databaseUrl = '', folder = ''] = process.argv.slice(2);
const config: Config = {
  mode: 'demo',
  dataDirectory: folder,
  host: '127.0.0.1',
  ports: { server: 0, agent: 0, bank: 0, smtp: 0 },
  origins: { server: 'http://localhost:8700', agent: 'http://localhost', bank: 'http://localhost' },
  databaseUrl,
  custody: { type: 'file', passphrase: 'only for the bench' },
  certificateProfile: 'mibun',
  mailFrom: 'bench@mihon.example',
  logLevel: 'error',
};
const custody = fileCustody({
  directory: join(folder, 'keys'),
  passphrase: 'only for the bench',
  random: systemRandom.bytes,
  costLog2: 4,
});
const platform = await openPlatform({
  config,
  clock: systemClock,
  random: systemRandom,
  custody,
  smtpUrl: 'smtp://127.0.0.1:1',
});
await migrate(platform.database, [...platformMigrations, ...certificatesMigrations, ...statusMigrations]);
const certificates = createCertificates(platform, { municipality: testMunicipality, crlShards: 64 }).api;
await certificates.open();
const status = createStatus(platform, {
  certificates,
  // An accredited verifier: what anybody may have made in a minute is less than a bench asks in a second.
  accredited: () => ({ verifier: { id: 'bench', nonce: false } }),
});
const app = await openHttp(platform);
status.routes(app);
await app.listen({ host: '127.0.0.1', port: 0 });
const address = app.server.address();
if (!address || typeof address === 'string') throw new Error('no port');

const inTransaction = platform.database.transaction;

/** What the bench may ask for. */
export const commands = {
  /** Issues and activates AUTH of so many cards; their serials. */
  async issue(name: string, count: number): Promise<readonly string[]> {
    const cards = Array.from({ length: count }, (_, index) => `card-${name}-${index}`);
    const results = await certificates.issueAll(cards.map((card) => issueRequest('authentication', card)));
    for (const card of cards) await inTransaction((tx) => certificates.activateOfCard(tx, card, clerk));
    return results.map((result) => (result.status === 'fulfilled' ? result.value.serial : ''));
  },
  /** The act of a lost card; milliseconds since 1970 when it began. */
  async suspend(card: string): Promise<number> {
    const began = Date.now();
    await inTransaction((tx) => certificates.suspendOfCard(tx, card, clerk));
    return began;
  },
  /** Microseconds for which the processors have worked for this process. */
  async processorTime(): Promise<number> {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
  async caCertificate(): Promise<string> {
    return Buffer.from(certificates.ca('authentication').certificate.der).toString('base64');
  },
  /** Raw signatures a second in the thread pool of this process, and per second of processor time. */
  async rawSignatures(milliseconds: number): Promise<{ readonly rate: number; readonly perCpu: number }> {
    const { testKey } = await import('@mibun/pki/testing/fixtures');
    const { privateKey } = testKey('raw');
    const data = Buffer.alloc(300, 7);
    const one = () =>
      new Promise((resolve, reject) => {
        sign('sha256', data, privateKey, (error, signature) => (error ? reject(error) : resolve(signature)));
      });
    const began = performance.now();
    const before = process.cpuUsage();
    let signed = 0;
    while (performance.now() - began < milliseconds) {
      await Promise.all(Array.from({ length: 64 }, one));
      signed += 64;
    }
    const { user, system } = process.cpuUsage(before);
    return { rate: (signed / (performance.now() - began)) * 1_000, perCpu: (signed / (user + system)) * 1e6 };
  },
};
export type StatusCommands = typeof commands;

serveCommands(commands, address.port, async () => {
  await app.close();
  await platform.database.close();
});
