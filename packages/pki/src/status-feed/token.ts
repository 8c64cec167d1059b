import type { Certificate } from '../certificate/read.ts';
import { type StatementKind, signDelegated, verifyDelegated } from '../delegated-jws.ts';
import { PkiError } from '../errors.ts';
import type { Signer } from '../types.ts';
import type { FeedPosition } from './entry.ts';

/** What a CA's status responder vouches for: the feed of this CA has this hash at this place. */
export interface FeedStatement extends FeedPosition {
  /** The CA, e.g. `authentication`. */
  readonly kind: string;
  /** The last entry there is; the same as `sequence` when nothing follows. */
  readonly newest: number;
  readonly at: Date;
}

const STATEMENT: StatementKind = {
  typ: 'mibun-status-feed',
  malformed: 'feed-malformed',
  forged: 'feed-forged',
};

/** A statement as a compact JWS (RFC 7515) by the CA's status responder, whose certificate is in `x5c`. */
export async function signFeedStatement(
  statement: FeedStatement,
  responder: Certificate,
  sign: Signer,
): Promise<string> {
  const { kind, sequence, hash, newest, at } = statement;
  const payload = { kind, sequence, hash, newest, iat: Math.floor(at.getTime() / 1000) };
  return signDelegated(STATEMENT, payload, responder, sign);
}

/**
 * Reads a statement and verifies it at `at` against the pinned roots of the CA. Throws `feed-malformed` and
 * `feed-forged`.
 */
export function verifyFeedStatement(token: string, roots: readonly Certificate[], at: Date): FeedStatement {
  const { kind, sequence, hash, newest, iat } = verifyDelegated(STATEMENT, token, roots, at);
  if (
    typeof kind !== 'string' ||
    typeof hash !== 'string' ||
    !isCount(sequence) ||
    !isCount(newest) ||
    !isCount(iat)
  ) {
    throw new PkiError('feed-malformed', 'status feed: payload of another kind');
  }
  return { kind, sequence, hash, newest, at: new Date(iat * 1000) };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
