/** Return values of PKCS #11 v2.40 §5.1 that say something about the connection rather than about the question. */

/** The token, its session or our view of it is gone: everything is opened anew and the question is asked again. */
const OUTAGE: ReadonlySet<string> = new Set([
  'CKR_HOST_MEMORY',
  'CKR_SLOT_ID_INVALID',
  'CKR_GENERAL_ERROR',
  'CKR_FUNCTION_FAILED',
  'CKR_DEVICE_ERROR',
  'CKR_DEVICE_MEMORY',
  'CKR_DEVICE_REMOVED',
  'CKR_KEY_HANDLE_INVALID',
  'CKR_OBJECT_HANDLE_INVALID',
  'CKR_OPERATION_ACTIVE',
  'CKR_OPERATION_NOT_INITIALIZED',
  'CKR_SESSION_CLOSED',
  'CKR_SESSION_COUNT',
  'CKR_SESSION_HANDLE_INVALID',
  'CKR_TOKEN_NOT_PRESENT',
  'CKR_TOKEN_NOT_RECOGNIZED',
  'CKR_USER_NOT_LOGGED_IN',
  'CKR_CRYPTOKI_NOT_INITIALIZED',
]);

/** A further attempt with the same PIN could lock the token. */
const PIN: ReadonlySet<string> = new Set([
  'CKR_PIN_INCORRECT',
  'CKR_PIN_INVALID',
  'CKR_PIN_LEN_RANGE',
  'CKR_PIN_EXPIRED',
  'CKR_PIN_LOCKED',
  'CKR_USER_PIN_NOT_INITIALIZED',
]);

/** What tokens answer to a changed ciphertext. SoftHSM 2.6 says CKR_GENERAL_ERROR, so the token is looked at too. */
const BROKEN_SEAL: ReadonlySet<string> = new Set([
  'CKR_AEAD_DECRYPT_FAILED',
  'CKR_ENCRYPTED_DATA_INVALID',
  'CKR_ENCRYPTED_DATA_LEN_RANGE',
  'CKR_DATA_INVALID',
  'CKR_DATA_LEN_RANGE',
  'CKR_SIGNATURE_INVALID',
  'CKR_FUNCTION_FAILED',
  'CKR_GENERAL_ERROR',
]);

export type Failure = 'outage' | 'pin' | 'refusal';

/** The name of the return value that an error of the binding carries; undefined if it is another error. */
export function returnValue(error: unknown): string | undefined {
  return error instanceof Error && error.message.startsWith('CKR_') ? error.message : undefined;
}

export function classify(ckr: string): Failure {
  if (OUTAGE.has(ckr)) return 'outage';
  return PIN.has(ckr) ? 'pin' : 'refusal';
}

export function maySayBrokenSeal(ckr: string): boolean {
  return BROKEN_SEAL.has(ckr);
}
