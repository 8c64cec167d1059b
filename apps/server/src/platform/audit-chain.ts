import { createHash, createPublicKey, verify } from 'node:crypto';
import type { KeyCustody } from '@mibun/pki';
import { type Selectable, sql } from 'kysely';
import type { AuditTable } from './audit.ts';
import type { Clock } from './clock.ts';
import { internal } from './database/constraints.ts';
import { type Database, type Tx, tables } from './database/database.ts';
import { appendOnly, type Migration } from './database/migrate.ts';

/**
 * The audit trail cannot be made unchangeable for whoever owns the database, but every change can be found. Entries are
 * numbered and chained after their commit, in order, by one sealer at a time: those who write them wait for nobody. Heads
 * of the chain are signed by a key in custody; one that is kept elsewhere shows also that the end was cut off.
 */
export const auditChainMigrations: readonly Migration[] = [
  {
    name: '0006_audit_chain',
    statements: [
      'create table audit_unsealed (entry bigint primary key)',
      'create table audit_chain (sequence bigint primary key, entry bigint not null unique, hash text not null)',
      `create table audit_heads (
         sequence bigint primary key, hash text not null, at timestamptz not null, signature text not null)`,
      'insert into audit_unsealed select id from audit_entries',
      `create or replace function audit_entries_wait_for_seal() returns trigger language plpgsql as
       $$ begin insert into audit_unsealed select id from written; return null; end $$`,
      `create trigger audit_entries_to_be_sealed after insert on audit_entries
       referencing new table as written for each statement execute function audit_entries_wait_for_seal()`,
      ...appendOnly('audit_chain'),
      ...appendOnly('audit_heads'),
    ],
    constraints: {
      audit_unsealed_pkey: internal('written by the trigger alone, once for each entry'),
      audit_chain_pkey: internal('one sealer at a time, under a lock'),
      audit_chain_entry_key: internal('one sealer at a time, under a lock'),
      audit_heads_pkey: internal('a head that is there already is left as it is'),
    },
  },
];

type ChainTables = {
  auditUnsealed: { entry: number };
  auditChain: { sequence: number; entry: number; hash: string };
  auditHeads: { sequence: number; hash: string; at: Date; signature: string };
  auditEntries: AuditTable;
};

/** A place in the chain: everything up to it has this hash. */
export interface AuditPosition {
  readonly sequence: number;
  /** SHA-256, lower-case hex. */
  readonly hash: string;
}

export const AUDIT_KEY = 'audit-seal';
const ALGORITHM = 'sha384WithECDSA';
/** 'audi' */
const SEALER_LOCK = 0x61_75_64_69;
const AT_ONCE = 1_000;
const BEGINNING: AuditPosition = { sequence: 0, hash: sha256('mibun audit trail') };

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The hashed text has one form: a JSON list, members of objects in the order of their names. */
function after(position: AuditPosition, entry: Selectable<AuditTable>): AuditPosition {
  const { id, at, actorKind, actorId, actorName, actorOffice, action, purpose } = entry;
  const sequence = position.sequence + 1;
  const text = JSON.stringify([
    ...[position.hash, sequence, id, at.toISOString(), actorKind, actorId, actorName, actorOffice],
    ...[action, purpose, entry.subject, entry.caseId, entry.reason, ordered(entry.detail)],
  ]);
  return { sequence, hash: sha256(text) };
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return members.map(([name, member]) => [name, ordered(member)]);
}

function statementOf({ sequence, hash }: AuditPosition, at: Date): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(['mibun audit head', sequence, hash, at.toISOString()]));
}

export interface AuditSealer {
  /** Chains what has been committed and signs the head; gives the head when there is a new one. */
  seal(): Promise<AuditPosition | undefined>;
}

export function auditSealerOn(parts: {
  readonly database: Database;
  readonly custody: KeyCustody;
  readonly clock: Clock;
}): AuditSealer {
  const { database, custody, clock } = parts;

  async function chainSome(tx: Tx): Promise<number> {
    await sql`select pg_advisory_xact_lock(${sql.lit(SEALER_LOCK)})`.execute(tx);
    const db = tables<ChainTables>(tx);
    const waiting = db.selectFrom('auditUnsealed').select('entry').orderBy('entry').limit(AT_ONCE);
    const taken = await db
      .deleteFrom('auditUnsealed')
      .where('entry', 'in', waiting)
      .returning('entry')
      .execute();
    const ids = taken.map(({ entry }) => entry);
    if (ids.length === 0) return 0;
    const entries = await db
      .selectFrom('auditEntries')
      .selectAll()
      .where('id', 'in', ids)
      .orderBy('id')
      .execute();
    let position = await newest(tx);
    const rows = entries.map((entry) => {
      position = after(position, entry);
      return { ...position, entry: entry.id };
    });
    if (rows.length > 0) await db.insertInto('auditChain').values(rows).execute();
    return ids.length;
  }

  /** Outside any transaction: a signature may take a while, or the custody be away. */
  async function signHead(): Promise<AuditPosition | undefined> {
    const [position, signed] = await database.query(
      async (tx) => [await newest(tx), await newestHead(tx)] as const,
    );
    if (position.sequence === 0 || (signed && signed.sequence >= position.sequence)) return undefined;
    if (!(await custody.has(AUDIT_KEY))) await custody.create(AUDIT_KEY, 'ec-p384');
    const at = clock.now();
    const signature = Buffer.from(await custody.sign(AUDIT_KEY, ALGORITHM, statementOf(position, at)));
    await database.transaction((tx) =>
      tables<ChainTables>(tx)
        .insertInto('auditHeads')
        .values({ ...position, at, signature: signature.toString('base64') })
        // Another process has signed the same place.
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );
    return position;
  }

  return {
    async seal() {
      while ((await database.transaction(chainSome)) === AT_ONCE);
      return signHead();
    },
  };
}

