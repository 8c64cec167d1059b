import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  privateEncrypt,
  sign,
} from 'node:crypto';
import type { KeySpec } from '@mibun/card';
import { type KeyCustody, PkiError, SIGNATURE_ALGORITHMS } from '@mibun/pki';

/** What throw-away authorities need of a key custody: `fileCustody` of @mibun/pki fits, {@link memoryKeys} too. */
export type AuthorityKeys = Pick<KeyCustody, 'create' | 'sign'>;

/** Makes the key pairs of chips: PKCS #8 DER. */
export type MakeKey = (spec: KeySpec) => Uint8Array;

/** A new key every time; an RSA key takes 50 to 500 ms. */
export const newKey: MakeKey = (spec) => generate(spec).privateKey;

/**
 * Makes `size` keys of a kind and gives them out in turn, for tests that need many cards and no secrets. A card of
 * all kinds of keys needs six, so with the default no key comes twice within one card.
 */
export function sharedKeys(size = 6): MakeKey {
  const made = new Map<KeySpec, Uint8Array[]>();
  let next = 0;
  return (spec) => {
    const keys = made.get(spec) ?? [];
    made.set(spec, keys);
    const index = next++ % size;
    keys[index] ??= newKey(spec);
    return keys[index];
  };
}

/** Keys of authorities that end with the process. */
export function memoryKeys(): AuthorityKeys {
  const keys = new Map<string, Uint8Array>();
  return {
    async create(label, kind) {
      if (keys.has(label)) throw new PkiError('key-exists', `${label} is there already`);
      const { publicKey, privateKey } = generate(kind);
      keys.set(label, privateKey);
      return publicKey;
    },
    async sign(label, algorithm, data) {
      const der = keys.get(label);
      if (der === undefined) throw new PkiError('key-unknown', `no key ${label}`);
      const key = createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
      const signature =
        algorithm === 'rsaPkcs1'
          ? privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, data)
          : sign(SIGNATURE_ALGORITHMS[algorithm].hash, data, key);
      return Uint8Array.from(signature);
    },
  };
}

function generate(spec: KeySpec): { readonly publicKey: Uint8Array; readonly privateKey: Uint8Array } {
  const { privateKey } =
    spec === 'rsa-2048'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const publicKey = createPublicKey(privateKey);
  return {
    publicKey: Uint8Array.from(publicKey.export({ format: 'der', type: 'spki' })),
    privateKey: Uint8Array.from(privateKey.export({ format: 'der', type: 'pkcs8' })),
  };
}
