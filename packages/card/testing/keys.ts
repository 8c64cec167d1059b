import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { publicKeyFromSpki, type RsaPublicKey } from '../src/layout/public-key.ts';

/** An RSA-2048 key pair in every form a test needs. */
export interface TestKey {
  readonly pkcs8: Uint8Array;
  readonly spki: Uint8Array;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly rsa: RsaPublicKey;
}

const made = new Map<string, TestKey>();

/** The key of that name; making one takes a tenth of a second, so each is made once in a process. */
export function testKey(name: 'card' | 'issuer' | 'ca' | 'other'): TestKey {
  const known = made.get(name);
  if (known) return known;
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { format: 'der', type: 'spki' },
    privateKeyEncoding: { format: 'der', type: 'pkcs8' },
  });
  const key = {
    pkcs8: new Uint8Array(pair.privateKey),
    spki: new Uint8Array(pair.publicKey),
    privateKey: createPrivateKey({ key: pair.privateKey, format: 'der', type: 'pkcs8' }),
    publicKey: createPublicKey({ key: pair.publicKey, format: 'der', type: 'spki' }),
    rsa: publicKeyFromSpki(pair.publicKey),
  };
  made.set(name, key);
  return key;
}
