import { type Tx, tables } from '../../platform/index.ts';
import type { FinishedDocument, KioskTables, Paper } from './store.ts';

export async function insertDocument(tx: Tx, document: FinishedDocument): Promise<void> {
  await tables<KioskTables>(tx).insertInto('kioskDocuments').values(document).execute();
}

export async function findDocument(
  tx: Tx,
  requestId: string,
  subjectRef: string,
): Promise<FinishedDocument | undefined> {
  return tables<KioskTables>(tx)
    .selectFrom('kioskDocuments')
    .selectAll()
    .where('requestId', '=', requestId)
    .where('subjectRef', '=', subjectRef)
    .executeTakeFirst();
}

export async function deleteDocument(tx: Tx, requestId: string): Promise<void> {
  await tables<KioskTables>(tx).deleteFrom('kioskDocuments').where('requestId', '=', requestId).execute();
}

export async function insertPaper(tx: Tx, paper: Paper): Promise<void> {
  await tables<KioskTables>(tx).insertInto('kioskPapers').values(paper).execute();
}

export async function findPaper(tx: Tx, serial: string): Promise<Paper | undefined> {
  return tables<KioskTables>(tx)
    .selectFrom('kioskPapers')
    .selectAll()
    .where('serial', '=', serial)
    .executeTakeFirst();
}

export async function isStopped(tx: Tx, municipality: string): Promise<boolean> {
  const row = await tables<KioskTables>(tx)
    .selectFrom('kioskStops')
    .select('since')
    .where('municipality', '=', municipality)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertStop(tx: Tx, municipality: string, reason: string, at: Date): Promise<void> {
  await tables<KioskTables>(tx)
    .insertInto('kioskStops')
    .values({ municipality, since: at, reason })
    .onConflict((conflict) => conflict.column('municipality').doNothing())
    .execute();
}

export async function deleteStop(tx: Tx, municipality: string): Promise<void> {
  await tables<KioskTables>(tx).deleteFrom('kioskStops').where('municipality', '=', municipality).execute();
}
