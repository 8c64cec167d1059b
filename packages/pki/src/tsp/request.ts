import { type Extension, encodeExtension, readExtensions } from '../certificate/extensions.ts';
import { assertDer } from '../der/assert.ts';
import { DerReader, readBoolean, readInteger, readOid, readSmallInteger } from '../der/read.ts';
import { TAG } from '../der/tags.ts';
import { boolean, explicit, integer, oid, sequence } from '../der/write.ts';
import { PkiError, reading } from '../errors.ts';
import { encodeImprint, type MessageImprint, readImprint } from './imprint.ts';

/** A question to a time-stamp authority (RFC 3161 §2.4.1). */
export interface TimeStampRequest {
  readonly imprint: MessageImprint;
  /** Policy under which the stamp is wanted; undefined: whichever the authority has. */
  readonly policy?: string;
  /** At most 64 octets; repeated in the answer. */
  readonly nonce?: bigint;
  /** Whether the authority's certificate is wanted in the answer. */
  readonly certificateWanted: boolean;
  /** None is defined; an authority that does not know one must refuse. */
  readonly extensions: readonly Extension[];
}

const MAX_NONCE_OCTETS = 64;
/** A request with the longest digest and nonce has some 200 octets. */
export const MAX_TIME_STAMP_REQUEST_OCTETS = 4_096;

/**
 * Reads a TimeStampReq. Throws `tsp-too-large` before anything is parsed, `tsp-malformed` for what is none,
 * `tsp-version` for another version, `tsp-algorithm` for a digest that is not taken.
 */
export function readTimeStampRequest(der: Uint8Array): TimeStampRequest {
  if (der.length > MAX_TIME_STAMP_REQUEST_OCTETS) {
    throw new PkiError('tsp-too-large', `request of ${der.length} octets`);
  }
  return reading('tsp-malformed', 'time-stamp request', () => {
    assertDer(der);
    const reader = DerReader.sequence(der);
    if (readSmallInteger(reader.next()) !== 1) throw new PkiError('tsp-version', 'version is not 1');
    const imprint = readImprint(reader.next(TAG.sequence));
    const policy = reader.optional(TAG.objectIdentifier);
    const nonce = reader.optional(TAG.integer);
    const flag = reader.optional(TAG.boolean);
    const extensions = reader.enterContext(0);
    reader.end();
    return {
      imprint,
      ...(policy && { policy: readOid(policy) }),
      ...(nonce && { nonce: readInteger(nonce, MAX_NONCE_OCTETS) }),
      certificateWanted: flag ? readBoolean(flag) : false,
      extensions: extensions ? readExtensions(extensions) : [],
    };
  });
}

/** A TimeStampReq as a client sends it. */
export function buildTimeStampRequest(
  request: Pick<TimeStampRequest, 'imprint' | 'policy' | 'nonce'> &
    Partial<Pick<TimeStampRequest, 'certificateWanted' | 'extensions'>>,
): Uint8Array {
  const { imprint, policy, nonce, certificateWanted = true, extensions = [] } = request;
  return sequence(
    integer(1),
    encodeImprint(imprint),
    ...(policy === undefined ? [] : [oid(policy)]),
    ...(nonce === undefined ? [] : [integer(nonce)]),
    ...(certificateWanted ? [boolean(true)] : []),
    ...(extensions.length === 0 ? [] : [explicit(0, ...extensions.map(encodeExtension))]),
  );
}
