import { createHash } from 'node:crypto';
import { type KeySpec, SIGNATURE_ALGORITHMS } from '../../algorithms.ts';
import { sequence, unsignedInteger } from '../../der/index.ts';
import { PkiError } from '../../errors.ts';
import type { Random } from '../../types.ts';
import { sha256DigestInfo } from '../../verify/signature.ts';
import type { CustodyAlgorithm, CustodyEntryKind, KeyCustody, KeyEvidence } from '../custody.ts';
import { checkLabel } from '../label.ts';
import { type PoolLimits, TokenPool } from './pool.ts';
import type { TokenAddress } from './protocol.ts';

export interface Pkcs11CustodyOptions extends TokenAddress, Partial<PoolLimits> {
  /** For nonces and the ids of keys; keys themselves come from the token. */
  readonly random: Random;
}

const LIMITS: PoolLimits = { processes: 2, patienceMs: 10_000, mostWaiting: 500, callTimeoutMs: 20_000 };
const NONCE_OCTETS = 12;
const NOTHING = new Uint8Array(0);

/**
 * Key custody in an HSM, or whatever else speaks PKCS #11 v2.40. Keys are made in the token and never leave it, but for
 * secrets that were made `extractable`. The token is opened at the first call, and again whenever it was away.
 */
export function pkcs11Custody(options: Pkcs11CustodyOptions): KeyCustody {
  return new Pkcs11Custody(options);
}

class Pkcs11Custody implements KeyCustody {
  readonly notForProduction = false;
  readonly place: string;
  readonly #pool: TokenPool;
  readonly #random: Random;

  constructor(options: Pkcs11CustodyOptions) {
    const { module, token, pinFile, random } = options;
    this.place = `PKCS #11 token "${token}"`;
    this.#random = random;
    this.#pool = new TokenPool({ module, token, pinFile }, { ...LIMITS, ...limitsIn(options) });
  }

  async create(label: string, spec: KeySpec): Promise<Uint8Array> {
    checkLabel(label);
    return this.#pool.ask('create', { label, spec, id: this.#newId() });
  }

  async publicKey(label: string): Promise<Uint8Array | undefined> {
    checkLabel(label);
    return (await this.#pool.ask('publicKey', { label })) ?? undefined;
  }

  /** Hashed here: a CRL of 25 MB need not go through the token. */
  async sign(label: string, algorithm: CustodyAlgorithm, data: Uint8Array): Promise<Uint8Array> {
    checkLabel(label);
    if (algorithm === 'sha384WithECDSA') {
      const input = createHash(SIGNATURE_ALGORITHMS[algorithm].hash).update(data).digest();
      return ecdsaDer(await this.#pool.ask('sign', { label, kind: 'ec-p384', input }));
    }
    const input =
      algorithm === 'rsaPkcs1' ? data : sha256DigestInfo(createHash('sha256').update(data).digest());
    return Uint8Array.from(await this.#pool.ask('sign', { label, kind: 'rsa-2048', input }));
  }

  async createSecret(
    label: string,
    { bytes = 32, extractable = false }: { readonly bytes?: 16 | 32; readonly extractable?: boolean } = {},
  ): Promise<void> {
    checkLabel(label);
    await this.#pool.ask('createSecret', { label, bytes, extractable, id: this.#newId() });
  }

  async unwrapSecret(label: string): Promise<Uint8Array> {
    checkLabel(label);
    return Uint8Array.from(await this.#pool.ask('unwrapSecret', { label }));
  }

  async mac(label: string, data: Uint8Array): Promise<Uint8Array> {
    checkLabel(label);
    return Uint8Array.from(await this.#pool.ask('mac', { label, data }));
  }

  /** nonce ‖ ciphertext ‖ tag, as in file custody. */
  async seal(label: string, plaintext: Uint8Array, aad: Uint8Array = NOTHING): Promise<Uint8Array> {
    checkLabel(label);
    const nonce = this.#random(NONCE_OCTETS);
    const ciphertext = await this.#pool.ask('seal', { label, nonce, plaintext, aad });
    return Uint8Array.from([...nonce, ...ciphertext]);
  }

  async open(label: string, sealed: Uint8Array, aad: Uint8Array = NOTHING): Promise<Uint8Array> {
    checkLabel(label);
    const nonce = sealed.slice(0, NONCE_OCTETS);
    const ciphertext = sealed.slice(NONCE_OCTETS);
    return Uint8Array.from(await this.#pool.ask('open', { label, nonce, ciphertext, aad }));
  }

  async has(label: string): Promise<boolean> {
    return (await this.kind(label)) !== undefined;
  }

  async kind(label: string): Promise<CustodyEntryKind | undefined> {
    checkLabel(label);
    return (await this.#pool.ask('kind', { label })) ?? undefined;
  }

  labels(): Promise<readonly string[]> {
    return this.#pool.ask('labels', {});
  }

  async evidence(label: string): Promise<KeyEvidence> {
    checkLabel(label);
    return this.#pool.ask('evidence', { label });
  }

  async close(): Promise<void> {
    this.#pool.close();
  }

  #newId(): string {
    return Buffer.from(this.#random(16)).toString('hex');
  }
}

function limitsIn(options: Partial<PoolLimits>): Partial<PoolLimits> {
  const { processes, patienceMs, mostWaiting, callTimeoutMs } = options;
  return {
    ...(processes !== undefined && { processes }),
    ...(patienceMs !== undefined && { patienceMs }),
    ...(mostWaiting !== undefined && { mostWaiting }),
    ...(callTimeoutMs !== undefined && { callTimeoutMs }),
  };
}

/** r ‖ s as the SEQUENCE of RFC 3279 §2.2.3. */
function ecdsaDer(signature: Uint8Array): Uint8Array {
  const half = signature.length / 2;
  if (!Number.isInteger(half) || half === 0) throw new PkiError('custody-refused', 'no ECDSA signature');
  return sequence(unsignedInteger(signature.subarray(0, half)), unsignedInteger(signature.subarray(half)));
}
