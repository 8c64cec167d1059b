import type { RevocationReason } from '@mibun/pki';
import type { InstitutionCertificateState } from '@mibun/rules';
import type { Selectable } from 'kysely';
import { type Tx, tables } from '../platform/index.ts';
import type { AuthorityKind, CrlEntry, InstitutionCertificate, Standing } from './api.ts';
import { crlEntriesOf, standingOf } from './status-rows.ts';
import { ON_CRL_AFTER_END_MS } from './values.ts';

interface InstitutionTable {
  authority: AuthorityKind;
  serial: string;
  generation: number;
  kind: InstitutionCertificate['kind'];
  reference: string;
  state: InstitutionCertificateState;
  reason: RevocationReason | null;
  revokedAt: Date | null;
  changedAt: Date;
  notAfter: Date;
  shard: number;
}

type InstitutionTables = { institutionCertificates: InstitutionTable };

export type InstitutionRow = Selectable<InstitutionTable>;

export function asInstitutionCertificate(row: InstitutionRow): InstitutionCertificate {
  return {
    authority: row.authority,
    generation: row.generation,
    kind: row.kind,
    serial: row.serial,
    reference: row.reference,
    state: row.state,
    ...(row.reason && { reason: row.reason }),
    ...(row.revokedAt && { revokedAt: row.revokedAt }),
    notAfter: row.notAfter,
  };
}

export async function insertInstitution(tx: Tx, row: InstitutionRow): Promise<void> {
  await tables<InstitutionTables>(tx).insertInto('institutionCertificates').values(row).execute();
}

function bySerial(tx: Tx, authority: AuthorityKind, serial: string) {
  return tables<InstitutionTables>(tx)
    .selectFrom('institutionCertificates')
    .selectAll()
    .where('authority', '=', authority)
    .where('serial', '=', serial);
}

/** Locks the row until the transaction ends. */
export async function lockInstitution(
  tx: Tx,
  authority: AuthorityKind,
  serial: string,
): Promise<InstitutionRow | undefined> {
  return bySerial(tx, authority, serial).forUpdate().executeTakeFirst();
}

export async function findInstitution(
  tx: Tx,
  authority: AuthorityKind,
  serial: string,
): Promise<InstitutionCertificate | undefined> {
  const row = await bySerial(tx, authority, serial).executeTakeFirst();
  return row && row.state !== 'VOID' ? asInstitutionCertificate(row) : undefined;
}

export async function updateInstitution(
  tx: Tx,
  row: Pick<InstitutionRow, 'authority' | 'serial'>,
  to: Pick<InstitutionRow, 'state' | 'reason' | 'revokedAt' | 'changedAt'>,
): Promise<void> {
  await tables<InstitutionTables>(tx)
    .updateTable('institutionCertificates')
    .set(to)
    .where('authority', '=', row.authority)
    .where('serial', '=', row.serial)
    .execute();
}

/** Soonest end first. */
export async function institutionsEnding(
  tx: Tx,
  before: Date,
  limit: number,
): Promise<readonly InstitutionCertificate[]> {
  const rows = await tables<InstitutionTables>(tx)
    .selectFrom('institutionCertificates')
    .selectAll()
    .where('state', '=', 'ACTIVE')
    .where('notAfter', '<', before)
    .orderBy('notAfter', 'desc')
    .limit(limit)
    .execute();
  return rows.map(asInstitutionCertificate).reverse();
}

/** A serial whose certificate was not signed yet is not known to anybody (RFC 6960 §2.2). */
export async function institutionStanding(
  tx: Tx,
  authority: AuthorityKind,
  serial: string,
): Promise<Standing | undefined> {
  const row = await bySerial(tx, authority, serial).executeTakeFirst();
  return row && asStanding(row);
}

/** Those of several serials that this generation has issued. */
export async function institutionStandings(
  tx: Tx,
  authority: AuthorityKind,
  generation: number,
  serials: readonly string[],
): Promise<readonly (readonly [string, Standing])[]> {
  if (serials.length === 0) return [];
  const rows = await tables<InstitutionTables>(tx)
    .selectFrom('institutionCertificates')
    .selectAll()
    .where('authority', '=', authority)
    .where('generation', '=', generation)
    .where('serial', 'in', serials)
    .execute();
  return rows.flatMap((row) => {
    const standing = asStanding(row);
    return standing ? [[row.serial, standing] as const] : [];
  });
}

function asStanding(row: InstitutionRow): Standing | undefined {
  const known = row.state !== 'VOID' && row.state !== 'PENDING';
  return known ? standingOf({ ...row, state: row.state }, row.revokedAt) : undefined;
}

export async function institutionCrlEntries(
  tx: Tx,
  authority: AuthorityKind,
  generation: number,
  shard: number | 'all',
  now: Date,
): Promise<readonly CrlEntry[]> {
  let query = tables<InstitutionTables>(tx)
    .selectFrom('institutionCertificates')
    .select(['serial', 'revokedAt as at', 'reason'])
    .where('authority', '=', authority)
    .where('generation', '=', generation)
    .where('reason', 'is not', null)
    .where('notAfter', '>=', new Date(now.getTime() - ON_CRL_AFTER_END_MS))
    .orderBy('serial');
  if (shard !== 'all') query = query.where('shard', '=', shard);
  return crlEntriesOf(await query.execute());
}
