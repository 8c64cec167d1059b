import { concat, equalBytes, readU16, u16 } from '../bytes.ts';
import { malformed } from '../layout/layout-error.ts';
import { encodeTlv, readSequence } from '../layout/tlv.ts';
import {
  FREE_AREA_PREFIX,
  type FreeCredentialLayout,
  type FreeFileLayout,
  type FreeRight,
  LONGEST_AID,
  MOST_FILES,
} from './free-application.ts';

/** Files and PIN of an application; the issuer may propose another one, which the body confirms or refuses. */
export interface FreeLayout {
  readonly aid: Uint8Array;
  /** 0…65535, for the body's own use; anybody may ask for it. */
  readonly layoutVersion: number;
  readonly credential?: FreeCredentialLayout | undefined;
  /** At most 12. */
  readonly files: readonly FreeFileLayout[];
}

/** What an issuer loads: a layout, a size, and keys for the first opening. */
export interface FreeInstallation extends FreeLayout {
  /** Bytes for all files together. */
  readonly quota: number;
}

// Codes are positions in these lists.
const KINDS = ['transparent', 'records'] as const;
const RIGHTS: readonly FreeRight[] = ['free', 'pin', 'mutual'];
const NEVER = 0xff;

const AID = 0x4f;
const QUOTA = 0x80;
const VERSION = 0x81;
const CREDENTIAL = 0x82;
const KEYS = 0x83;
const FILES = 0x84;
const FILE_LENGTH = 7;

/**
 * Data of INSTALL APPLICATION: `4F` AID, `80` quota (2), `81` layout version (2), `82` PIN: tries, shortest, longest, or
 * nothing, `83` keys as PUT KEY has them, `84` files of 7 bytes each: EF id (2), kind, read, write, size (2).
 * @throws RangeError for a layout that a chip would refuse
 */
export function encodeInstallation(installation: FreeInstallation, keyData: Uint8Array): Uint8Array {
  try {
    checkInstallation(installation);
  } catch (cause) {
    throw new RangeError(cause instanceof Error ? cause.message : 'no layout', { cause });
  }
  const { aid, quota, layoutVersion } = installation;
  return concat(
    encodeTlv(AID, aid),
    encodeTlv(QUOTA, u16(quota)),
    encodeTlv(VERSION, u16(layoutVersion)),
    encodeTlv(CREDENTIAL, encodeCredential(installation)),
    encodeTlv(KEYS, keyData),
    encodeTlv(FILES, concat(...installation.files.map(encodeFile))),
  );
}

/** @throws LayoutError */
export function decodeInstallation(bytes: Uint8Array): {
  readonly installation: FreeInstallation;
  readonly keyData: Uint8Array;
} {
  const tags = [AID, QUOTA, VERSION, CREDENTIAL, KEYS, FILES] as const;
  const [aid, quota, version, credential, keys, files] = readSequence(bytes, tags);
  const installation = {
    aid: aid.value,
    quota: decodeU16(quota.value),
    layoutVersion: decodeU16(version.value),
    credential: decodeCredential(credential.value),
    files: decodeFiles(files.value),
  };
  checkInstallation(installation);
  return { installation, keyData: keys.value };
}

/** Data of UPDATE LAYOUT, CONFIRM LAYOUT and READ LAYOUT: as of INSTALL APPLICATION, without quota and keys. */
export function encodeLayout(layout: FreeLayout): Uint8Array {
  return concat(
    encodeTlv(AID, layout.aid),
    encodeTlv(VERSION, u16(layout.layoutVersion)),
    encodeTlv(CREDENTIAL, encodeCredential(layout)),
    encodeTlv(FILES, concat(...layout.files.map(encodeFile))),
  );
}

/** Whether the files fit into the quota is not checked here. @throws LayoutError */
export function decodeLayout(bytes: Uint8Array): FreeLayout {
  const [aid, version, credential, files] = readSequence(bytes, [AID, VERSION, CREDENTIAL, FILES]);
  return {
    aid: aid.value,
    layoutVersion: decodeU16(version.value),
    credential: decodeCredential(credential.value),
    files: decodeFiles(files.value),
  };
}

/** @throws LayoutError unless name, sizes and rights are such that the chip may have the application */
export function checkInstallation({ aid, quota, credential, files }: FreeInstallation): void {
  const prefix = FREE_AREA_PREFIX;
  if (aid.length <= prefix.length || aid.length > LONGEST_AID) malformed('the AID has a wrong length');
  if (!equalBytes(aid.slice(0, prefix.length), prefix)) malformed('the AID is not one of the free area');
  if (credential && !isCredential(credential)) malformed('the PIN has impossible limits');
  if (files.length > MOST_FILES) malformed('too many files');
  if (new Set(files.map(({ id }) => id)).size !== files.length) malformed('an EF id is used twice');
  for (const { id, size, read, write } of files) {
    if (id < 0x0001 || id > 0x001e) malformed('an EF id is out of range');
    if (size < 1) malformed('a file without bytes');
    if (!credential && (read === 'pin' || write === 'pin'))
      malformed('a right asks for a PIN that is not there');
  }
  if (files.reduce((sum, { size }) => sum + size, 0) > quota)
    malformed('the files are larger than the quota');
}

function isCredential({ tries, shortest, longest }: FreeCredentialLayout): boolean {
  return tries >= 1 && tries <= 15 && shortest >= 1 && shortest <= longest && longest <= 16;
}

function encodeCredential({ credential }: FreeLayout): Uint8Array {
  return credential
    ? Uint8Array.of(credential.tries, credential.shortest, credential.longest)
    : new Uint8Array(0);
}

function decodeCredential(bytes: Uint8Array): FreeCredentialLayout | undefined {
  if (bytes.length === 0) return undefined;
  const [tries = 0, shortest = 0, longest = 0] = bytes;
  return bytes.length === 3 ? { tries, shortest, longest } : malformed('the PIN has three limits');
}

function encodeFile({ id, kind, read, write, size }: FreeFileLayout): Uint8Array {
  return concat(
    u16(id),
    Uint8Array.of(KINDS.indexOf(kind), encodeRight(read), encodeRight(write)),
    u16(size),
  );
}

function decodeFiles(bytes: Uint8Array): readonly FreeFileLayout[] {
  if (bytes.length % FILE_LENGTH !== 0) malformed('not a list of files');
  return Array.from({ length: bytes.length / FILE_LENGTH }, (_, index) => {
    const offset = index * FILE_LENGTH;
    return {
      id: readU16(bytes, offset),
      kind: KINDS[bytes[offset + 2] ?? NEVER] ?? malformed('unknown kind of file'),
      read: decodeRight(bytes[offset + 3]),
      write: decodeRight(bytes[offset + 4]),
      size: readU16(bytes, offset + 5),
    };
  });
}

const encodeRight = (right: FreeRight): number => (right === 'never' ? NEVER : RIGHTS.indexOf(right));

const decodeRight = (code = NEVER): FreeRight =>
  code === NEVER ? 'never' : (RIGHTS[code] ?? malformed('unknown right'));

const decodeU16 = (bytes: Uint8Array): number =>
  bytes.length === 2 ? readU16(bytes, 0) : malformed('a number of two bytes');