async function newest(tx: Tx): Promise<AuditPosition> {
  const row = await tables<ChainTables>(tx)
    .selectFrom('auditChain')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? BEGINNING;
}

async function newestHead(tx: Tx) {
  return tables<ChainTables>(tx)
    .selectFrom('auditHeads')
    .selectAll()
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export type AuditFault =
  /** An entry says something else than when it was sealed, or stands in another place. */
  | { readonly fault: 'changed'; readonly sequence: number; readonly entry: number }
  /** An entry was sealed and is no longer there. */
  | { readonly fault: 'missing'; readonly sequence: number; readonly entry: number }
  /** Links of the chain are no longer there. */
  | { readonly fault: 'gap'; readonly sequence: number }
  /** An entry that the sealer was never told of: put in behind its back. */
  | { readonly fault: 'added'; readonly entry: number }
  /** A signed head is not of this chain, or not signed by the key of this installation. */
  | { readonly fault: 'head'; readonly sequence: number }
  /** The head that was kept elsewhere is not in the chain: its end was cut off or written anew. */
  | { readonly fault: 'kept-head'; readonly sequence: number };

export interface AuditReport {
  readonly faults: readonly AuditFault[];
  readonly sealed: number;
  /** Written and not yet sealed: nothing is proven about them. */
  readonly unsealed: number;
  /** The last head that is signed: keep it elsewhere. Entries after it are chained and not yet signed. */
  readonly head: (AuditPosition & { readonly at: Date }) | null;
}

const MOST_FAULTS = 100;

/**
 * Goes through the whole trail. @param publicKey SubjectPublicKeyInfo of the sealing key, DER; from the custody, not from
 * the database. @param kept a head that was noted down elsewhere
 */
export async function verifyAudit(
  database: Database,
  publicKey: Uint8Array | undefined,
  kept?: AuditPosition,
): Promise<AuditReport> {
  const faults: AuditFault[] = [];
  const found = (fault: AuditFault) => {
    if (faults.length < MOST_FAULTS) faults.push(fault);
  };
  const heads = await database.query((tx) =>
    tables<ChainTables>(tx).selectFrom('auditHeads').selectAll().orderBy('sequence').execute(),
  );
  const headAt = new Map(heads.map((head) => [head.sequence, head]));
  const key = publicKey && createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' });
  let position = BEGINNING;
  let keptSeen = kept === undefined || kept.sequence === 0;
  for (;;) {
    const links = await database.query((tx) => linksAfter(tx, position.sequence));
    if (links.length === 0) break;
    for (const { sequence, entry: id, hash, recorded: entry } of links) {
      if (sequence !== position.sequence + 1) {
        found({ fault: 'gap', sequence: position.sequence + 1 });
        position = { sequence: sequence - 1, hash: position.hash };
      }
      if (!entry) found({ fault: 'missing', sequence, entry: id });
      else if (after(position, entry).hash !== hash) found({ fault: 'changed', sequence, entry: id });
      // Goes on from what is recorded, so that one fault is named once.
      position = { sequence, hash };
      const head = headAt.get(sequence);
      headAt.delete(sequence);
      if (head && (head.hash !== hash || !key || !isSigned(head, key))) found({ fault: 'head', sequence });
      if (kept && kept.sequence === sequence && kept.hash === hash) keptSeen = true;
    }
  }
  for (const sequence of headAt.keys()) found({ fault: 'head', sequence });
  if (!keptSeen && kept) found({ fault: 'kept-head', sequence: kept.sequence });
  const { unsealed, added } = await database.query(outsideTheChain);
  for (const entry of added) found({ fault: 'added', entry });
  const head = heads.at(-1);
  return {
    faults,
    sealed: position.sequence,
    unsealed,
    head: head ? { sequence: head.sequence, hash: head.hash, at: head.at } : null,
  };
}

function isSigned(
  head: AuditPosition & { readonly at: Date; readonly signature: string },
  key: ReturnType<typeof createPublicKey>,
): boolean {
  return verify('sha384', statementOf(head, head.at), key, Buffer.from(head.signature, 'base64'));
}

async function linksAfter(tx: Tx, sequence: number) {
  const db = tables<ChainTables>(tx);
  const links = await db
    .selectFrom('auditChain')
    .selectAll()
    .where('sequence', '>', sequence)
    .orderBy('sequence')
    .limit(AT_ONCE)
    .execute();
  if (links.length === 0) return [];
  const ids = links.map(({ entry }) => entry);
  const entries = await db.selectFrom('auditEntries').selectAll().where('id', 'in', ids).execute();
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return links.map((link) => ({ ...link, recorded: byId.get(link.entry) }));
}

async function outsideTheChain(
  tx: Tx,
): Promise<{ readonly unsealed: number; readonly added: readonly number[] }> {
  const { rows } = await sql<{ id: number; waiting: boolean }>`
    select e.id, exists (select from audit_unsealed u where u.entry = e.id) as waiting from audit_entries e
    where not exists (select from audit_chain c where c.entry = e.id) order by e.id`.execute(
    tables<ChainTables>(tx),
  );
  return {
    unsealed: rows.filter(({ waiting }) => waiting).length,
    added: rows.filter(({ waiting }) => !waiting).map(({ id }) => id),
  };
}
