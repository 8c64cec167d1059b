import {
  constants,
  createHmac,
  createPrivateKey,
  generateKeyPair,
  hkdfSync,
  type KeyObject,
  privateEncrypt,
  sign,
} from 'node:crypto';
import { type KeySpec, SIGNATURE_ALGORITHMS } from '../algorithms.ts';
import { PkiError } from '../errors.ts';
import type { Random } from '../types.ts';
import type { CustodyAlgorithm, CustodyEntryKind, KeyCustody, KeyEvidence } from './custody.ts';
import { type EntryFile, listLabels, openEntry, readEntry, writeEntry } from './entry-file.ts';
import { checkLabel } from './label.ts';
import { openMasterKey } from './master-key.ts';
import { openWith, sealWith } from './sealing.ts';

export interface FileCustodyOptions {
  /** Made with mode 0700 if it is not there. Holds custody.json and one file for each entry. */
  readonly directory: string;
  readonly passphrase: string;
  /** For salts, nonces and secrets; key pairs come from OpenSSL. */
  readonly random: Random;
  /** log2 of the scrypt cost of a new custody; 15 unless told otherwise. */
  readonly costLog2?: number;
}

const NOTHING = new Uint8Array(0);

/**
 * Key custody in encrypted files: the default, and not for production, as a process that signs holds the keys in
 * its memory. Files are opened on first use of their label. Two processes may share a directory.
 */
export function fileCustody(options: FileCustodyOptions): KeyCustody {
  return new FileCustody(options);
}

interface OpenEntry {
  readonly file: EntryFile;
  /** Set for key pairs. */
  readonly privateKey: KeyObject | undefined;
  /** Set for secrets. */
  readonly secret: Uint8Array | undefined;
}

class FileCustody implements KeyCustody {
  readonly notForProduction = true;
  readonly place: string;
  readonly #options: FileCustodyOptions;
  readonly #entries = new Map<string, Promise<OpenEntry>>();
  #master: Promise<Uint8Array> | undefined;

  constructor(options: FileCustodyOptions) {
    this.#options = options;
    this.place = `encrypted files in ${options.directory}`;
  }

  async create(label: string, spec: KeySpec): Promise<Uint8Array> {
    await this.#refuseExisting(label);
    const { publicKey, privateKey } = await generatePair(spec);
    const entry = { label, kind: spec, extractable: false, publicKey: publicKey.toString('base64') };
    await this.#write(entry, privateKey);
    return Uint8Array.from(publicKey);
  }

  async publicKey(label: string): Promise<Uint8Array | undefined> {
    const entry = await readEntry(this.#options.directory, label);
    return entry?.publicKey ? Uint8Array.from(Buffer.from(entry.publicKey, 'base64')) : undefined;
  }

  async sign(label: string, algorithm: CustodyAlgorithm, data: Uint8Array): Promise<Uint8Array> {
    const { file, privateKey } = await this.#entry(label);
    const wanted = algorithm === 'rsaPkcs1' ? 'rsa-2048' : SIGNATURE_ALGORITHMS[algorithm].keySpec;
    if (!privateKey || file.kind !== wanted) {
      throw new PkiError('key-kind', `${label} is ${file.kind}, ${algorithm} needs ${wanted}`);
    }
    if (algorithm === 'rsaPkcs1') {
      return Uint8Array.from(privateEncrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, data));
    }
    return signInThreadPool(SIGNATURE_ALGORITHMS[algorithm].hash, data, privateKey);
  }

  async createSecret(
    label: string,
    { bytes = 32, extractable = false }: { readonly bytes?: 16 | 32; readonly extractable?: boolean } = {},
  ): Promise<void> {
    await this.#refuseExisting(label);
    const kind: CustodyEntryKind = bytes === 16 ? 'aes-128' : 'aes-256';
    await this.#write({ label, kind, extractable, publicKey: '' }, this.#options.random(bytes));
  }

  async unwrapSecret(label: string): Promise<Uint8Array> {
    const { file, secret } = await this.#entry(label);
    if (!secret || !file.extractable) throw new PkiError('key-kind', `${label} is not extractable`);
    return Uint8Array.from(secret);
  }

  async mac(label: string, data: Uint8Array): Promise<Uint8Array> {
    const key = await this.#derivedKey(label, 'mac');
    return Uint8Array.from(createHmac('sha256', key).update(data).digest());
  }

