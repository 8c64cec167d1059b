import type { RevocationReason } from '@mibun/pki';
import type { CertificateState } from '@mibun/rules';
import { type NotNull, sql } from 'kysely';
import { jsonRows, type Tx, tables } from '../../platform/index.ts';
import type { CertificateKind, CrlEntry, IssuedCertificate, Standing } from './api.ts';
import type { LedgerRow } from './ledger-store.ts';
import { ON_CRL_AFTER_END_MS } from './values.ts';

export interface CertificateRow {
  kind: CertificateKind;
  serial: string;
  cardId: string;
  personId: string;
  state: CertificateState;
  reason: RevocationReason | null;
  unusableSince: Date | null;
  changedAt: Date;
  notAfter: Date;
  shard: number;
  supersededBy: string | null;
  generation: number;
}

type Tables = {
  certificates: CertificateRow;
  certificateLedger: LedgerRow;
};

const OPEN_STATES = ['PENDING', 'ACTIVE', 'HELD', 'HELD_FINAL'] as const;

/** Any number of rows by one statement with one parameter: one for each value costs more than the insert itself. */
export async function insertCertificates(tx: Tx, rows: readonly CertificateRow[]): Promise<void> {
  await sql`
    insert into certificates (kind, serial, card_id, person_id, state, reason, unusable_since, changed_at,
      not_after, shard, superseded_by, generation)
    select kind, serial, card_id, person_id, state, reason, unusable_since, changed_at,
      not_after, shard, superseded_by, generation
    from json_to_recordset(${jsonRows(rows)}::json) as row (
      kind text, serial text, card_id text, person_id text, state text, reason text,
      unusable_since timestamptz, changed_at timestamptz, not_after timestamptz, shard integer,
      superseded_by text, generation integer)`.execute(tx);
}

type StateNow = Pick<CertificateRow, 'kind' | 'serial' | 'personId' | 'state' | 'reason' | 'changedAt'>;

/** What is said now about certificates of residents, without their octets. */
export async function readStates(
  tx: Tx,
  certificates: readonly Pick<CertificateRow, 'kind' | 'serial'>[],
): Promise<readonly StateNow[]> {
  const asked = certificates.map(({ kind, serial }) => ({ kind, serial }));
  const { rows } = await sql<StateNow>`
    select c.kind, c.serial, c.person_id, c.state, c.reason, c.changed_at
    from json_to_recordset(${jsonRows(asked)}::json) as asked (kind text, serial text)
    join certificates c on c.kind = asked.kind and c.serial = asked.serial`.execute(tx);
  return rows;
}

/** Locks the row until the transaction ends. */
export async function lockCertificate(
  tx: Tx,
  kind: CertificateKind,
  serial: string,
): Promise<CertificateRow | undefined> {
  return tables<Tables>(tx)
    .selectFrom('certificates')
    .selectAll()
    .where('kind', '=', kind)
    .where('serial', '=', serial)
    .forUpdate()
    .executeTakeFirst();
}

/**
 * What of a card, or of a person, is not over yet, locked in one order for everybody, so that two acts never wait for
 * each other.
 */
export async function lockOpen(
  tx: Tx,
  of: { readonly cardId: string } | { readonly personId: string },
): Promise<readonly CertificateRow[]> {
  const open = tables<Tables>(tx).selectFrom('certificates').selectAll().where('state', 'in', OPEN_STATES);
  const theirs =
    'cardId' in of ? open.where('cardId', '=', of.cardId) : open.where('personId', '=', of.personId);
  return theirs.orderBy('kind').orderBy('serial').forUpdate().execute();
}

