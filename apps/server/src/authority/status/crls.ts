import type { Platform } from '../../platform/index.ts';
import type { AuthorityKind, Certificates } from '../certificates/index.ts';
import type { CrlFigures } from './api.ts';
import { crlMakerOn, generationOf, isInTime } from './crl-maker.ts';
import { crlPart, type StoredCrl, storedCrls } from './crl-store.ts';
import { OctetCache } from './octet-cache.ts';
import {
  AUTHORITY_KINDS,
  type CrlForm,
  publishedGenerations,
  type Scope,
  scopeKey,
  scopesOf,
  shardOfSerial,
} from './scope.ts';
import type { Tracker } from './tracker.ts';

/** Larger ones are read from the database in parts, for each who asks. */
const KEPT_OCTETS = 4 * 1024 * 1024;
const ALL_KEPT_OCTETS = 64 * 1024 * 1024;
/** CRLs that one turn of the timer renews at most. */
const RENEW_AT_ONCE = 200;

export interface PublishedCrl {
  readonly crl: StoredCrl;
  /** All of it, or in parts. */
  readonly octets: Uint8Array | AsyncIterable<Uint8Array>;
}

export interface Crls {
  /** The present CRL of a scope, made only when something has changed or its time draws near. */
  current(scope: Scope, form: CrlForm): Promise<PublishedCrl>;
  /** Makes new ones of one generation at once; answers how many. */
  renew(kind: AuthorityKind, generation: number, shard?: number | 'all'): Promise<number>;
  /** The timer's turn: whatever is missing or due, well before its nextUpdate. Answers how many. */
  renewDue(): Promise<number>;
  figures(): Promise<readonly CrlFigures[]>;
}

interface Kept {
  readonly crl: StoredCrl;
  readonly octets: Uint8Array;
  readonly changesSeen: number;
}

export function crlsOn(platform: Platform, certificates: Certificates, tracker: Tracker): Crls {
  const { clock, database } = platform;
  const maker = crlMakerOn(platform, certificates);
  const kept = new OctetCache<Kept>(ALL_KEPT_OCTETS);
  const underWay = new Map<string, Promise<PublishedCrl>>();
  // One counter for everything of a CA would do; one for each shard leaves the others alone.
  const changes = new Map<string, number>();
  let everything = 0;
  const count = (key: string) => changes.set(key, (changes.get(key) ?? 0) + 1);
  const changesOf = (scope: Scope) => everything + (changes.get(scopeKey(scope)) ?? 0);
  tracker.onChange((change) => {
    if (!change) {
      everything++;
      return;
    }
    const { kind, generation, serial } = change;
    const shard = shardOfSerial(serial, generationOf(certificates, kind, generation).shards);
    count(scopeKey({ kind, generation, shard }));
    count(scopeKey({ kind, generation, shard: 'all' }));
  });

  function isFresh({ crl, changesSeen }: Kept, scope: Scope, now: Date): boolean {
    return changesSeen === changesOf(scope) && isInTime(crl, now) && tracker.isCurrent(now.getTime());
  }

  async function load(scope: Scope, form: CrlForm): Promise<PublishedCrl> {
    const changesSeen = changesOf(scope);
    const crl = await maker.make(scope, form);
    if (crl.octets > KEPT_OCTETS) return { crl, octets: partsOf(crl) };
    const octets = await database.query((tx) => crlPart(tx, crl, 0));
    if (!octets) throw new Error(`the octets of CRL ${scopeKey(scope)} are gone`);
    kept.put(`${scopeKey(scope)} ${form}`, { crl, octets, changesSeen });
    return { crl, octets };
  }

  async function* partsOf(crl: StoredCrl): AsyncGenerator<Uint8Array> {
    for (let part = 0; ; part++) {
      const octets = await database.query((tx) => crlPart(tx, crl, part));
      if (!octets) return;
      yield octets;
    }
  }

  function published(): readonly Scope[] {
    return AUTHORITY_KINDS.flatMap((kind) =>
      publishedGenerations(certificates, kind).flatMap((generation) => scopesOf(generation, kind)),
    );
  }

  return {
    async current(scope, form) {
      await tracker.catchUp();
      const key = `${scopeKey(scope)} ${form}`;
      const fresh = () => {
        const known = kept.get(key);
        return known && isFresh(known, scope, clock.now()) ? known : undefined;
      };
      const known = fresh();
      if (known) return known;
      // One that is being made may have read the entries before the change that this caller must see.
      await underWay.get(key)?.catch(() => undefined);
      const made = fresh() ?? underWay.get(key);
      if (made) return made;
      const work = load(scope, form).finally(() => underWay.delete(key));
      underWay.set(key, work);
      return work;
    },

    async renew(kind, generation, shard) {
      const all = scopesOf(generationOf(certificates, kind, generation), kind);
      const scopes = all.filter((scope) => shard === undefined || scope.shard === shard);
      for (const scope of scopes) {
        await maker.make(scope, 'complete', { renew: true });
        for (const form of ['complete', 'delta']) kept.drop(`${scopeKey(scope)} ${form}`);
      }
      return scopes.length;
    },

    async renewDue() {
      const stored = await database.query(storedCrls);
      const now = clock.now();
      const inTime = new Set(
        stored
          .filter((crl) => crl.form === 'complete' && isInTime(crl, now))
          .map(({ authority, generation, shard }) => `${authority} ${generation} ${shard}`),
      );
      const due = published()
        .filter((scope) => !inTime.has(scopeKey(scope)))
        .slice(0, RENEW_AT_ONCE);
      for (const scope of due) await maker.make(scope, 'complete');
      return due.length;
    },

    async figures() {
      const stored = await database.query(storedCrls);
      const deltas = new Map(
        stored.filter(({ form }) => form === 'delta').map((crl) => [keyOf(crl), figuresOf(crl)]),
      );
      return stored
        .filter(({ form }) => form === 'complete')
        .map((crl) => {
          const { authority, generation, shard } = crl;
          const delta = deltas.get(keyOf(crl));
          return {
            authority,
            generation,
            shard: shard === 'all' ? shard : Number(shard),
            ...figuresOf(crl),
            ...(delta && { delta }),
          };
        });
    },
  };
}

function keyOf({ authority, generation, shard }: StoredCrl): string {
  return `${authority} ${generation} ${shard}`;
}

function figuresOf({ number, thisUpdate, nextUpdate, octets, entries }: StoredCrl) {
  return { number, thisUpdate, nextUpdate, octets, entries };
}
