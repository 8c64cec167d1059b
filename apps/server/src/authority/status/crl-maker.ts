import { createHash } from 'node:crypto';
import { assembleCrl, buildTbsCrl, type CrlRequest, encodeEntries, type RevokedEntry } from '@mibun/pki';
import { type Platform, statusOriginOf, type Tx } from '../../platform/index.ts';
import type { Certificates } from '../certificates/index.ts';
import {
  columnsOf,
  forgetIntents,
  lastIntended,
  lockScope,
  oldestBase,
  rememberBase,
  type StoredCrl,
  storeCrl,
  storedCrl,
  storeIntent,
} from './crl-store.ts';
import { listedAfter, newestInFeed } from './feed-store.ts';
import { type CrlForm, crlUrl, type Scope, scopeKey } from './scope.ts';
import { sequenceChanges } from './sequencer.ts';

const VALID_MS = 24 * 3_600_000;
/** A new one is made when half of the time is over, whether anything has changed or not. */
export const RENEW_MS = VALID_MS / 2;
/**
 * An all-in-one CRL with more entries than this is not made anew for every change, but when it is due; until then its
 * delta CRL has the changes.
 */
const WHOLE_AT_EVERY_CHANGE = 20_000;
/** What was signed is on record for this long at least, much longer than any CRL is valid. */
const INTENTS_KEPT_MS = 100 * 86_400_000;

export interface CrlMaker {
  /** The present CRL of a scope. `renew`: a new one, whether it is due or not. */
  make(scope: Scope, form: CrlForm, options?: { readonly renew?: boolean }): Promise<StoredCrl>;
}

/**
 * Makes CRLs and delta CRLs from the database, nothing else: what is kept in memory cannot make them wrong. The order
 * is what makes them complete: first the changes that are committed are numbered, then the last number is read, then
 * the entries. So a CRL never lacks a change up to its `feed_sequence`; one that it has already and that is repeated
 * in a delta CRL does no harm.
 *
 * As with certificates (pki.md §3) the intent is on record before the signature: number and hash of what is signed.
 */
export function crlMakerOn(platform: Platform, certificates: Certificates): CrlMaker {
  const { clock, database } = platform;

  /** Step 1, in the transaction that has read the entries: what is going to be signed, on record. */
  async function intend(
    tx: Tx,
    scope: Scope,
    crl: Intended['crl'],
    content: Pick<CrlRequest, 'entries' | 'encoded'>,
  ): Promise<Intended> {
    const { kind, generation, shard } = scope;
    const issuer = certificates.ca(kind, generation);
    const origin = statusOriginOf(platform.config);
    const tbs = buildTbsCrl({
      issuer,
      number: BigInt(crl.number),
      thisUpdate: crl.thisUpdate,
      nextUpdate: crl.nextUpdate,
      ...content,
      // RFC 5280 §5.2.5: the same scope, octet for octet, in a delta CRL as in its base.
      ...(shard !== 'all' && { shardUrl: crlUrl(origin, scope, 'complete') }),
      ...(crl.baseNumber === null
        ? { freshestUrl: crlUrl(origin, scope, 'delta') }
        : { deltaBase: BigInt(crl.baseNumber) }),
    });
    const { form, number } = crl;
    const tbsHash = createHash('sha256').update(tbs).digest('hex');
    await storeIntent(tx, scope, { form, number, tbsHash, intendedAt: clock.now() });
    return { crl, tbs };
  }

  /**
   * Steps 2 and 3: the signature, outside of any transaction, because an HSM may take its time; then what was signed is
   * published, unless somebody else was faster with a later number, which says at least as much.
   */
  async function publish(scope: Scope, { crl, tbs }: Intended): Promise<StoredCrl> {
    const { kind, generation } = scope;
    const { algorithm } = certificates.ca(kind, generation);
    const der = assembleCrl(tbs, algorithm, await certificates.signCrl(kind, generation, tbs));
    return database.transaction(async (tx) => {
      await lockScope(tx, scope);
      const last = await storedCrl(tx, scope, crl.form);
      if (last && last.number >= crl.number) return last;
      const stored = { ...columnsOf(scope), ...crl, octets: der.length };
      await storeCrl(tx, scope, stored, der);
      if (crl.form === 'complete') await rememberBase(tx, scope, stored, crl.thisUpdate);
      await forgetIntents(tx, scope, crl.number, new Date(clock.now().getTime() - INTENTS_KEPT_MS));
      return stored;
    });
  }

  /** Decides under the lock of the scope whether a CRL is wanted, and publishes it. */
  async function decide(
    scope: Scope,
    decision: (tx: Tx, now: Date) => Promise<StoredCrl | Intended>,
  ): Promise<StoredCrl> {
    const decided = await database.transaction(async (tx) => {
      await lockScope(tx, scope);
      return decision(tx, wholeSecond(clock.now()));
    });
    return 'tbs' in decided ? publish(scope, decided) : decided;
  }

  /** Shard by shard, each encoded at once: as rows, those of a country would not fit into memory. */
  async function encodedOf(tx: Tx, scope: Scope): Promise<{ entries: number; encoded: Uint8Array[] }> {
    const { kind, generation, shard } = scope;
    const { shards } = generationOf(certificates, kind, generation);
    const parts =
      shard === 'all' && kind !== 'institution' ? Array.from({ length: shards }, (_, n) => n) : [shard];
    const encoded: Uint8Array[] = [];
    let entries = 0;
    for (const part of parts) {
      const rows = await certificates.crlEntries(tx, kind, generation, part);
      entries += rows.length;
      encoded.push(encodeEntries(rows).slice());
    }
    return { entries, encoded };
  }

  async function hasChanged(tx: Tx, scope: Scope, crl: StoredCrl): Promise<boolean> {
    const { kind, generation, shard } = scope;
    return (await listedAfter(tx, kind, generation, shard, crl.feedSequence, 1)).length > 0;
  }

  function complete(scope: Scope, renew: boolean): Promise<StoredCrl> {
    return decide(scope, async (tx, now) => {
      const last = await storedCrl(tx, scope, 'complete');
      if (last && !renew && isInTime(last, now)) {
        const tooLarge = scope.shard === 'all' && last.entries > WHOLE_AT_EVERY_CHANGE;
        if (tooLarge || !(await hasChanged(tx, scope, last))) return last;
      }
      const delta = await storedCrl(tx, scope, 'delta');
      const newest = await newestInFeed(tx, scope.kind);
      const { entries, encoded } = await encodedOf(tx, scope);
      const number = nextNumber([last?.number, delta?.number, await lastIntended(tx, scope)], clock.now());
      return intend(
        tx,
        scope,
        {
          form: 'complete',
          number,
          baseNumber: null,
          thisUpdate: now,
          nextUpdate: new Date(now.getTime() + VALID_MS),
          feedSequence: newest?.sequence ?? 0,
          entries,
        },
        { encoded },
      );
    });
  }

  async function delta(scope: Scope, renew: boolean): Promise<StoredCrl> {
    const { number } = await complete(scope, renew);
    const now = wholeSecond(clock.now());
    const oldest = await database.query((tx) => oldestBase(tx, scope, now));
    // A delta CRL is newer than its base (RFC 5280 §5.2.4): the first of a scope needs a second complete one.
    if (!oldest || oldest.number === number) await complete(scope, true);
    return decide(scope, (tx, at) => deltaAt(tx, scope, at, renew));
  }

  async function deltaAt(tx: Tx, scope: Scope, now: Date, renew: boolean): Promise<StoredCrl | Intended> {
    const { kind, generation, shard } = scope;
    const whole = await storedCrl(tx, scope, 'complete');
    const base = await oldestBase(tx, scope, now);
    if (!whole || !base) throw new Error(`CRL ${scopeKey(scope)} has no base for its delta`);
    const last = await storedCrl(tx, scope, 'delta');
    const newest = await newestInFeed(tx, kind);
    const changed = (await listedAfter(tx, kind, generation, shard, whole.feedSequence)).length > 0;
    const upToDate = last && (changed ? last.feedSequence === newest?.sequence : last.number >= whole.number);
    if (last && !renew && upToDate && isInTime(last, now)) return last;
    // RFC 5280 §5.2.3: one number for both where they say the same, unless a crash has used it up.
    const same = !changed && ((await lastIntended(tx, scope, 'delta')) ?? 0) < whole.number;
    const used = [whole.number, last?.number, await lastIntended(tx, scope)];
    const entries = foldChanges(await listedAfter(tx, kind, generation, shard, base.feedSequence));
    return intend(
      tx,
      scope,
      {
        form: 'delta',
        number: same ? whole.number : nextNumber(used, clock.now()),
        baseNumber: base.number,
        thisUpdate: same ? whole.thisUpdate : now,
        nextUpdate: same ? whole.nextUpdate : new Date(now.getTime() + VALID_MS),
        feedSequence: newest?.sequence ?? 0,
        entries: entries.length,
      },
      { entries },
    );
  }

  return {
    async make(scope, form, { renew = false } = {}) {
      await sequenceChanges(database);
      return form === 'complete' ? complete(scope, renew) : delta(scope, renew);
    },
  };
}

