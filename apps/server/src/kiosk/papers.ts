import { type Tx, tables } from '../platform/index.ts';
import type { KioskDocument } from './api.ts';

type PaperTables = {
  kioskDocuments: {
    requestId: string;
    subjectRef: string;
    paperSerial: string;
    sha256: string;
    pdf: Uint8Array;
  };
  kioskPapers: {
    serial: string;
    requestId: string;
    subjectRef: string;
    municipality: string;
    document: KioskDocument;
    copies: number;
    issuedAt: Date;
    sha256: string;
  };
  kioskStops: { municipality: string; since: Date; reason: string };
};

/** A finished PDF between its check and its printing. Found by request and subject together, or not at all. */
export interface FinishedDocument {
  readonly requestId: string;
  readonly subjectRef: string;
  readonly paperSerial: string;
  readonly sha256: string;
  readonly pdf: Uint8Array;
}

/** A paper that has left a printer. */
export interface Paper {
  readonly serial: string;
  readonly requestId: string;
  readonly subjectRef: string;
  readonly municipality: string;
  readonly document: KioskDocument;
  readonly copies: number;
  readonly issuedAt: Date;
  readonly sha256: string;
}

export async function insertDocument(tx: Tx, document: FinishedDocument): Promise<void> {
  await tables<PaperTables>(tx)
    .insertInto('kioskDocuments')
    .values({
      requestId: document.requestId,
      subjectRef: document.subjectRef,
      paperSerial: document.paperSerial,
      sha256: document.sha256,
      pdf: document.pdf,
    })
    .execute();
}

export async function findDocument(
  tx: Tx,
  requestId: string,
  subjectRef: string,
): Promise<FinishedDocument | undefined> {
  const row = await tables<PaperTables>(tx)
    .selectFrom('kioskDocuments')
    .selectAll()
    .where('requestId', '=', requestId)
    .where('subjectRef', '=', subjectRef)
    .executeTakeFirst();
  return (
    row && {
      requestId: row.requestId,
      subjectRef: row.subjectRef,
      paperSerial: row.paperSerial,
      sha256: row.sha256,
      pdf: new Uint8Array(row.pdf),
    }
  );
}

export async function deleteDocument(tx: Tx, requestId: string): Promise<void> {
  await tables<PaperTables>(tx).deleteFrom('kioskDocuments').where('requestId', '=', requestId).execute();
}

export async function insertPaper(tx: Tx, paper: Paper): Promise<void> {
  await tables<PaperTables>(tx)
    .insertInto('kioskPapers')
    .values({
      serial: paper.serial,
      requestId: paper.requestId,
      subjectRef: paper.subjectRef,
      municipality: paper.municipality,
      document: paper.document,
      copies: paper.copies,
      issuedAt: paper.issuedAt,
      sha256: paper.sha256,
    })
    .execute();
}

export async function findPaper(tx: Tx, serial: string): Promise<Paper | undefined> {
  const row = await tables<PaperTables>(tx)
    .selectFrom('kioskPapers')
    .selectAll()
    .where('serial', '=', serial)
    .executeTakeFirst();
  return (
    row && {
      serial: row.serial,
      requestId: row.requestId,
      subjectRef: row.subjectRef,
      municipality: row.municipality,
      document: row.document,
      copies: row.copies,
      issuedAt: row.issuedAt,
      sha256: row.sha256,
    }
  );
}

export async function isStopped(tx: Tx, municipality: string): Promise<boolean> {
  const row = await tables<PaperTables>(tx)
    .selectFrom('kioskStops')
    .select('since')
    .where('municipality', '=', municipality)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertStop(tx: Tx, municipality: string, reason: string, at: Date): Promise<void> {
  await tables<PaperTables>(tx)
    .insertInto('kioskStops')
    .values({ municipality, since: at, reason })
    .onConflict((conflict) => conflict.column('municipality').doNothing())
    .execute();
}

export async function deleteStop(tx: Tx, municipality: string): Promise<void> {
  await tables<PaperTables>(tx).deleteFrom('kioskStops').where('municipality', '=', municipality).execute();
}
