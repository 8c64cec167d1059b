import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ProfileId, toPem } from '@mibun/pki';
import { callCentre, clerk, issueRequest, testMunicipality } from '@mibun/server/testing/certificates';
import { openTestPlatform } from '@mibun/server/testing/platform';
import {
  type CertificateKind,
  type Certificates,
  certificatesMigrations,
  createCertificates,
  type IssuedCertificate,
} from '../../apps/server/src/authority/certificates/index.ts';
import { createStatus, statusMigrations } from '../../apps/server/src/authority/status/index.ts';
import { openHttp, type Tx } from '../../apps/server/src/platform/index.ts';
import { freePortRange } from './ports.ts';
import { type ProgramResult, runProgram } from './programs.ts';

/** The CAs and their status service on a real address, with a folder of files for other programs. */
export interface RunningAuthorities {
  readonly origin: string;
  readonly certificates: Certificates;
  path(name: string): string;
  /** `ca-signature.pem`, `ca-authentication.pem`, `ca-institution.pem` are there. */
  caFile(kind: CertificateKind | 'institution'): string;
  /** A certificate of a card that is with its holder, `public key given or made`; saved as `<card>-<kind>.pem`. */
  issue(kind: CertificateKind, card: string, publicKey?: Uint8Array): Promise<IssuedCertificate>;
  certificateFile(kind: CertificateKind, card: string): string;
  activate(card: string): Promise<void>;
  /** As the call centre does it (REV-01). */
  suspend(card: string): Promise<void>;
  /** As a clerk does it (LOS-07). */
  lift(card: string): Promise<void>;
  revoke(card: string): Promise<void>;
  run(program: string, ...args: readonly string[]): Promise<ProgramResult>;
  close(): Promise<void>;
}

/** `profile`: the layout of the certificates. */
export async function startAuthorities(profile: ProfileId = 'mibun'): Promise<RunningAuthorities> {
  const folder = await mkdtemp(join(tmpdir(), 'mibun-authorities-'));
  const path = (name: string) => join(folder, name);
  const port = await freePortRange(1);
  const origin = `http://127.0.0.1:${port}`;
  const opened = await openTestPlatform({
    migrations: [...certificatesMigrations, ...statusMigrations],
    now: new Date(),
  });
  const platform = {
    ...opened,
    config: {
      ...opened.config,
      certificateProfile: profile,
      origins: { ...opened.config.origins, server: origin },
    },
  };
  const certificates = createCertificates(platform, { municipality: testMunicipality }).api;
  await certificates.open();
  const app = await openHttp(platform);
  createStatus(platform, { certificates }).routes(app);
  await app.listen({ host: '127.0.0.1', port });
  const caFile = (kind: string) => path(`ca-${kind}.pem`);
  for (const kind of ['signature', 'authentication', 'institution'] as const) {
    await writeFile(caFile(kind), toPem('CERTIFICATE', certificates.ca(kind).certificate.der));
  }
  const certificateFile = (kind: CertificateKind, card: string) => path(`${card}-${kind}.pem`);
  const act = (work: (tx: Tx) => Promise<void>) => platform.database.transaction(work);
  return {
    origin,
    certificates,
    path,
    caFile,
    certificateFile,
    async issue(kind, card, publicKey) {
      const issued = await certificates.issue(issueRequest(kind, card, publicKey && { publicKey }));
      await writeFile(certificateFile(kind, card), toPem('CERTIFICATE', issued.der));
      return issued;
    },
    activate: (card) => act((tx) => certificates.activateOfCard(tx, card, clerk)),
    suspend: (card) => act((tx) => certificates.suspendOfCard(tx, card, callCentre)),
    lift: (card) => act((tx) => certificates.liftOfCard(tx, card, clerk)),
    revoke: (card) => act((tx) => certificates.revokeOfCard(tx, card, 'cessationOfOperation', clerk)),
    run: (program, ...args) => runProgram(program, args),
    async close() {
      await app.close();
      await platform.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