  async seal(label: string, plaintext: Uint8Array, aad: Uint8Array = NOTHING): Promise<Uint8Array> {
    return sealWith(await this.#derivedKey(label, 'seal'), plaintext, aad, this.#options.random);
  }

  async open(label: string, sealed: Uint8Array, aad: Uint8Array = NOTHING): Promise<Uint8Array> {
    const plaintext = openWith(await this.#derivedKey(label, 'seal'), sealed, aad);
    if (!plaintext) throw new PkiError('seal-broken', `not sealed under ${label}, or changed since`);
    return plaintext;
  }

  async has(label: string): Promise<boolean> {
    return (await this.kind(label)) !== undefined;
  }

  async kind(label: string): Promise<CustodyEntryKind | undefined> {
    return (await readEntry(this.#options.directory, label))?.kind;
  }

  labels(): Promise<readonly string[]> {
    return listLabels(this.#options.directory);
  }

  async evidence(label: string): Promise<KeyEvidence> {
    const { file, privateKey } = await this.#entry(label);
    if (!privateKey) throw new PkiError('key-kind', `${label} is ${file.kind}, no key pair`);
    return {
      label,
      kind: file.kind,
      madeInside: true,
      // whoever has file and passphrase can take it away
      neverLeaves: false,
      place: { custody: 'encrypted file, not for production' },
      attributes: { sealedWith: 'AES-256-GCM under scrypt', inMemoryOfTheProcess: true },
    };
  }

  async close(): Promise<void> {
    this.#entries.clear();
    this.#master = undefined;
  }

  /** One key for each use, so that no use can be turned into another (HKDF, RFC 5869). */
  async #derivedKey(label: string, use: 'mac' | 'seal'): Promise<Uint8Array> {
    const { secret, file } = await this.#entry(label);
    if (!secret) throw new PkiError('key-kind', `${label} is ${file.kind}, no secret`);
    return new Uint8Array(hkdfSync('sha256', secret, NOTHING, `mibun custody ${use}`, 32));
  }

  /** Opens an entry once; a failed attempt is not remembered, so that a file put right works without restart. */
  #entry(label: string): Promise<OpenEntry> {
    const known = this.#entries.get(label);
    if (known) return known;
    const opening = this.#openEntry(label);
    this.#entries.set(label, opening);
    opening.catch(() => this.#entries.delete(label));
    return opening;
  }

  async #openEntry(label: string): Promise<OpenEntry> {
    const file = await readEntry(this.#options.directory, label);
    if (!file) throw new PkiError('key-unknown', `no key ${label}`);
    const secret = openEntry(file, await this.#masterKey());
    if (file.publicKey === '') return { file, privateKey: undefined, secret };
    const privateKey = createPrivateKey({ key: Buffer.from(secret), format: 'der', type: 'pkcs8' });
    secret.fill(0);
    return { file, privateKey, secret: undefined };
  }

  #masterKey(): Promise<Uint8Array> {
    this.#master ??= openMasterKey(this.#options).catch((error: unknown) => {
      this.#master = undefined;
      throw error;
    });
    return this.#master;
  }

  /** Before a slow key generation; the write itself refuses once more. */
  async #refuseExisting(label: string): Promise<void> {
    checkLabel(label);
    if (await readEntry(this.#options.directory, label)) {
      throw new PkiError('key-exists', `${label} exists and is never overwritten`);
    }
  }

  async #write(entry: Omit<EntryFile, 'sealed'>, secret: Uint8Array): Promise<void> {
    const { directory, random } = this.#options;
    await writeEntry(directory, entry, secret, await this.#masterKey(), random);
    secret.fill(0);
  }
}

interface PairOctets {
  readonly publicKey: Buffer;
  readonly privateKey: Buffer;
}

function generatePair(spec: KeySpec): Promise<PairOctets> {
  const encodings = {
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  } as const;
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, publicKey: Buffer, privateKey: Buffer) =>
      error ? reject(error) : resolve({ publicKey, privateKey });
    if (spec === 'rsa-2048') {
      generateKeyPair('rsa', { modulusLength: 2048, publicExponent: 65537, ...encodings }, done);
    } else {
      generateKeyPair('ec', { namedCurve: 'P-384', ...encodings }, done);
    }
  });
}

/** Signing with a callback leaves the event loop free. */
function signInThreadPool(hash: string, data: Uint8Array, key: KeyObject): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    sign(hash, data, key, (error, signature) =>
      error ? reject(error) : resolve(Uint8Array.from(signature)),
    );
  });
}
