import type { Platform } from '../../platform/index.ts';
import type { AuthorityKind, CertificateChange, Certificates } from '../certificates/index.ts';
import { feedAfterSequence, newestInFeed } from './feed-store.ts';
import { AUTHORITY_KINDS } from './scope.ts';
import { sequenceChanges } from './sequencer.ts';

/** How long this process relies on knowing all changes. With the HTTP `max-age` it stays under the 5 s of pki.md §4. */
export const TRUST_MS = 400;
/** More changes than this at once: everything kept is dropped instead. */
const AT_ONCE = 1_000;

/** How this process learns of changes, its own and those of others, so that what it keeps is true. */
export interface Tracker {
  /**
   * Without waiting for anybody: whether what was kept may be given out at this instant. Begins to catch up when half
   * of the time is over, so that under load nobody has to wait.
   */
  isCurrent(now: number): boolean;
  /** Makes it current; at most one question to the database in {@link TRUST_MS}, whatever the load. */
  catchUp(): Promise<void>;
  /** `undefined`: too many to name; everything may have changed. */
  onChange(listener: (change: CertificateChange | undefined) => void): void;
}

/**
 * A process that has its database to itself hears of every change with its commit. Where several share a PostgreSQL,
 * each follows the status feed: a suspension made by another one is known here within {@link TRUST_MS}. Its own
 * changes come back to it that way; being told twice does no harm.
 */
export function trackerOn(platform: Platform, certificates: Certificates): Tracker {
  const { clock, database } = platform;
  const shared = database.engine === 'postgres';
  const listeners: ((change: CertificateChange | undefined) => void)[] = [];
  const tell = (change: CertificateChange | undefined) => {
    for (const listener of listeners) listener(change);
  };
  certificates.onChange(tell);

  const read = new Map<AuthorityKind, number>();
  let knownAt = Number.NEGATIVE_INFINITY;
  let underWay: Promise<void> | undefined;

  async function follow(authority: AuthorityKind): Promise<void> {
    const last = read.get(authority);
    if (last === undefined) {
      const newest = await database.query((tx) => newestInFeed(tx, authority));
      read.set(authority, newest?.sequence ?? 0);
      return;
    }
    const rows = await database.query((tx) => feedAfterSequence(tx, authority, last, AT_ONCE));
    if (rows.length === AT_ONCE) {
      read.delete(authority);
      await follow(authority);
      tell(undefined);
      return;
    }
    for (const { generation, serial } of rows) tell({ kind: authority, generation, serial });
    const newest = rows.at(-1);
    if (newest) read.set(authority, newest.sequence);
  }

  async function readFeed(): Promise<void> {
    // What is committed later than this may be missed by what follows.
    const from = clock.now().getTime();
    await sequenceChanges(database);
    for (const authority of AUTHORITY_KINDS) await follow(authority);
    knownAt = from;
  }

  function begin(): Promise<void> {
    underWay ??= readFeed().finally(() => {
      underWay = undefined;
    });
    return underWay;
  }

  function isCurrent(now: number): boolean {
    if (!shared) return true;
    const age = now - knownAt;
    // A clock that was set back says nothing about the age.
    if (age < 0 || age >= TRUST_MS) return false;
    // Should it fail, those who come after the time is over are told.
    if (age >= TRUST_MS / 2) begin().catch(() => undefined);
    return true;
  }

  return {
    isCurrent,
    async catchUp() {
      if (isCurrent(clock.now().getTime())) return;
      // Whoever failed before us has told its own caller.
      await underWay?.catch(() => undefined);
      if (isCurrent(clock.now().getTime())) return;
      await begin();
    },
    onChange(listener) {
      listeners.push(listener);
    },
  };
}
