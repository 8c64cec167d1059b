import { generateKeyPair, generateKeyPairSync } from 'node:crypto';
import { promisify } from 'node:util';
import type { KeySpec } from '@mibun/card';

const generate = promisify(generateKeyPair);

const RSA = {
  modulusLength: 2048,
  publicKeyEncoding: { format: 'der', type: 'spki' },
  privateKeyEncoding: { format: 'der', type: 'pkcs8' },
} as const;

const P_384 = {
  namedCurve: 'P-384',
  publicKeyEncoding: { format: 'der', type: 'spki' },
  privateKeyEncoding: { format: 'der', type: 'pkcs8' },
} as const;

/** A supply of key pairs for software chips, made off the event loop. */
export interface ChipKeyPool {
  /**
   * One private key, PKCS #8 DER, for the surroundings of a card tray. RSA keys come from the supply, or are made on
   * the spot when it has run out; one on P-384 takes no time to make.
   */
  readonly generateKey: (spec: KeySpec) => Uint8Array;
  /** RSA keys in supply. */
  readonly size: number;
  /** Resolves when the supply is full; for benches and tests. */
  filled(): Promise<void>;
  /** Makes no more keys, and forgets those that are left. */
  close(): void;
}

/**
 * Opens a supply of RSA-2048 keys and fills it in the background, one key at a time, so that a signature never waits
 * behind key generation for long (pki.md §6: 10–15 keys a second on one core).
 */
export function openChipKeyPool({ size = 12 }: { readonly size?: number } = {}): ChipKeyPool {
  const keys: Uint8Array[] = [];
  let closed = false;
  let refilling: Promise<void> | undefined;

  async function refill(): Promise<void> {
    while (!closed && keys.length < size) {
      const { privateKey } = await generate('rsa', RSA);
      if (!closed) keys.push(new Uint8Array(privateKey));
    }
  }
  function startRefilling(): Promise<void> {
    refilling ??= refill().finally(() => {
      refilling = undefined;
    });
    return refilling;
  }
  void startRefilling();

  return {
    generateKey(spec) {
      if (spec === 'ec-p384') return new Uint8Array(generateKeyPairSync('ec', P_384).privateKey);
      const key = keys.shift() ?? new Uint8Array(generateKeyPairSync('rsa', RSA).privateKey);
      void startRefilling();
      return key;
    },
    get size() {
      return keys.length;
    },
    filled: startRefilling,
    close() {
      closed = true;
      for (const key of keys) key.fill(0);
      keys.length = 0;
    },
  };
}
