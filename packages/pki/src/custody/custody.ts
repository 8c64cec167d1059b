import type { KeySpec, SignatureAlgorithm } from '../algorithms.ts';

/** `rsaPkcs1` pads and signs a ready DigestInfo, for the card-face file (chip.md §2.3). */
export type CustodyAlgorithm = SignatureAlgorithm | 'rsaPkcs1';

/** What a custody holds under a label. */
export type CustodyEntryKind = KeySpec | 'aes-128' | 'aes-256';

/** What a custody itself says of a key, for the attestation of a key ceremony. */
export interface KeyEvidence {
  readonly label: string;
  readonly kind: CustodyEntryKind;
  /** Made inside the custody, not brought there. */
  readonly madeInside: boolean;
  /** Has been unreadable in the clear since it was made, and can never leave. */
  readonly neverLeaves: boolean;
  /** Where it lies, e.g. maker, model and serial number of the token. */
  readonly place: Readonly<Record<string, string>>;
  /** As read back from the custody; for PKCS #11 by attribute name. */
  readonly attributes: Readonly<Record<string, string | boolean>>;
}

/**
 * The one way to private keys and system secrets (pki.md §1). A private key never leaves; callers hold labels.
 * Labels are lower-case letters, digits, and `. _ - /` between them, e.g. `ca/signature/1`.
 *
 * Errors, as `PkiError`: `label-invalid`, `key-exists` (nothing is ever overwritten), `key-unknown`, `key-kind`
 * (the entry is not for that use), `key-damaged`, `passphrase-wrong` (or the PIN), `seal-broken`. Where the keys are
 * not in this process also `custody-unavailable` (the same call may be made again later) and `custody-refused`.
 */
export interface KeyCustody {
  /** For the start-up banner: true means that an operator of a real system must not use this. */
  readonly notForProduction: boolean;
  /** Where the keys are, in a few words for people: 'encrypted files in …', 'PKCS #11 token "ca"'. */
  readonly place: string;
  /** Generates a key pair; answers the SubjectPublicKeyInfo, DER. */
  create(label: string, spec: KeySpec): Promise<Uint8Array>;
  /** SubjectPublicKeyInfo, DER; undefined if there is no such key pair. */
  publicKey(label: string): Promise<Uint8Array | undefined>;
  /** Signs `data` (for `rsaPkcs1`: the DigestInfo). ECDSA signatures are DER. */
  sign(label: string, algorithm: CustodyAlgorithm, data: Uint8Array): Promise<Uint8Array>;
  /** Makes an AES secret, of 32 octets unless told otherwise. `extractable` allows {@link unwrapSecret}, and nothing else. */
  createSecret(
    label: string,
    options?: { readonly bytes?: 16 | 32; readonly extractable?: boolean },
  ): Promise<void>;
  /** The octets of an extractable secret: master keys of chips, which are diversified outside. */
  unwrapSecret(label: string): Promise<Uint8Array>;
  /** HMAC-SHA-256 under a key that belongs to the secret and to this use alone; 32 octets. */
  mac(label: string, data: Uint8Array): Promise<Uint8Array>;
  /** AES-256-GCM under a key that belongs to the secret and to this use alone. `aad` must be given again to open. */
  seal(label: string, plaintext: Uint8Array, aad?: Uint8Array): Promise<Uint8Array>;
  open(label: string, sealed: Uint8Array, aad?: Uint8Array): Promise<Uint8Array>;
  has(label: string): Promise<boolean>;
  /** What lies under a label; undefined if nothing does. */
  kind(label: string): Promise<CustodyEntryKind | undefined>;
  labels(): Promise<readonly string[]>;
  /** What can be read back of a key pair. Throws `key-unknown`, `key-kind`. */
  evidence(label: string): Promise<KeyEvidence>;
  /** Lets go of sessions and processes; calls under way are refused. */
  close(): Promise<void>;
}
