import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePortRange } from '../harness/ports.ts';
import { type PostgresServer, startPostgres } from '../harness/postgres.ts';
import type { RunningProgram } from '../harness/running-program.ts';
import { type SoftHsm, type SoftHsmToken, startSoftHsm } from '../harness/softhsm.ts';
import { type StarttlsServer, startStarttlsServer } from '../harness/starttls-server.ts';
import { makeTlsAuthority, type TlsAuthority, type TlsIdentity } from '../harness/tls-certificates.ts';
import { startVirtualReaders, type VirtualReaders } from '../harness/vpcd.ts';
import { startNginx } from './nginx.ts';

/** The folder of the country, as its operator wrote it. */
export const REIKOKU = join(import.meta.dirname, 'reikoku');

/** Everything that a production server stands on, each part the real program; nothing of it was there before. */
export interface MachineRoom {
  readonly folder: string;
  path(name: string): string;
  readonly tls: TlsAuthority;
  readonly postgres: PostgresServer;
  readonly hsm: SoftHsm;
  readonly token: SoftHsmToken;
  readonly mail: StarttlsServer;
  readonly nginx: RunningProgram;
  /** The readers of the factory, beside the server: one of the ceremony, and the encoder. */
  readonly factory: VirtualReaders;
  /** Where verifiers come in with client certificates, and what the server proves there. */
  readonly verifierDoor: { readonly port: number; readonly identity: TlsIdentity };
  readonly encoder: { readonly name: string; readonly port: number };
  /** Where the server listens, and behind which address the world finds it. */
  readonly port: number;
  readonly origin: string;
  readonly statusOrigin: string;
  /** The database of the installation, as the server is told it; with other options behind it. */
  database(options?: string): string;
  /** What a command of Mibun is given on these machines: the PC/SC service, the token and whom TLS trusts. */
  readonly surroundings: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export async function openMachineRoom(): Promise<MachineRoom> {
  const closers: (() => unknown)[] = [];
  const close = async () => {
    for (const step of closers.splice(0).reverse()) await step();
  };
  try {
    const folder = mkdtempSync(join(tmpdir(), 'mibun-production-'));
    closers.push(() => rmSync(folder, { recursive: true, force: true }));
    const path = (name: string) => join(folder, name);
    const tls = await makeTlsAuthority(folder);
    const identity = await tls.issue('localhost');
    const postgres = await startPostgres({ tls: identity });
    closers.push(() => postgres.stop());
    const hsm = startSoftHsm();
    closers.push(() => hsm.stop());
    const token = await hsm.makeToken('reikoku');
    const mail = await startStarttlsServer(identity);
    closers.push(() => mail.close());
    const factory = await startVirtualReaders({ readers: 2 });
    closers.push(() => factory.stop());
    const ports = await freePortRange(7);
    mkdirSync(path('nginx'));
    const at = { server: ports, https: ports + 5, http: ports + 6 };
    const nginx = await startNginx(path('nginx'), { identity, ...at });
    closers.push(() => nginx.stop());
    const database = new URL(await postgres.createDatabase('reikoku'));
    database.hostname = 'localhost';
    return {
      ...{ folder, path, tls, postgres, hsm, token, mail, nginx, factory, close },
      encoder: { name: factory.names[1] ?? '', port: factory.ports[1] ?? 0 },
      port: at.server,
      verifierDoor: { port: ports + 4, identity },
      origin: `https://localhost:${at.https}`,
      statusOrigin: `http://localhost:${at.http}`,
      database: (options = `sslmode=verify-full&sslrootcert=${tls.file}`) => `${database}?${options}`,
      surroundings: { ...hsm.env, ...factory.env, NODE_EXTRA_CA_CERTS: tls.file },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
