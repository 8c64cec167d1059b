import type { RevocationReason } from '@mibun/pki';
import type { CertificateEvent, CertificateState } from '@mibun/rules';
import type { Generated, Selectable } from 'kysely';
import { type Tx, tables } from '../platform/index.ts';
import type { AuthorityKind, CertificateKind, CrlEntry, IssuedCertificate, Standing } from './api.ts';

interface CertificateTable {
  kind: CertificateKind;
  serial: string;
  card_id: string;
  person_id: string;
  state: CertificateState;
  reason: RevocationReason | null;
  unusable_since: Date | null;
  changed_at: Date;
  not_after: Date;
  shard: number;
  superseded_by: string | null;
}

interface ChangeTable {
  id: Generated<number>;
  kind: CertificateKind;
  serial: string;
  at: Date;
  event: CertificateEvent;
  state_before: CertificateState | null;
  state_after: CertificateState;
  reason: RevocationReason | null;
  actor_kind: string;
  actor_id: string;
}

type Tables = {
  certificates: CertificateTable;
  certificate_changes: ChangeTable;
  certificate_ledger: {
    authority: AuthorityKind;
    serial: string;
    der: Uint8Array | null;
    not_before: Date;
    not_after: Date;
    intended_at: Date;
  };
};

export type CertificateRow = Selectable<CertificateTable>;

const OPEN_STATES = ['PENDING', 'ACTIVE', 'HELD', 'HELD_FINAL'] as const;

/** How long an entry stays on the CRL after its certificate has expired: many CRLs, so that it is on one at least. */
const AFTER_EXPIRY_MS = 31 * 86_400_000;

export async function insertCertificate(tx: Tx, row: CertificateRow): Promise<void> {
  await tables<Tables>(tx).insertInto('certificates').values(row).execute();
}

export async function recordChange(tx: Tx, change: Omit<Selectable<ChangeTable>, 'id'>): Promise<void> {
  await tables<Tables>(tx).insertInto('certificate_changes').values(change).execute();
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

/** What of a card is not over yet, locked in one order for everybody, so that two acts never wait for each other. */
export async function lockOpenOfCard(tx: Tx, cardId: string): Promise<readonly CertificateRow[]> {
  return tables<Tables>(tx)
    .selectFrom('certificates')
    .selectAll()
    .where('card_id', '=', cardId)
    .where('state', 'in', OPEN_STATES)
    .orderBy('kind')
    .orderBy('serial')
    .forUpdate()
    .execute();
}

/** At most `limit` certificates whose time is over. */
export async function lockDue(tx: Tx, now: Date, limit: number): Promise<readonly CertificateRow[]> {
  return tables<Tables>(tx)
    .selectFrom('certificates')
    .selectAll()
    .where('not_after', '<', now)
    .where('state', 'in', ['ACTIVE', 'HELD', 'HELD_FINAL'])
    .orderBy('not_after')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

export async function updateState(
  tx: Tx,
  row: Pick<CertificateRow, 'kind' | 'serial'>,
  to: Pick<CertificateRow, 'state' | 'reason' | 'unusable_since' | 'changed_at'>,
): Promise<void> {
  await tables<Tables>(tx)
    .updateTable('certificates')
    .set(to)
    .where('kind', '=', row.kind)
    .where('serial', '=', row.serial)
    .execute();
}

export async function linkSuccessor(
  tx: Tx,
  row: Pick<CertificateRow, 'kind' | 'serial'>,
  successor: string,
): Promise<void> {
  await tables<Tables>(tx)
    .updateTable('certificates')
    .set({ superseded_by: successor })
    .where('kind', '=', row.kind)
    .where('serial', '=', row.serial)
    .execute();
}

function issued(tx: Tx) {
  return tables<Tables>(tx)
    .selectFrom('certificates as c')
    .innerJoin('certificate_ledger as l', (join) =>
      join.onRef('l.authority', '=', 'c.kind').onRef('l.serial', '=', 'c.serial'),
    )
    .where('l.der', 'is not', null)
    .select([
      'c.kind',
      'c.serial',
      'c.card_id',
      'c.person_id',
      'c.state',
      'c.reason',
      'c.changed_at',
      'l.not_before',
      'l.not_after',
      'l.der',
    ]);
}

type IssuedRow = Awaited<ReturnType<ReturnType<typeof issued>['execute']>>[number];

function asIssued(row: IssuedRow): IssuedCertificate {
  return {
    kind: row.kind,
    serial: row.serial,
    cardId: row.card_id,
    personId: row.person_id,
    state: row.state,
    ...(row.reason && { reason: row.reason }),
    changedAt: row.changed_at,
    notBefore: row.not_before,
    notAfter: row.not_after,
    der: new Uint8Array(row.der ?? []),
  };
}

export async function findIssued(
  tx: Tx,
  kind: CertificateKind,
  serial: string,
): Promise<IssuedCertificate | undefined> {
  const row = await issued(tx).where('c.kind', '=', kind).where('c.serial', '=', serial).executeTakeFirst();
  return row && asIssued(row);
}

/** Newest first. */
export async function issuedOfCard(tx: Tx, cardId: string): Promise<readonly IssuedCertificate[]> {
  const rows = await issued(tx)
    .where('c.card_id', '=', cardId)
    .orderBy('l.intended_at', 'desc')
    .orderBy('c.kind')
    .execute();
  return rows.map(asIssued);
}

export async function readStanding(
  tx: Tx,
  kind: CertificateKind,
  serial: string,
): Promise<Standing | undefined> {
  const row = await tables<Tables>(tx)
    .selectFrom('certificates')
    .select(['state', 'reason', 'unusable_since', 'not_after'])
    .where('kind', '=', kind)
    .where('serial', '=', serial)
    .executeTakeFirst();
  // An intent that was given up was never a certificate.
  if (!row || row.state === 'VOID') return undefined;
  return {
    state: row.state,
    ...(row.reason && { reason: row.reason }),
    ...(row.unusable_since && { since: row.unusable_since }),
    notAfter: row.not_after,
  };
}

/** Sorted by serial; all serials have one length, so the order of their text is that of their numbers. */
export async function readCrlEntries(
  tx: Tx,
  kind: CertificateKind,
  shard: number | 'all',
  now: Date,
): Promise<readonly CrlEntry[]> {
  let query = tables<Tables>(tx)
    .selectFrom('certificates')
    .select(['serial', 'unusable_since', 'reason'])
    .where('kind', '=', kind)
    .where('reason', 'is not', null)
    .where('not_after', '>=', new Date(now.getTime() - AFTER_EXPIRY_MS))
    .orderBy('serial');
  if (shard !== 'all') query = query.where('shard', '=', shard);
  const rows = await query.execute();
  return rows.flatMap(({ serial, unusable_since: at, reason }) =>
    at && reason ? [{ serial, at, reason }] : [],
  );
}
