import { constants, generateKeyPairSync, type KeyObject, privateDecrypt } from 'node:crypto';
import type { Mechanism } from 'pkcs11js';
import { PkiError } from '../../errors.ts';
import type { CustodyEntryKind } from '../custody.ts';
import { maySayBrokenSeal, returnValue } from './codes.ts';
import type { Connection, Handle } from './cryptoki.ts';
import { type Entry, findEntry, readPublicKey } from './entries.ts';
import { readEvidence } from './evidence.ts';
import { makeKeyPair, makeSecret } from './making.ts';
import { ObjectStore, withAddress } from './objects.ts';
import type { TokenCalls } from './protocol.ts';

const TAG_OCTETS = 16;
const RSA_OCTETS = 256;
const P384_SIGNATURE_OCTETS = 96;

/** Answers the questions of {@link TokenCalls} over one session. Errors of the library come out as they are. */
export class Token implements TokenCalls {
  readonly #connection: Connection;
  readonly #objects: ObjectStore;
  readonly #entries = new Map<string, Entry>();
  readonly #companions = new Map<string, Handle>();
  #wrappingKey: { readonly publicKey: Handle; readonly privateKey: KeyObject } | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#objects = new ObjectStore(connection);
  }

  create: TokenCalls['create'] = (args) => {
    this.#forget();
    return readPublicKey(this.#objects, this.#connection, makeKeyPair(this.#objects, this.#connection, args));
  };

  createSecret: TokenCalls['createSecret'] = (args) => {
    this.#forget();
    makeSecret(this.#objects, this.#connection, args);
    return null;
  };

  publicKey: TokenCalls['publicKey'] = ({ label }) => {
    const entry = this.#find(label);
    return entry && isPair(entry.kind) ? readPublicKey(this.#objects, this.#connection, entry) : null;
  };

  sign: TokenCalls['sign'] = ({ label, kind, input }) => {
    const entry = this.#get(label);
    if (entry.kind !== kind) throw new PkiError('key-kind', `${label} is ${entry.kind}, ${kind} is needed`);
    const { binding } = this.#connection;
    return kind === 'rsa-2048'
      ? this.#sign({ mechanism: binding.CKM_RSA_PKCS }, entry.handle, input, RSA_OCTETS)
      : this.#sign({ mechanism: binding.CKM_ECDSA }, entry.handle, input, P384_SIGNATURE_OCTETS);
  };

  mac: TokenCalls['mac'] = ({ label, data }) =>
    this.#sign(
      { mechanism: this.#connection.binding.CKM_SHA256_HMAC },
      this.#companion(label, 'mac'),
      data,
      32,
    );

  seal: TokenCalls['seal'] = ({ label, nonce, plaintext, aad }) => {
    const { library, session } = this.#connection;
    library.C_EncryptInit(session, this.#gcm(nonce, aad), this.#companion(label, 'seal'));
    return library.C_Encrypt(session, withAddress(plaintext), Buffer.alloc(plaintext.length + TAG_OCTETS));
  };

  open: TokenCalls['open'] = ({ label, nonce, ciphertext, aad }) => {
    const { library, session } = this.#connection;
    const broken = new PkiError('seal-broken', `not sealed under ${label}, or changed since`);
    const key = this.#companion(label, 'seal');
    if (ciphertext.length < TAG_OCTETS) throw broken;
    try {
      library.C_DecryptInit(session, this.#gcm(nonce, aad), key);
      return library.C_Decrypt(
        session,
        withAddress(ciphertext),
        Buffer.alloc(ciphertext.length + TAG_OCTETS),
      );
    } catch (error) {
      const ckr = returnValue(error);
      if (!ckr || !maySayBrokenSeal(ckr)) throw error;
      this.#objects.assertInSight();
      throw broken;
    }
  };

  /**
   * Wrapped under a key of this process (RSA-OAEP) and opened here, so that the secret stays CKA_SENSITIVE: tokens
   * that give no value in the clear may still wrap one.
   */
  unwrapSecret: TokenCalls['unwrapSecret'] = ({ label }) => {
    const entry = this.#get(label);
    if (isPair(entry.kind) || !this.#objects.readFlag(entry.handle, 'EXTRACTABLE')) {
      throw new PkiError('key-kind', `${label} is not extractable`);
    }
    const { binding, library, session } = this.#connection;
    const { publicKey, privateKey } = this.#wrapping();
    const parameter = {
      type: binding.CK_PARAMS_RSA_OAEP,
      // the one hash that every token takes here; OAEP asks for no collision resistance
      hashAlg: binding.CKM_SHA_1,
      mgf: binding.CKG_MGF1_SHA1,
      source: 1,
    };
    const mechanism = { mechanism: binding.CKM_RSA_PKCS_OAEP, parameter };
    const wrapped = library.C_WrapKey(session, mechanism, publicKey, entry.handle, Buffer.alloc(RSA_OCTETS));
    return privateDecrypt(
      { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' },
      wrapped,
    );
  };

  kind: TokenCalls['kind'] = ({ label }) => this.#find(label)?.kind ?? null;

  labels: TokenCalls['labels'] = () => {
    const { binding } = this.#connection;
    const handles = [binding.CKO_PRIVATE_KEY, binding.CKO_SECRET_KEY].flatMap((CLASS) =>
      this.#objects.find({ TOKEN: true, CLASS }),
    );
    if (handles.length === 0) this.#objects.assertInSight();
    const names = handles.map((handle) => this.#objects.read(handle, 'LABEL').toString());
    return names.filter((name) => !name.includes('#')).sort();
  };

  evidence: TokenCalls['evidence'] = ({ label }) => {
    const entry = this.#get(label);
    if (!isPair(entry.kind)) throw new PkiError('key-kind', `${label} is ${entry.kind}, no key pair`);
    return readEvidence(this.#objects, this.#connection, entry);
  };

  /** Making opens the token anew, and handles end with their session. */
  #forget(): void {
    this.#entries.clear();
    this.#companions.clear();
    this.#wrappingKey = undefined;
  }

  #sign(mechanism: Mechanism, key: Handle, data: Uint8Array, octets: number): Uint8Array {
    const { library, session } = this.#connection;
    library.C_SignInit(session, mechanism, key);
    return library.C_Sign(session, withAddress(data), Buffer.alloc(octets));
  }

  #gcm(nonce: Uint8Array, aad: Uint8Array): Mechanism {
    const { binding } = this.#connection;
    const parameter = {
      type: binding.CK_PARAMS_AES_GCM_v240,
      iv: Buffer.from(nonce),
      ivBits: nonce.length * 8,
      aad: withAddress(aad),
      tagBits: TAG_OCTETS * 8,
    };
    return { mechanism: binding.CKM_AES_GCM, parameter };
  }

  #find(label: string): Entry | undefined {
    const known = this.#entries.get(label);
    if (known) return known;
    const found = findEntry(this.#objects, this.#connection, label);
    if (found) this.#entries.set(label, found);
    return found;
  }

  #get(label: string): Entry {
    const entry = this.#find(label);
    if (!entry) throw new PkiError('key-unknown', `no key ${label}`);
    return entry;
  }

  /** The key of a secret that serves one use alone. */
  #companion(label: string, use: 'mac' | 'seal'): Handle {
    const name = `${label}#${use}`;
    const known = this.#companions.get(name);
    if (known) return known;
    const entry = this.#get(label);
    if (isPair(entry.kind)) throw new PkiError('key-kind', `${label} is ${entry.kind}, no secret`);
    const CLASS = this.#connection.binding.CKO_SECRET_KEY;
    const [handle] = this.#objects.find({ TOKEN: true, CLASS, LABEL: name, ID: entry.id });
    if (!handle) throw new PkiError('key-damaged', `the token holds no ${name}`);
    this.#companions.set(name, handle);
    return handle;
  }

  #wrapping(): { readonly publicKey: Handle; readonly privateKey: KeyObject } {
    if (this.#wrappingKey) return this.#wrappingKey;
    const { binding, library, session } = this.#connection;
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const { n = '', e = '' } = pair.publicKey.export({ format: 'jwk' });
    const template = this.#objects.template({
      CLASS: binding.CKO_PUBLIC_KEY,
      KEY_TYPE: binding.CKK_RSA,
      TOKEN: false,
      PRIVATE: false,
      WRAP: true,
      MODULUS: Buffer.from(n, 'base64url'),
      PUBLIC_EXPONENT: Buffer.from(e, 'base64url'),
    });
    const publicKey = library.C_CreateObject(session, template);
    this.#wrappingKey = { publicKey, privateKey: pair.privateKey };
    return this.#wrappingKey;
  }
}

function isPair(kind: CustodyEntryKind): kind is 'rsa-2048' | 'ec-p384' {
  return kind === 'rsa-2048' || kind === 'ec-p384';
}
