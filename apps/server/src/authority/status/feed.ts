import {
  type FeedEntry,
  type FeedPosition,
  type FeedState,
  feedBeginning,
  signFeedStatement,
} from '@mibun/pki';
import { type Platform, statusOriginOf, type Tx } from '../../platform/index.ts';
import type { AuthorityKind, Certificates, StatusChange } from '../certificates/index.ts';
import { statusErrors } from './errors.ts';
import { feedAfterSequence, feedAt, forgetFeed, newestInFeed, putIntoOutbox } from './feed-store.ts';
import { crlUrl, publishedGenerations, scopesOf } from './scope.ts';
import { entryOf, sequenceChanges } from './sequencer.ts';

const DAY_MS = 86_400_000;
/** Who has not read for so long begins anew. CRLs and deltas need one day. */
const KEPT_MS = 100 * DAY_MS;
/** A statement is signed again after this long, though nothing has changed: it is how a reader knows that it is current. */
const RESIGN_MS = 5_000;

export interface FeedPage {
  readonly kind: AuthorityKind;
  readonly entries: readonly FeedEntry[];
  /** More can be read at once. */
  readonly more: boolean;
  /** JWS over the position after the last entry. */
  readonly statement: string;
}

export interface FeedStart {
  readonly kind: AuthorityKind;
  /** Each holds every change up to the position of the statement, at least. */
  readonly crls: readonly string[];
  readonly position: FeedPosition;
  readonly statement: string;
}

export interface Feed {
  /** The next entries after `after`. Refuses with FEED_BEGIN_ANEW where the feed does not reach there. */
  page(kind: AuthorityKind, after: number, limit: number): Promise<FeedPage>;
  /** Where somebody begins who has nothing yet: the CRLs to load, and from where to go on. */
  start(kind: AuthorityKind): Promise<FeedStart>;
  /** The timer's turn: numbers what lies in the outbox, forgets what is old. */
  tidy(): Promise<void>;
}

export function feedOn(platform: Platform, certificates: Certificates): Feed {
  const { clock, database } = platform;
  certificates.onChangeWithin(note);
  /** The last statement of each CA. */
  const signed = new Map<
    AuthorityKind,
    { readonly about: string; readonly at: number; readonly jws: string }
  >();

  /** Undefined: there is no such place in the feed, or not any more. */
  async function positionAt(
    tx: Tx,
    kind: AuthorityKind,
    sequence: number,
  ): Promise<FeedPosition | undefined> {
    return sequence === 0 ? feedBeginning(kind) : feedAt(tx, kind, sequence);
  }

  async function newest(tx: Tx, kind: AuthorityKind): Promise<FeedPosition> {
    return (await newestInFeed(tx, kind)) ?? feedBeginning(kind);
  }

  async function state(kind: AuthorityKind, position: FeedPosition, last: number): Promise<string> {
    const now = clock.now();
    const about = `${position.sequence} ${position.hash} ${last}`;
    const known = signed.get(kind);
    const age = known && now.getTime() - known.at;
    if (known?.about === about && age !== undefined && age >= 0 && age < RESIGN_MS) return known.jws;
    const { generation } = currentGeneration(certificates, kind);
    const { certificate, sign } = await certificates.responder(kind, generation);
    const jws = await signFeedStatement({ kind, ...position, newest: last, at: now }, certificate, sign);
    signed.set(kind, { about, at: now.getTime(), jws });
    return jws;
  }

  return {
    async page(kind, after, limit) {
      await sequenceChanges(database);
      const { rows, before, last } = await database.query(async (tx) => ({
        last: await newest(tx, kind),
        before: await positionAt(tx, kind, after),
        rows: await feedAfterSequence(tx, kind, after, limit),
      }));
      const [first] = rows;
      // A feed that was forgotten up to here still begins where the next entry is the very next.
      if (first ? first.sequence !== after + 1 : !before) throw statusErrors.FEED_BEGIN_ANEW();
      const end = rows.at(-1) ?? before ?? last;
      const position = { sequence: end.sequence, hash: end.hash };
      // Entries that came after `last` was read are in the page nevertheless.
      const known = Math.max(last.sequence, position.sequence);
      return {
        kind,
        entries: rows.map(entryOf),
        more: known > position.sequence,
        statement: await state(kind, position, known),
      };
    },

    async start(kind) {
      await sequenceChanges(database);
      const position = await database.query((tx) => newest(tx, kind));
      const scopes = publishedGenerations(certificates, kind).flatMap((generation) => {
        const all = scopesOf(generation, kind);
        // One whole list and its shards say the same; the shards come in pieces of a size.
        return all.length > 1 ? all.slice(0, -1) : all;
      });
      return {
        kind,
        crls: scopes.map((scope) => crlUrl(statusOriginOf(platform.config), scope, 'complete')),
        position,
        statement: await state(kind, position, position.sequence),
      };
    },

    async tidy() {
      await sequenceChanges(database);
      const before = new Date(clock.now().getTime() - KEPT_MS);
      for (const kind of ['signature', 'authentication', 'institution'] as const) {
        await database.transaction(async (tx) => {
          await forgetFeed(tx, kind, before, (await newest(tx, kind)).sequence);
        });
      }
    },
  };
}

/** Into the outbox, in the transaction of the change itself: neither is there without the other. */
async function note(tx: Tx, changes: readonly StatusChange[]): Promise<void> {
  const rows = changes.flatMap((change) => {
    const { kind: authority, generation, shard, serial, reason, since, at, wasListed } = change;
    const state = feedStateOf(change);
    const listed = wasListed || reason !== null;
    return state ? [{ authority, generation, shard, serial, state, reason, since, at, listed }] : [];
  });
  if (rows.length > 0) await putIntoOutbox(tx, rows);
}

/** Undefined: a change of which a verifier is told nothing. */
function feedStateOf({ state, reason }: StatusChange): FeedState | undefined {
  switch (state) {
    case 'VOID':
      return 'unknown';
    case 'REVOKED':
      return 'revoked';
    case 'PENDING':
      // Residents' certificates are on hold from their intent on; others do not exist before their signature.
      return reason ? 'held' : undefined;
    case 'EXPIRED':
      // The end is in the certificate; what was on hold stays so.
      return undefined;
    case 'ACTIVE':
      return 'good';
    case 'HELD':
    case 'HELD_FINAL':
      return 'held';
  }
}

function currentGeneration(certificates: Certificates, kind: AuthorityKind) {
  const published = publishedGenerations(certificates, kind);
  const found = published.find(({ state }) => state === 'ISSUING') ?? published.at(-1);
  if (!found) throw new Error(`the ${kind} CA is not open`);
  return found;
}
