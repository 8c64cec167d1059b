import type { NotNull } from 'kysely';
import { type Tx, tables } from '../../platform/index.ts';
import type { AuthorityKind, CrlEntry, InstitutionCertificate, Standing } from './api.ts';
import { ON_CRL_AFTER_END_MS } from './values.ts';

type InstitutionTables = { institutionCertificates: InstitutionCertificate };

export async function insertInstitution(
  tx: Tx,
  row: InstitutionCertificate,
): Promise<InstitutionCertificate> {
  await tables<InstitutionTables>(tx).insertInto('institutionCertificates').values(row).execute();
  return row;
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
): Promise<InstitutionCertificate | undefined> {
  return bySerial(tx, authority, serial).forUpdate().executeTakeFirst();
}

export async function findInstitution(
  tx: Tx,
  authority: AuthorityKind,
  serial: string,
): Promise<InstitutionCertificate | undefined> {
  return bySerial(tx, authority, serial).where('state', '<>', 'VOID').executeTakeFirst();
}

export async function updateInstitution(
  tx: Tx,
  row: InstitutionCertificate,
  to: Partial<InstitutionCertificate>,
): Promise<InstitutionCertificate> {
  await tables<InstitutionTables>(tx)
    .updateTable('institutionCertificates')
    .set(to)
    .where('authority', '=', row.authority)
    .where('serial', '=', row.serial)
    .execute();
  return { ...row, ...to };
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
  return rows.reverse();
}

export async function institutionStanding(
  tx: Tx,
  authority: AuthorityKind,
  serial: string,
): Promise<Standing | undefined> {
  return standingRows(tx, authority).where('serial', '=', serial).executeTakeFirst();
}

/** Those of several serials that this generation has issued. */
export async function institutionStandings(
  tx: Tx,
  authority: AuthorityKind,
  generation: number,
  serials: readonly string[],
): Promise<readonly (readonly [string, Standing])[]> {
  if (serials.length === 0) return [];
  const rows = await standingRows(tx, authority)
    .where('generation', '=', generation)
    .where('serial', 'in', serials)
    .execute();
  return rows.map((row) => [row.serial, row]);
}

/** A serial whose certificate was not signed yet is not known to anybody (RFC 6960 §2.2). */
function standingRows(tx: Tx, authority: AuthorityKind) {
  return tables<InstitutionTables>(tx)
    .selectFrom('institutionCertificates')
    .select(['serial', 'generation', 'state', 'reason', 'revokedAt as since', 'notAfter'])
    .where('authority', '=', authority)
    .where('state', 'not in', ['VOID', 'PENDING']);
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
    // Those that were unusable and are no more have no reason.
    .where('reason', 'is not', null)
    .where('notAfter', '>=', new Date(now.getTime() - ON_CRL_AFTER_END_MS))
    .orderBy('serial')
    // By the table's check the time is there when the reason is.
    .$narrowType<{ at: NotNull; reason: NotNull }>();
  if (shard !== 'all') query = query.where('shard', '=', shard);
  return query.execute();
}
