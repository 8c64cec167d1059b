import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diversify, type KeySpec, type ScpKeySet } from '@mibun/card';
import { fileCustody, fromPem, type ProfileId, toPem } from '@mibun/pki';
import { CardTray } from '@mibun/reader';
import {
  AUTHORITY_KINDS,
  type AuthorityCertificates,
  certificatesOf,
  makeTestAuthorities,
  newKey,
  openTestAuthorities,
  type TestAuthorities,
} from '@mibun/test-card';
import { CommandError } from '../output.ts';
import { readText } from '../text-input.ts';

/** A folder of one's own cards, with the authorities that all of them lead to. */
export interface CardBox {
  readonly folder: string;
  /** Layout of the certificates. */
  readonly profile: ProfileId;
  /** 1: authorities with RSA keys, 2: with P-384 keys; cards of that generation are made here. */
  readonly generation: 1 | 2;
  readonly tray: CardTray;
  readonly authorities: TestAuthorities;
  readonly certificates: AuthorityCertificates;
  /** Where `insert` leaves word of itself. */
  readonly insertedFolder: string;
  issuerKeys(chipSerial: string): ScpKeySet;
  /** Keys of the body that an application in the free area belongs to. */
  applicationKeys(chipSerial: string, aid: Uint8Array): ScpKeySet;
  /** Key pairs for the next chips, made before they are wanted. */
  readonly readyKeys: Uint8Array[];
}

export interface CreatedCardBox extends CardBox {
  /** File of the key that was just made; undefined when the folder was there. */
  readonly newKeyFile: string | undefined;
}

const random = (length: number): Uint8Array => randomBytes(length);
const keyFileOf = (folder: string): string => `${folder.replace(/[\\/]+$/, '')}.key`;
const certificateFile = (folder: string, kind: string): string => join(folder, 'authorities', `${kind}.pem`);

/** What a folder says of itself in cards.json. */
interface Kind {
  readonly certificateProfile: ProfileId;
  readonly generation: 1 | 2;
}

/**
 * Opens the folder; the key that encrypts it lies beside it in `FOLDER.key`.
 * @throws CommandError when it is not there, or is another kind of folder
 */
export function openCardBox(folder: string): CardBox {
  if (!existsSync(folder)) {
    throw new CommandError(`there are no cards in ${folder}`, 'make one with: mibun card new --random');
  }
  const about = join(folder, 'cards.json');
  if (!existsSync(about)) {
    throw new CommandError(`${folder} is not a folder of cards`, 'name the right one with --cards FOLDER');
  }
  const { certificateProfile, generation } = JSON.parse(readText(about)) as Kind;
  const key = readKey(folder);
  const certificates = Object.fromEntries(
    AUTHORITY_KINDS.map((kind) => [kind, fromPem('CERTIFICATE', readText(certificateFile(folder, kind)))[0]]),
  ) as unknown as AuthorityCertificates;
  const keys = custodyOf(folder, key);
  const authorities = openTestAuthorities({ profile: certificateProfile, keys, certificates });
  return boxOf(folder, key, authorities, generation);
}

/** Opens the folder, or makes it with new authorities. @throws CommandError when they are of another kind */
export async function openOrMakeCardBox(folder: string, wanted: Partial<Kind>): Promise<CreatedCardBox> {
  if (existsSync(join(folder, 'cards.json'))) {
    const box = openCardBox(folder);
    const other = 'use another folder for the other kind: --cards FOLDER';
    if ((wanted.certificateProfile ?? box.profile) !== box.profile) {
      throw new CommandError(`the authorities in ${folder} issue ${box.profile} certificates`, other);
    }
    if ((wanted.generation ?? box.generation) !== box.generation) {
      throw new CommandError(
        `the authorities in ${folder} are for cards of generation ${box.generation}`,
        other,
      );
    }
    return { ...box, newKeyFile: undefined };
  }
  if (existsSync(keyFileOf(folder))) {
    throw new CommandError(
      existsSync(folder)
        ? `${folder} was never finished; there is no card in it`
        : `${keyFileOf(folder)} is the key of a folder that is not there`,
      existsSync(folder)
        ? `remove it and ${keyFileOf(folder)}, then try again`
        : 'bring the folder back, or move the key away',
    );
  }
  mkdirSync(join(folder, 'authorities'), { recursive: true, mode: 0o700 });
  const key = randomBytes(32);
  const newKeyFile = keyFileOf(folder);
  writeFileSync(newKeyFile, `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  const { certificateProfile: profile = 'mibun', generation = 1 } = wanted;
  const keys = custodyOf(folder, key);
  const authorities = await makeTestAuthorities({ profile, generation, keys, at: new Date() });
  for (const [kind, der] of Object.entries(certificatesOf(authorities))) {
    writeFileSync(certificateFile(folder, kind), toPem('CERTIFICATE', der));
  }
  // Last, because its presence says that everything is there.
  writeFileSync(
    join(folder, 'cards.json'),
    `${JSON.stringify({ certificateProfile: profile, generation })}\n`,
  );
  return { ...boxOf(folder, key, authorities, generation), newKeyFile };
}

function boxOf(folder: string, key: Buffer, authorities: TestAuthorities, generation: 1 | 2): CardBox {
  const readyKeys: Uint8Array[] = [];
  const generateKey = (spec: KeySpec): Uint8Array =>
    (spec === 'rsa-2048' ? readyKeys.shift() : undefined) ?? newKey(spec);
  const master = createHmac('sha256', key).update('issuer master key').digest();
  return {
    folder,
    profile: authorities.profile,
    generation,
    tray: CardTray.open({
      directory: join(folder, 'cards'),
      key: createHmac('sha256', key).update('card tray').digest(),
      surroundings: { random, generateKey },
    }),
    authorities,
    certificates: certificatesOf(authorities),
    insertedFolder: join(folder, 'inserted'),
    issuerKeys: (chipSerial) => diversify(master, chipSerial),
    // Version 2: the issuer's transport keys, which these replace, are version 1.
    applicationKeys: (chipSerial, aid) =>
      diversify(createHmac('sha256', key).update('application').update(aid).digest(), chipSerial, 2),
    readyKeys,
  };
}

function custodyOf(folder: string, key: Buffer) {
  const passphrase = createHmac('sha256', key).update('authorities').digest('hex');
  return fileCustody({ directory: join(folder, 'authorities'), passphrase, random });
}

function readKey(folder: string): Buffer {
  const file = keyFileOf(folder);
  if (!existsSync(file)) {
    throw new CommandError(`the key ${file} of these cards is missing`, 'without it nobody can open them');
  }
  const key = Buffer.from(readText(file).trim(), 'hex');
  if (key.length !== 32) throw new CommandError(`${file} does not hold a key`, 'it is 64 hex digits');
  return key;
}
