import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { MIBUN_MAIN } from '../harness/mibun.ts';
import { type RunningProgram, startProgram } from '../harness/running-program.ts';
import { type Ceremonies, holdCeremonies } from './authorities.ts';
import { listService } from './life/service.ts';
import { type MachineRoom, openMachineRoom, REIKOKU } from './machine-room.ts';

export type Environment = Readonly<Record<string, string>>;
/** What is otherwise; undefined: the variable is taken away. */
export type Changes = Readonly<Record<string, string | undefined>>;

/** A production server with everything that it stands on, before it has been started. */
export interface Installation {
  readonly room: MachineRoom;
  readonly ceremonies: Ceremonies;
  /** A copy of the country's folder, for this installation to be put wrong in. */
  readonly country: string;
  /** The chip maker's master key, of which the server has a file. */
  readonly transportKey: Uint8Array;
  /** A sound environment of `mibun start`. */
  readonly environment: Environment;
  /** `mibun start` as an operator gives it; the environment is the sound one with these changes, and nothing of ours. */
  start(changes?: Changes): RunningProgram;
  /** The same, until it serves. */
  started(): Promise<RunningProgram>;
  close(): Promise<void>;
}

const RUNNING = /Mibun is running \(production mode/;

export async function openInstallation(): Promise<Installation> {
  const room = await openMachineRoom();
  const running: RunningProgram[] = [];
  const close = async () => {
    await Promise.all(running.map((program) => program.stop()));
    await room.close();
  };
  try {
    const { path } = room;
    const ceremonies = await holdCeremonies(room);
    cpSync(REIKOKU, path('reikoku'), { recursive: true });
    for (const folder of ['data', 'letters']) mkdirSync(path(folder), { mode: 0o700 });
    const transportKey = randomBytes(32);
    writeFileSync(path('transport-key'), `${transportKey.toString('hex')}\n`, { mode: 0o600 });
    const environment = {
      ...room.surroundings,
      MIBUN_MODE: 'production',
      MIBUN_DATA: path('data'),
      MIBUN_PORT: String(room.port),
      MIBUN_COUNTRY: path('reikoku'),
      MIBUN_ORIGIN: room.origin,
      MIBUN_STATUS_ORIGIN: room.statusOrigin,
      MIBUN_AGENT_ORIGIN: 'http://localhost:8701',
      MIBUN_TRUSTED_PROXIES: '127.0.0.1',
      DATABASE_URL: room.database(),
      MIBUN_CUSTODY: 'pkcs11',
      MIBUN_PKCS11_MODULE: room.hsm.module,
      MIBUN_PKCS11_TOKEN: room.token.token,
      MIBUN_PKCS11_PIN_FILE: room.token.pinFile,
      MIBUN_CEREMONIES: ceremonies.folder,
      MIBUN_CEREMONY_OPERATORS: ceremonies.operators,
      MIBUN_TRANSPORT_KEY_FILE: path('transport-key'),
      MIBUN_ENCODER: room.encoder.name,
      MIBUN_LETTERS: path('letters'),
      MIBUN_SMTP_URL: `smtp://localhost:${room.mail.port}?requireTLS=true`,
      MIBUN_CRL_SHARDS: '4',
      MIBUN_SERVICES_FILE: listService(room.folder),
      MIBUN_VERIFIER_PORT: String(room.verifierDoor.port),
      MIBUN_VERIFIER_CERTIFICATE: room.verifierDoor.identity.certificate,
      MIBUN_VERIFIER_KEY: room.verifierDoor.identity.key,
    };
    const start = (changes: Changes = {}) => {
      const all: Record<string, string | undefined> = { PATH: process.env.PATH, ...environment, ...changes };
      const set = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
      const program = startProgram(process.execPath, [MIBUN_MAIN, 'start'], set);
      running.push(program);
      return program;
    };
    return {
      ...{ room, ceremonies, country: path('reikoku'), transportKey, environment, start, close },
      async started() {
        const program = start();
        await program.said(RUNNING);
        return program;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