/** At most `limit` certificates whose time is over. */
export async function lockDue(tx: Tx, now: Date, limit: number): Promise<readonly CertificateRow[]> {
  return tables<Tables>(tx)
    .selectFrom('certificates')
    .selectAll()
    .where('notAfter', '<', now)
    .where('state', 'in', ['ACTIVE', 'HELD', 'HELD_FINAL'])
    .orderBy('notAfter')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

export async function updateState(
  tx: Tx,
  row: CertificateRow,
  to: Pick<CertificateRow, 'state' | 'reason' | 'unusableSince' | 'changedAt'>,
): Promise<CertificateRow> {
  await tables<Tables>(tx)
    .updateTable('certificates')
    .set(to)
    .where('kind', '=', row.kind)
    .where('serial', '=', row.serial)
    .execute();
  return { ...row, ...to };
}

export async function linkSuccessor(
  tx: Tx,
  row: Pick<CertificateRow, 'kind' | 'serial'>,
  successor: string,
): Promise<void> {
  await tables<Tables>(tx)
    .updateTable('certificates')
    .set({ supersededBy: successor })
    .where('kind', '=', row.kind)
    .where('serial', '=', row.serial)
    .execute();
}

function issued(tx: Tx) {
  return tables<Tables>(tx)
    .selectFrom('certificates as c')
    .innerJoin('certificateLedger as l', (join) =>
      join.onRef('l.authority', '=', 'c.kind').onRef('l.serial', '=', 'c.serial'),
    )
    .where('l.der', 'is not', null)
    .select([
      'c.kind',
      'c.serial',
      'c.generation',
      'c.cardId',
      'c.personId',
      'c.state',
      'c.reason',
      'c.changedAt',
      'l.notBefore',
      'l.notAfter',
      'l.der',
    ])
    .$narrowType<{ der: NotNull }>();
}

/** The driver's `Buffer` becomes plain octets, as the rest of the code has certificates. */
function asIssued(row: IssuedCertificate): IssuedCertificate {
  return { ...row, der: new Uint8Array(row.der) };
}

export async function findIssued(
  tx: Tx,
  kind: CertificateKind,
  serial: string,
): Promise<IssuedCertificate | undefined> {
  const row = await issued(tx).where('c.kind', '=', kind).where('c.serial', '=', serial).executeTakeFirst();
  return row && asIssued(row);
}

/** Serial → person id. An intent that was given up was never a certificate. */
export async function readHolders(
  tx: Tx,
  kind: CertificateKind,
  serials: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (serials.length === 0) return new Map();
  const rows = await tables<Tables>(tx)
    .selectFrom('certificates')
    .select(['serial', 'personId'])
    .where('kind', '=', kind)
    .where('serial', '=', sql<string>`any(${serials}::text[])`)
    .where('state', '<>', 'VOID')
    .execute();
  return new Map(rows.map(({ serial, personId }) => [serial, personId]));
}

/** Newest first. */
export async function issuedOfPerson(tx: Tx, personId: string): Promise<readonly IssuedCertificate[]> {
  const rows = await issued(tx)
    .where('c.personId', '=', personId)
    .orderBy('l.intendedAt', 'desc')
    .orderBy('c.kind')
    .execute();
  return rows.map(asIssued);
}

/** Newest first. */
export async function issuedOfCard(tx: Tx, cardId: string): Promise<readonly IssuedCertificate[]> {
  const rows = await issued(tx)
    .where('c.cardId', '=', cardId)
    .orderBy('l.intendedAt', 'desc')
    .orderBy('c.kind')
    .execute();
  return rows.map(asIssued);
}

export async function readStanding(
  tx: Tx,
  kind: CertificateKind,
  serial: string,
): Promise<Standing | undefined> {
  return standingRows(tx, kind).where('serial', '=', serial).executeTakeFirst();
}

/** Those of several serials that this generation has issued. */
export async function readStandings(
  tx: Tx,
  kind: CertificateKind,
  generation: number,
  serials: readonly string[],
): Promise<readonly (readonly [string, Standing])[]> {
  if (serials.length === 0) return [];
  // Live OCSP answers wait for this: translating the names of 200 rows would cost a thirtieth of it.
  const { rows } = await sql<Standing & { readonly serial: string }>`
    select serial, generation, state, reason, unusable_since as since, not_after as "notAfter"
    from certificates
    where kind = ${kind} and generation = ${generation} and state <> 'VOID'
      and serial = any(${serials}::text[])`.execute(tx.withoutPlugins());
  return rows.map((row) => [row.serial, row]);
}

/** An intent that was given up was never a certificate. */
function standingRows(tx: Tx, kind: CertificateKind) {
  return tables<Tables>(tx)
    .selectFrom('certificates')
    .select(['serial', 'generation', 'state', 'reason', 'unusableSince as since', 'notAfter'])
    .where('kind', '=', kind)
    .where('state', '<>', 'VOID');
}

/** Sorted by serial; all serials have one length, so the order of their text is that of their numbers. */
export async function readCrlEntries(
  tx: Tx,
  kind: CertificateKind,
  generation: number,
  shard: number | 'all',
  now: Date,
): Promise<readonly CrlEntry[]> {
  let query = tables<Tables>(tx)
    .selectFrom('certificates')
    .select(['serial', 'unusableSince as at', 'reason'])
    .where('kind', '=', kind)
    .where('generation', '=', generation)
    // Those that were unusable and are no more have no reason.
    .where('reason', 'is not', null)
    .where('notAfter', '>=', new Date(now.getTime() - ON_CRL_AFTER_END_MS))
    .orderBy('serial')
    // By the table's check the time is there when the reason is.
    .$narrowType<{ at: NotNull; reason: NotNull }>();
  if (shard !== 'all') query = query.where('shard', '=', shard);
  return query.execute();
}
