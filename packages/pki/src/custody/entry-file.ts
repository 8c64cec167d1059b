import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere, writeNew } from '@mibun/durable';
import { PkiError } from '../errors.ts';
import type { Random } from '../types.ts';
import type { CustodyEntryKind } from './custody.ts';
import { checkLabel } from './label.ts';
import { passingName } from './master-key.ts';
import { openWith, sealWith } from './sealing.ts';

const SUFFIX = '.key';

/** One entry of a custody as it lies in its file; the secret is sealed together with everything before it. */
export interface EntryFile {
  readonly label: string;
  readonly kind: CustodyEntryKind;
  readonly extractable: boolean;
  /** SubjectPublicKeyInfo in base64; empty for secrets. */
  readonly publicKey: string;
  readonly sealed: string;
}

const KINDS: readonly string[] = ['rsa-2048', 'ec-p384', 'aes-128', 'aes-256'] satisfies CustodyEntryKind[];

function pathOf(directory: string, label: string): string {
  checkLabel(label);
  return join(directory, encodeURIComponent(label) + SUFFIX);
}

function boundData({ label, kind, extractable, publicKey }: Omit<EntryFile, 'sealed'>): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(['mibun-key/1', label, kind, extractable, publicKey]));
}

/** Reads an entry without opening it; undefined if there is none. Throws `label-invalid`, `key-damaged`. */
export async function readEntry(directory: string, label: string): Promise<EntryFile | undefined> {
  const text = await readIfThere(pathOf(directory, label));
  if (text === undefined) return undefined;
  try {
    const entry = JSON.parse(text) as EntryFile;
    const { kind, extractable, publicKey, sealed } = entry;
    const strings = typeof publicKey === 'string' && typeof sealed === 'string';
    if (entry.label === label && KINDS.includes(kind) && typeof extractable === 'boolean' && strings)
      return entry;
  } catch {
    // falls through to the one error there is
  }
  throw new PkiError('key-damaged', `the file of ${label} is damaged`);
}

/** The secret octets: PKCS#8 of a key pair, or an AES key. Throws `key-damaged`. */
export function openEntry(entry: EntryFile, master: Uint8Array): Uint8Array {
  const secret = openWith(master, Buffer.from(entry.sealed, 'base64'), boundData(entry));
  if (!secret) throw new PkiError('key-damaged', `the file of ${entry.label} was changed`);
  return secret;
}

/** Writes a new entry. Throws `key-exists`. */
export async function writeEntry(
  directory: string,
  entry: Omit<EntryFile, 'sealed'>,
  secret: Uint8Array,
  master: Uint8Array,
  random: Random,
): Promise<void> {
  const sealed = Buffer.from(sealWith(master, secret, boundData(entry), random)).toString('base64');
  const text = `${JSON.stringify({ ...entry, sealed }, null, 2)}\n`;
  if (!(await writeNew(pathOf(directory, entry.label), text, passingName(random)))) {
    throw new PkiError('key-exists', `${entry.label} exists and is never overwritten`);
  }
}

/** Labels of all entries, sorted. */
export async function listLabels(directory: string): Promise<readonly string[]> {
  let names: readonly string[];
  try {
    names = await readdir(directory);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  return names
    .filter((name) => name.endsWith(SUFFIX))
    .map((name) => decodeURIComponent(name.slice(0, -SUFFIX.length)))
    .sort();
}
