import { type Tx, tables } from '../platform/index.ts';
import type { KioskDocument } from './api.ts';

type PaperTables = {
  kiosk_documents: {
    request_id: string;
    subject_ref: string;
    paper_serial: string;
    sha256: string;
    pdf: Uint8Array;
  };
  kiosk_papers: {
    serial: string;
    request_id: string;
    subject_ref: string;
    municipality: string;
    document: KioskDocument;
    copies: number;
    issued_at: Date;
    sha256: string;
  };
  kiosk_stops: { municipality: string; since: Date; reason: string };
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
    .insertInto('kiosk_documents')
    .values({
      request_id: document.requestId,
      subject_ref: document.subjectRef,
      paper_serial: document.paperSerial,
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
    .selectFrom('kiosk_documents')
    .selectAll()
    .where('request_id', '=', requestId)
    .where('subject_ref', '=', subjectRef)
    .executeTakeFirst();
  return (
    row && {
      requestId: row.request_id,
      subjectRef: row.subject_ref,
      paperSerial: row.paper_serial,
      sha256: row.sha256,
      pdf: new Uint8Array(row.pdf),
    }
  );
}

export async function deleteDocument(tx: Tx, requestId: string): Promise<void> {
  await tables<PaperTables>(tx).deleteFrom('kiosk_documents').where('request_id', '=', requestId).execute();
}

export async function insertPaper(tx: Tx, paper: Paper): Promise<void> {
  await tables<PaperTables>(tx)
    .insertInto('kiosk_papers')
    .values({
      serial: paper.serial,
      request_id: paper.requestId,
      subject_ref: paper.subjectRef,
      municipality: paper.municipality,
      document: paper.document,
      copies: paper.copies,
      issued_at: paper.issuedAt,
      sha256: paper.sha256,
    })
    .execute();
}

export async function findPaper(tx: Tx, serial: string): Promise<Paper | undefined> {
  const row = await tables<PaperTables>(tx)
    .selectFrom('kiosk_papers')
    .selectAll()
    .where('serial', '=', serial)
    .executeTakeFirst();
  return (
    row && {
      serial: row.serial,
      requestId: row.request_id,
      subjectRef: row.subject_ref,
      municipality: row.municipality,
      document: row.document,
      copies: row.copies,
      issuedAt: row.issued_at,
      sha256: row.sha256,
    }
  );
}

export async function isStopped(tx: Tx, municipality: string): Promise<boolean> {
  const row = await tables<PaperTables>(tx)
    .selectFrom('kiosk_stops')
    .select('since')
    .where('municipality', '=', municipality)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertStop(tx: Tx, municipality: string, reason: string, at: Date): Promise<void> {
  await tables<PaperTables>(tx)
    .insertInto('kiosk_stops')
    .values({ municipality, since: at, reason })
    .onConflict((conflict) => conflict.column('municipality').doNothing())
    .execute();
}

export async function deleteStop(tx: Tx, municipality: string): Promise<void> {
  await tables<PaperTables>(tx).deleteFrom('kiosk_stops').where('municipality', '=', municipality).execute();
}
