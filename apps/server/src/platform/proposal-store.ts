import type { ProposalState } from '@mibun/rules';
import type { JSONColumnType, Selectable } from 'kysely';
import type { Actor } from './actor.ts';
import { internal } from './database/constraints.ts';
import { type Tx, tables } from './database/database.ts';
import type { Migration } from './database/migrate.ts';
import { commonErrors } from './errors/common.ts';

interface ProposalTable {
  id: string;
  version: number;
  /** `module.kind`, as its module declares it. */
  kind: string;
  /** What may have one open proposal at a time, whatever its kind: `card:…`, `verifier:…`. */
  subject: string;
  /** Of the office that deals with it; null: it belongs to none. */
  municipality: string | null;
  /** Whom it is about. */
  personId: string | null;
  /** What is proposed, whole. Nothing ever changes it. */
  content: JSONColumnType<object>;
  reason: string;
  state: ProposalState;
  proposedBy: JSONColumnType<Actor>;
  proposedAt: Date;
  /** Null: it stands until somebody decides. */
  expiresAt: Date | null;
  /** The second person, or whoever took it back. */
  decidedBy: JSONColumnType<Actor> | null;
  decidedAt: Date | null;
  endedAt: Date | null;
  /** Code of the refusal, when the rules forbade the act after all. */
  refusal: string | null;
  /** What has come of it, as its kind says. */
  outcome: JSONColumnType<object> | null;
}

export type StoredProposal = Readonly<Selectable<ProposalTable>>;

export interface ProposalChanges {
  readonly decidedBy: Actor;
  readonly decidedAt: Date;
  readonly endedAt: Date;
  readonly refusal: string;
  readonly outcome: object;
}

/** Of which proposals: those of an office, or those about certain subjects. Absent: all. */
export type Where = { readonly municipality: string } | { readonly subjects: readonly string[] };

export const proposalMigrations: readonly Migration[] = [
  {
    name: '0009_proposals',
    statements: [
      `create table proposals (
         id text primary key, version integer not null, kind text not null, subject text not null,
         municipality text, person_id text, content jsonb not null, reason text not null, state text not null,
         proposed_by jsonb not null, proposed_at timestamptz not null, expires_at timestamptz,
         decided_by jsonb, decided_at timestamptz, ended_at timestamptz, refusal text, outcome jsonb)`,
      `create unique index proposals_one_open on proposals (subject)
         where state in ('PROPOSED', 'CONFIRMED')`,
      'create index proposals_newest on proposals (kind, proposed_at desc)',
      `create index proposals_waiting on proposals (kind, municipality) where state = 'PROPOSED'`,
    ],
    constraints: {
      proposals_pkey: internal('an id that was just drawn at random'),
      proposals_one_open: internal('the statement leaves the row that is there alone'),
    },
  },
];

const db = (tx: Tx) => tables<{ proposals: ProposalTable }>(tx);

/** Undefined: another one is open for the same subject. */
export function insertProposal(
  tx: Tx,
  { content, proposedBy, ...row }: Omit<StoredProposal, keyof ProposalChanges | 'version'>,
): Promise<StoredProposal | undefined> {
  return db(tx)
    .insertInto('proposals')
    .values({
      ...row,
      version: 1,
      content: JSON.stringify(content),
      proposedBy: JSON.stringify(proposedBy),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
}

const byId = (tx: Tx, kinds: readonly string[], id: string) =>
  db(tx).selectFrom('proposals').selectAll().where('id', '=', id).where('kind', 'in', kinds);
const missing = (id: string) => () => commonErrors.NOT_FOUND({ privateDetail: `proposal ${id}` });

export function findProposal(tx: Tx, kinds: readonly string[], id: string): Promise<StoredProposal> {
  return byId(tx, kinds, id).executeTakeFirstOrThrow(missing(id));
}

/** With the row held until the transaction ends. */
export function lockProposal(tx: Tx, kinds: readonly string[], id: string): Promise<StoredProposal> {
  return byId(tx, kinds, id).forUpdate().executeTakeFirstOrThrow(missing(id));
}

/** Of a row that is held. */
export function saveProposal(
  tx: Tx,
  { id, version }: StoredProposal,
  state: ProposalState,
  { decidedBy, outcome, ...changes }: Partial<ProposalChanges>,
): Promise<StoredProposal> {
  return db(tx)
    .updateTable('proposals')
    .set({
      state,
      version: version + 1,
      ...changes,
      ...(decidedBy && { decidedBy: JSON.stringify(decidedBy) }),
      ...(outcome && { outcome: JSON.stringify(outcome) }),
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Those whose time is over, held until the transaction ends. */
export function lockLapsed(tx: Tx, kinds: readonly string[], now: Date): Promise<readonly StoredProposal[]> {
  return db(tx)
    .selectFrom('proposals')
    .selectAll()
    .where('kind', 'in', kinds)
    .where('state', '=', 'PROPOSED')
    .where('expiresAt', '<=', now)
    .forUpdate()
    .execute();
}

/** Newest first. */
export function newestProposals(
  tx: Tx,
  kinds: readonly string[],
  limit: number,
): Promise<readonly StoredProposal[]> {
  return db(tx)
    .selectFrom('proposals')
    .selectAll()
    .where('kind', 'in', kinds)
    .orderBy('proposedAt', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Oldest first. */
export async function waitingProposals(
  tx: Tx,
  kinds: readonly string[],
  now: Date,
  where?: Where,
): Promise<readonly StoredProposal[]> {
  if (where && 'subjects' in where && where.subjects.length === 0) return [];
  let query = db(tx)
    .selectFrom('proposals')
    .selectAll()
    .where('kind', 'in', kinds)
    .where('state', '=', 'PROPOSED')
    .where((the) => the.or([the('expiresAt', 'is', null), the('expiresAt', '>', now)]));
  if (where && 'subjects' in where) query = query.where('subject', 'in', where.subjects);
  if (where && 'municipality' in where) query = query.where('municipality', '=', where.municipality);
  return query.orderBy('proposedAt').orderBy('id').execute();
}
