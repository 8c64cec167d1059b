import type { Certificate } from '../certificate/read.ts';
import { REVOCATION_REASONS, type RevocationReason } from '../crl/reasons.ts';
import { PkiError } from '../errors.ts';
import { serialHex } from '../serial.ts';
import { type FeedEntry, type FeedPosition, type FeedState, feedAfter, feedBeginning } from './entry.ts';
import { verifyFeedStatement } from './token.ts';

export interface FeedFollowerOptions {
  /** The CA whose feed it is. */
  readonly kind: string;
  /** The pinned roots of that CA, all generations. */
  readonly roots: readonly Certificate[];
  /** Where to go on: what {@link FeedFollower.position} was before a restart. Absent: at the beginning. */
  readonly from?: FeedPosition;
  /** How old a statement may be, and how far the clocks may differ. */
  readonly maxAgeMs?: number;
}

const STATES: readonly FeedState[] = ['good', 'held', 'revoked', 'unknown'];
const DEFAULT_MAX_AGE_MS = 60_000;

/**
 * The reading end of a status feed, for a verifier who keeps the status of a CA's certificates itself. It asks for
 * `after=position.sequence`, hands each page to {@link accept} and stores the position together with what the
 * entries changed: then a crash loses nothing and repeats nothing.
 */
export class FeedFollower {
  readonly #options: FeedFollowerOptions;
  #position: FeedPosition;
  #currentAt: Date | undefined;

  constructor(options: FeedFollowerOptions) {
    this.#options = options;
    this.#position = options.from ?? feedBeginning(options.kind);
  }

  get position(): FeedPosition {
    return this.#position;
  }

  /** Whether everything is known that had happened up to `maxAgeMs` ago; if not, no status may be relied on (VER-05). */
  isCurrent(at: Date): boolean {
    const age = this.#currentAt && at.getTime() - this.#currentAt.getTime();
    return age !== undefined && Math.abs(age) <= this.#maxAge;
  }

  get #maxAge(): number {
    return this.#options.maxAgeMs ?? DEFAULT_MAX_AGE_MS;
  }

  /**
   * The entries of a page, in order, once the whole page is found to be what the CA vouches for. Throws, and stays
   * where it was: `feed-malformed`; `feed-forged` (signature, another CA); `feed-gap` (an entry is missing or comes
   * twice); `feed-tampered` (an entry was changed, or the feed is not the one that was read before: begin anew);
   * `feed-stale`.
   */
  accept(page: unknown, at: Date): readonly FeedEntry[] {
    const { entries: listed, statement: token } = record(page);
    if (!Array.isArray(listed) || typeof token !== 'string') throw malformed('page of another kind');
    const statement = verifyFeedStatement(token, this.#options.roots, at);
    if (statement.kind !== this.#options.kind) throw new PkiError('feed-forged', `feed of ${statement.kind}`);
    if (Math.abs(at.getTime() - statement.at.getTime()) > this.#maxAge) {
      throw new PkiError('feed-stale', `statement of ${statement.at.toISOString()}`);
    }
    let position = this.#position;
    const entries = listed.map(readFeedEntry);
    for (const entry of entries) {
      if (entry.sequence !== position.sequence + 1) {
        throw new PkiError('feed-gap', `entry ${entry.sequence} after ${position.sequence}`);
      }
      position = feedAfter(position, entry);
    }
    if (statement.sequence !== position.sequence) {
      throw new PkiError('feed-gap', `the page ends at ${position.sequence}, not at ${statement.sequence}`);
    }
    if (statement.hash !== position.hash) throw new PkiError('feed-tampered', `at ${position.sequence}`);
    this.#position = position;
    if (statement.newest === position.sequence) this.#currentAt = statement.at;
    return entries;
  }
}

/** Reads an entry as it stands in a page. Throws `feed-malformed`. */
export function readFeedEntry(value: unknown): FeedEntry {
  const { sequence, generation, serial, state, reason, since, at } = record(value);
  const found = STATES.find((known) => known === state);
  if (
    !found ||
    typeof sequence !== 'number' ||
    typeof generation !== 'number' ||
    typeof serial !== 'string'
  ) {
    throw malformed('entry of another kind');
  }
  const named = typeof reason === 'string' && Object.hasOwn(REVOCATION_REASONS, reason);
  const listed = found === 'held' || found === 'revoked';
  if (listed !== named || listed !== (typeof since === 'string')) {
    throw malformed('reason and date belong to held and revoked ones');
  }
  return {
    sequence,
    generation,
    serial: serialHex(serial),
    state: found,
    ...(listed && { reason: reason as RevocationReason, since: instant(since) }),
    at: instant(at),
  };
}

function instant(value: unknown): Date {
  const at = new Date(typeof value === 'string' ? value : Number.NaN);
  if (Number.isNaN(at.getTime())) throw malformed('no such instant');
  return at;
}

function record(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw malformed('no JSON object');
  return value as Record<string, unknown>;
}

function malformed(detail: string): PkiError {
  return new PkiError('feed-malformed', `status feed: ${detail}`);
}
