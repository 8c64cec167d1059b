/** Every reason for which this package refuses something; stable, for callers to switch on. */
export type PkiErrorCode =
  // the bytes are not DER, or not the structure that was asked for
  | 'der-truncated'
  | 'der-length'
  | 'der-tag'
  | 'der-value'
  | 'der-trailing'
  | 'der-depth'
  | 'certificate-malformed'
  | 'crl-malformed'
  | 'crl-unsupported'
  | 'ocsp-malformed'
  | 'ocsp-too-large'
  | 'ocsp-too-many'
  | 'cms-malformed'
  | 'tsp-malformed'
  | 'tsp-too-large'
  | 'tsp-version'
  | 'tsp-algorithm'
  | 'feed-malformed'
  | 'feed-forged'
  | 'feed-gap'
  | 'feed-tampered'
  | 'feed-stale'
  | 'answer-malformed'
  | 'answer-forged'
  | 'answer-other'
  | 'answer-stale'
  | 'key-malformed'
  | 'pem-malformed'
  // the caller asks for something the profiles do not allow
  | 'serial-invalid'
  | 'time-invalid'
  | 'profile-violation'
  | 'unknown-ca'
  | 'mixed-roots'
  | 'crl-entries'
  | 'digest-mismatch'
  | 'signature-mismatch'
  // key custody
  | 'label-invalid'
  | 'key-exists'
  | 'key-unknown'
  | 'key-kind'
  | 'key-damaged'
  | 'passphrase-wrong'
  | 'seal-broken'
  // the token is away, or does not answer in time: the same call may be made again later
  | 'custody-unavailable'
  // the token does not do what is asked of it; asking again does not help
  | 'custody-refused'
  // key ceremonies
  | 'ceremony-input'
  | 'ceremony-approval'
  | 'ceremony-conflict';

/** The one error class of this package. `code` is stable, `message` is for the log. */
export class PkiError extends Error {
  readonly code: PkiErrorCode;

  constructor(code: PkiErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'PkiError';
    this.code = code;
  }
}

/** Runs `read`; a DER error inside is reported as `code`, so that callers see what was being read. */
export function reading<T>(code: PkiErrorCode, what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof PkiError && error.code.startsWith('der-')) {
      throw new PkiError(code, `${what}: ${error.message}`, { cause: error });
    }
    throw error;
  }
}
