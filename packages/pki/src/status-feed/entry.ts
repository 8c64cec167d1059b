import { createHash } from 'node:crypto';
import type { RevocationReason } from '../crl/reasons.ts';

/** What OCSP would say; `unknown`: an intent that never became a certificate. */
export type FeedState = 'good' | 'held' | 'revoked' | 'unknown';

/** One change of one certificate, in the order in which the changes were committed. */
export interface FeedEntry {
  /** From 1, without gaps. */
  readonly sequence: number;
  /** Generation of the CA that issued it. */
  readonly generation: number;
  /** Canonical hex. */
  readonly serial: string;
  readonly state: FeedState;
  /** Where it is held or revoked: why, and since when without interruption. */
  readonly reason?: RevocationReason;
  readonly since?: Date;
  /** When the change was made. */
  readonly at: Date;
}

/** How far somebody has read: the chained hash over everything up to `sequence`. */
export interface FeedPosition {
  readonly sequence: number;
  /** SHA-256, lower-case hex. */
  readonly hash: string;
}

/** The position before the first entry of a feed. Each CA has a feed of its own. */
export function feedBeginning(kind: string): FeedPosition {
  return { sequence: 0, hash: sha256(`mibun status feed ${kind}`) };
}

/** The position after one more entry. The text that is hashed has one form: a JSON list, times in seconds. */
export function feedAfter(position: FeedPosition, entry: FeedEntry): FeedPosition {
  const { sequence, generation, serial, state, reason, since, at } = entry;
  const text = JSON.stringify([
    ...[position.hash, sequence, generation, serial, state],
    ...[reason ?? null, since ? seconds(since) : null, seconds(at)],
  ]);
  return { sequence, hash: sha256(text) };
}

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
