import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Chip } from '@mibun/card';
import { makeTestCard } from '@mibun/test-card';
import { type ProgramResult, runProgram } from './programs.ts';
import { startVirtualReaders } from './vpcd.ts';

/** OpenSC's PKCS #11 library, by which other programs reach the card. */
export const OPENSC_PKCS11 = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/opensc-pkcs11.so`;
/** OpenSC shows the PIN and the password of one card as two tokens. */
export const AUTHENTICATION_TOKEN = 'JPKI (User Authentication PIN)';
export const SIGNATURE_TOKEN = 'JPKI (Digital Signature PIN)';

/** A personalised, active chip with both certificates and all its tries. */
export interface HandedOverCard {
  readonly chip: Chip;
  readonly authPin: string;
  readonly signPassword: string;
}

/** Cards in the readers of a pcscd of their own, and a folder to work in. */
export interface ReadersWithCards {
  readonly directory: string;
  /** What a PC/SC or PKCS #11 program needs to see these readers. */
  readonly env: Readonly<Record<string, string>>;
  /** Reader names, in the order of the cards. */
  readonly names: readonly string[];
  run(program: string, args: readonly string[], input?: string): Promise<ProgramResult>;
  path(name: string): string;
}

/** Makes a card of a resident who may do everything. */
export async function makeHandedOverCard(): Promise<HandedOverCard> {
  const { chip, connection, credentials } = await makeTestCard({ seed: randomUUID(), photo: 'none' });
  await connection.close();
  return { chip, authPin: credentials.authentication, signPassword: credentials.signature };
}

/** Puts each card into a reader of its own, lets `use` work and takes everything away again. */
export async function withCardsInReaders<T>(
  cards: readonly HandedOverCard[],
  use: (readers: ReadersWithCards) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'mibun-readers-'));
  const readers = await startVirtualReaders({ readers: cards.length });
  const attached = await Promise.all(cards.map(({ chip }, index) => readers.put(index, chip)));
  const env = { ...readers.env, PKCS11_MODULE_PATH: OPENSC_PKCS11 };
  try {
    return await use({
      directory,
      env,
      names: readers.names,
      path: (name) => join(directory, name),
      run: (program, args, input) => runProgram(program, args, env, input),
    });
  } finally {
    for (const { remove } of attached) remove();
    await Promise.all(attached.map(({ closed }) => closed));
    await readers.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

/** Files that a person's programs ask for: both certificates and their CAs, as OpenSC reads them from the card. */
export async function saveCertificates(
  { run, path }: ReadersWithCards,
  signPassword: string,
): Promise<{
  readonly auth: string;
  readonly authCa: string;
  readonly sign: string;
  readonly signCa: string;
}> {
  const files = { auth: '01', authCa: '03', sign: '02', signCa: '04' } as const;
  for (const [name, id] of Object.entries(files)) {
    const secret = id === '02' ? ['--verify-pin', '--auth-id', '02', '--pin', signPassword] : [];
    const read = await run('pkcs15-tool', ['--read-certificate', id, ...secret]);
    if (read.status !== 0) throw new Error(`the certificate ${name} could not be read:\n${read.everything}`);
    await writeFile(path(`${name}.pem`), read.output);
  }
  return {
    auth: path('auth.pem'),
    authCa: path('authCa.pem'),
    sign: path('sign.pem'),
    signCa: path('signCa.pem'),
  };
}

/** RFC 7512: the private key of a token, for OpenSSL's engine. */
export function keyUri(token: string, id: '01' | '02', pin: string): string {
  return `pkcs11:token=${encodeURIComponent(token)};id=%${id};type=private;pin-value=${pin}`;
}
