import type { KeySpec } from '../../algorithms.ts';
import type { PkiErrorCode } from '../../errors.ts';
import type { CustodyEntryKind, KeyEvidence } from '../custody.ts';

/** Where the token is and how to log in; given to the process that talks to it. */
export interface TokenAddress {
  /** Path of the PKCS #11 library. */
  readonly module: string;
  /** CKA_LABEL of the token. */
  readonly token: string;
  /** Holds the user PIN and perhaps a line end. Read at each login, by the token's process alone. */
  readonly pinFile: string;
}

/** CKA_ID of what is made, chosen by the asker: a question asked twice makes one key. Hex. */
type Id = string;

/** Every question to the token and its answer. */
export interface TokenCalls {
  create: (args: { label: string; spec: KeySpec; id: Id }) => Uint8Array;
  createSecret: (args: { label: string; bytes: 16 | 32; extractable: boolean; id: Id }) => null;
  publicKey: (args: { label: string }) => Uint8Array | null;
  /** `input` is what the mechanism takes: a DigestInfo for RSA, a digest for ECDSA. ECDSA answers r ‖ s. */
  sign: (args: { label: string; kind: KeySpec; input: Uint8Array }) => Uint8Array;
  unwrapSecret: (args: { label: string }) => Uint8Array;
  mac: (args: { label: string; data: Uint8Array }) => Uint8Array;
  seal: (args: { label: string; nonce: Uint8Array; plaintext: Uint8Array; aad: Uint8Array }) => Uint8Array;
  open: (args: { label: string; nonce: Uint8Array; ciphertext: Uint8Array; aad: Uint8Array }) => Uint8Array;
  kind: (args: { label: string }) => CustodyEntryKind | null;
  labels: (args: Record<string, never>) => readonly string[];
  evidence: (args: { label: string }) => KeyEvidence;
}

export type CallName = keyof TokenCalls;

export interface Question<N extends CallName = CallName> {
  readonly name: N;
  readonly args: Parameters<TokenCalls[N]>[0];
}

/** From the token's process: first `ready` or `failed`, then one answer for each question, in order. */
export type TokenMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly failure: StartFailure; readonly message: string }
  | { readonly type: 'answer'; readonly value: unknown }
  | { readonly type: 'refusal'; readonly code: PkiErrorCode; readonly message: string }
  | { readonly type: 'outage'; readonly message: string };

/**
 * `setup`: nothing to wait for, somebody must put it right. `pin`: not tried again until the PIN file changes.
 * `other-tokens`: the library has tokens, and none of this name; a token that was there before may be away, any other name
 * is most likely a slip.
 */
export type StartFailure = 'outage' | 'pin' | 'setup' | 'other-tokens';
