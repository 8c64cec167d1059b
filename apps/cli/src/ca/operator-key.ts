import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileCustody, type KeyCustody, PkiError, type PresentOperator, toPem } from '@mibun/pki';
import { CommandError, print, say } from '../output.ts';
import type { OperatorOptions } from './operator.ts';
import { readPassphrase } from './passphrase.ts';

/** One person's key is a key custody of its own with this one entry. */
const LABEL = 'operator';
const SHORTEST_PASSPHRASE = 12;

function keyring(directory: string, passphrase: string): KeyCustody {
  return fileCustody({ directory, passphrase, random: (length) => Uint8Array.from(randomBytes(length)) });
}

/** `mibun ca operator`: prints the person as a declaration names them. */
export async function makeOperator(folder: string, { name, passphraseFile }: OperatorOptions): Promise<void> {
  if (!/^[a-z][a-z0-9-]{0,30}$/.test(name)) {
    throw new CommandError(`"${name}" does not name an operator`, 'lower-case letters, digits, hyphens');
  }
  if (existsSync(join(folder, 'custody.json'))) {
    throw new CommandError(`${folder} holds a key already; nothing was touched`);
  }
  const passphrase = await readPassphrase(passphraseFile, `new passphrase of ${name}`);
  if (passphrase.length < SHORTEST_PASSPHRASE) {
    throw new CommandError(`the passphrase is too short: at least ${SHORTEST_PASSPHRASE} characters`);
  }
  if (passphraseFile === undefined && (await readPassphrase(undefined, 'once more')) !== passphrase) {
    throw new CommandError('that was another passphrase; nothing was made');
  }
  const publicKey = await keyring(folder, passphrase).create(LABEL, 'ec-p384');
  const pem = join(folder, `${name}.pem`);
  writeFileSync(pem, toPem('PUBLIC KEY', publicKey), { flag: 'wx' });
  print(JSON.stringify({ name, publicKey: Buffer.from(publicKey).toString('base64') }));
  say(`mibun: the line above goes into "operators" of a declaration; ${pem} is for those who verify`);
}

/** Unlocks the key of somebody who is present. */
export async function unlockOperator(
  folder: string,
  passphraseFile: string | undefined,
): Promise<PresentOperator> {
  if (!existsSync(join(folder, 'custody.json'))) {
    throw new CommandError(
      `${folder} holds no operator's key`,
      'mibun ca operator FOLDER --name NAME makes one',
    );
  }
  const keys = keyring(folder, await readPassphrase(passphraseFile, `passphrase for ${folder}`));
  const publicKey = await keys.publicKey(LABEL);
  if (!publicKey) throw new CommandError(`${folder} holds no operator's key`);
  const sign = async (octets: Uint8Array): Promise<Uint8Array> => {
    try {
      return await keys.sign(LABEL, 'sha384WithECDSA', octets);
    } catch (error) {
      if (error instanceof PkiError && error.code === 'passphrase-wrong') {
        throw new CommandError(`the passphrase does not open ${folder}`);
      }
      throw error;
    }
  };
  await sign(new TextEncoder().encode('is the passphrase right?'));
  return { publicKey, sign };
}