/** A CRL that is on record and not signed yet. */
interface Intended {
  readonly crl: Omit<StoredCrl, 'authority' | 'generation' | 'shard' | 'octets'>;
  readonly tbs: Uint8Array;
}

/** Neither due, nor made by a clock that ran ahead of the present one. */
export function isInTime(crl: Pick<StoredCrl, 'thisUpdate'>, now: Date): boolean {
  const age = now.getTime() - crl.thisUpdate.getTime();
  return age >= 0 && age < RENEW_MS;
}

/** What a delta CRL says about the certificates that have changed: the last word on each, sorted by serial. */
function foldChanges(changes: Awaited<ReturnType<typeof listedAfter>>): readonly RevokedEntry[] {
  const entries = new Map<string, RevokedEntry>();
  for (const { serial, reason, since: at, at: changedAt } of changes) {
    // What has left the CRL may be on the base, or on a complete one since (RFC 5280 §5.2.4).
    const listed = reason && at;
    entries.set(serial, listed ? { serial, at, reason } : { serial, at: changedAt, reason: 'removeFromCRL' });
  }
  return [...entries.values()].sort((left, right) =>
    compareSerials(String(left.serial), String(right.serial)),
  );
}

function compareSerials(left: string, right: string): number {
  if (left.length !== right.length) return left.length - right.length;
  return left < right ? -1 : 1;
}

/**
 * The number is the time in milliseconds, or one more than the last. A database that was restored from a backup has
 * forgotten its last numbers, but time has gone on; and since no scope gets a CRL every millisecond, the numbers never
 * run ahead of it.
 */
function nextNumber(last: readonly (number | undefined)[], now: Date): number {
  return Math.max(now.getTime(), ...last.map((number) => (number ?? 0) + 1));
}

export function generationOf(certificates: Certificates, kind: Scope['kind'], generation: number) {
  const found = certificates.generations(kind).find((each) => each.generation === generation);
  if (!found) throw new Error(`there is no generation ${generation} of the ${kind} CA`);
  return found;
}

function wholeSecond(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / 1000) * 1000);
}
