import { scrypt } from 'node:crypto';
import { join } from 'node:path';
import { readIfThere, writeNew } from '@mibun/durable';
import { PkiError } from '../errors.ts';
import type { Random } from '../types.ts';
import { openWith, sealWith } from './sealing.ts';

const FILE = 'custody.json';
const FORMAT = 'mibun-custody/1';
const AAD = new TextEncoder().encode(FORMAT);

/** 2^15 blocks of 8: 32 MB and a tenth of a second for each guess. */
const DEFAULT_COST_LOG2 = 15;
const MAX_COST_LOG2 = 20;

interface MasterFile {
  readonly format: typeof FORMAT;
  readonly costLog2: number;
  readonly salt: string;
  readonly sealed: string;
}

function stretch(passphrase: string, salt: Uint8Array, costLog2: number): Promise<Uint8Array> {
  const options = { N: 2 ** costLog2, r: 8, p: 1, maxmem: 2 ** costLog2 * 8 * 256 };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, 32, options, (error, key) =>
      error ? reject(error) : resolve(Uint8Array.from(key)),
    );
  });
}

function parse(text: string): MasterFile {
  try {
    const file = JSON.parse(text) as MasterFile;
    const { format, costLog2, salt, sealed } = file;
    const fits = Number.isInteger(costLog2) && costLog2 >= 1 && costLog2 <= MAX_COST_LOG2;
    if (format === FORMAT && fits && typeof salt === 'string' && typeof sealed === 'string') return file;
  } catch {
    // falls through to the one error there is
  }
  throw new PkiError('key-damaged', `${FILE} is damaged`);
}

async function unlock(text: string, passphrase: string): Promise<Uint8Array> {
  const { costLog2, salt, sealed } = parse(text);
  const wrapping = await stretch(passphrase, Buffer.from(salt, 'base64'), costLog2);
  const master = openWith(wrapping, Buffer.from(sealed, 'base64'), AAD);
  if (!master) throw new PkiError('passphrase-wrong', 'the passphrase does not open this custody');
  return master;
}

/**
 * The key that seals every file of a custody, itself sealed under the passphrase. Made on first use. Throws
 * `passphrase-wrong` (also if the sealed octets were changed, which cannot be told apart) and `key-damaged`.
 */
export async function openMasterKey(options: {
  readonly directory: string;
  readonly passphrase: string;
  readonly random: Random;
  readonly costLog2?: number | undefined;
}): Promise<Uint8Array> {
  const { directory, passphrase, random, costLog2 = DEFAULT_COST_LOG2 } = options;
  const path = join(directory, FILE);
  const existing = await readIfThere(path);
  if (existing !== undefined) return unlock(existing, passphrase);
  const salt = random(16);
  const master = Uint8Array.from(random(32));
  const sealed = sealWith(await stretch(passphrase, salt, costLog2), master, AAD, random);
  const file: MasterFile = {
    format: FORMAT,
    costLog2,
    salt: Buffer.from(salt).toString('base64'),
    sealed: Buffer.from(sealed).toString('base64'),
  };
  const written = await writeNew(path, `${JSON.stringify(file, null, 2)}\n`, passingName(random));
  if (written) return master;
  // another process was first; its key is the one
  const theirs = await readIfThere(path);
  if (theirs === undefined) throw new PkiError('key-damaged', `${FILE} vanished`);
  return unlock(theirs, passphrase);
}

/** A name nobody else writes under. */
export function passingName(random: Random): string {
  return Buffer.from(random(8)).toString('hex');
}
