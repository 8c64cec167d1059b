import { createHash } from 'node:crypto';
import { assembleCrl, buildTbsCrl } from '@mibun/pki';
import {
  type AuthorityKind,
  type Certificates,
  type CrlEntry,
  certificateUrls,
  shardOf,
} from '../certificates/index.ts';
import type { Platform, Tx } from '../platform/index.ts';
import { lockCrl, type StoredCrl, storeCrl } from './crl-store.ts';

const VALID_MS = 24 * 3_600_000;
/** A new one is made when half of the time is over, whether anything has changed or not. */
const RENEW_MS = VALID_MS / 2;
/** Where several processes share the database, how long this one does not look for changes made by another. */
const SHARED_TRUST_MS = 30_000;

export type CrlShard = number | 'all';

export interface PublishedCrl {
  readonly der: Uint8Array;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
}

export interface Crls {
  /** The present CRL of a shard, rebuilt only when its entries have changed or its time draws near. */
  current(kind: AuthorityKind, shard: CrlShard): Promise<PublishedCrl>;
}

interface Kept {
  readonly crl: StoredCrl;
  readonly changesSeen: number;
  readonly checkedAt: number;
}

export function crlsOn(platform: Platform, certificates: Certificates): Crls {
  const { clock, database } = platform;
  const trustMs = database.engine === 'postgres' ? SHARED_TRUST_MS : Number.POSITIVE_INFINITY;
  const kept = new Map<string, Kept>();
  const underWay = new Map<string, Promise<StoredCrl>>();
  const changes = new Map<string, number>();
  const changesOf = (key: string): number => changes.get(key) ?? 0;
  certificates.onChange(({ kind, serial }) => {
    for (const key of [`${kind} ${shardOf(serial)}`, `${kind} all`]) changes.set(key, changesOf(key) + 1);
  });

  /** In one transaction, with the row locked: two processes never give out two CRLs of one number. */
  async function refresh(tx: Tx, kind: AuthorityKind, shard: CrlShard): Promise<StoredCrl> {
    const now = new Date(Math.floor(clock.now().getTime() / 1000) * 1000);
    const last = await lockCrl(tx, kind, String(shard));
    const issuer = certificates.ca(kind);
    const entries = await certificates.crlEntries(tx, kind, shard);
    const hash = hashOf(issuer.keyIdentifier, entries);
    if (last?.entries_hash === hash && now.getTime() < last.this_update.getTime() + RENEW_MS) return last;

    const number = nextNumber(last?.number, now);
    const nextUpdate = new Date(now.getTime() + VALID_MS);
    const tbs = buildTbsCrl({
      issuer,
      number: BigInt(number),
      thisUpdate: now,
      nextUpdate,
      entries,
      ...(shard !== 'all' && { shardUrl: shardUrl(kind, shard) }),
    });
    const der = assembleCrl(tbs, issuer.algorithm, await certificates.signCrl(kind, tbs));
    const crl: StoredCrl = {
      authority: kind,
      shard: String(shard),
      number,
      this_update: now,
      next_update: nextUpdate,
      entries_hash: hash,
      der,
    };
    await storeCrl(tx, crl);
    return crl;
  }

  function shardUrl(kind: AuthorityKind, shard: number): string {
    // Any serial of the shard has the shard's URL; the shard's own number is one.
    return certificateUrls(platform.config.origins.server, kind, shard.toString(16)).crl;
  }

  function isFresh({ crl, changesSeen, checkedAt }: Kept, key: string, now: number): boolean {
    return (
      changesSeen === changesOf(key) &&
      now < crl.this_update.getTime() + RENEW_MS &&
      now - checkedAt < trustMs
    );
  }

  async function read(kind: AuthorityKind, shard: CrlShard, key: string): Promise<StoredCrl> {
    const changesSeen = changesOf(key);
    const stored = await database.transaction((tx) => refresh(tx, kind, shard));
    const crl = { ...stored, der: new Uint8Array(stored.der) };
    kept.set(key, { crl, changesSeen, checkedAt: clock.now().getTime() });
    return crl;
  }

  function start(kind: AuthorityKind, shard: CrlShard, key: string): Promise<StoredCrl> {
    const work = read(kind, shard, key).finally(() => underWay.delete(key));
    underWay.set(key, work);
    return work;
  }

  async function find(kind: AuthorityKind, shard: CrlShard, key: string): Promise<StoredCrl> {
    const fresh = () => {
      const known = kept.get(key);
      return known && isFresh(known, key, clock.now().getTime()) ? known.crl : undefined;
    };
    const known = fresh();
    if (known) return known;
    // One that is being made may have read the entries before the change that this caller must see.
    await underWay.get(key)?.catch(() => undefined);
    return fresh() ?? underWay.get(key) ?? start(kind, shard, key);
  }

  return {
    async current(kind, shard) {
      const crl = await find(kind, shard, `${kind} ${shard}`);
      return { der: crl.der, thisUpdate: crl.this_update, nextUpdate: crl.next_update };
    },
  };
}

/**
 * The number is the time in seconds, or one more than the last: a database that was restored from a backup has
 * forgotten its last numbers, but the clock has not gone back.
 */
function nextNumber(last: number | undefined, now: Date): number {
  return Math.max((last ?? 0) + 1, Math.floor(now.getTime() / 1000));
}

function hashOf(issuerKey: Uint8Array, entries: readonly CrlEntry[]): string {
  const hash = createHash('sha256').update(issuerKey);
  for (const { serial, at, reason } of entries) hash.update(`${serial} ${at.getTime()} ${reason}\n`);
  return hash.digest('hex');
}
