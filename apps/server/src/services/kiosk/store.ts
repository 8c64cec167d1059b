import type { KioskState } from '@mibun/rules';
import type { Insertable, JSONColumnType, Selectable } from 'kysely';
import {
  appendOnly,
  changedMeanwhile,
  commonErrors,
  internal,
  type Migration,
  type Tx,
  tables,
} from '../../platform/index.ts';
import type { KioskDocument, RecordOptions } from './api.ts';
import { kioskErrors } from './errors.ts';

interface RequestTable {
  requestId: string;
  tokenHash: string;
  challengeHash: string;
  deviceId: string;
  state: KioskState;
  version: number;
  /** The authenticated holder, all or none of these: from AUTHENTICATED on. */
  personId: string | null;
  cardId: string | null;
  certificateSerial: string | null;
  municipality: string | null;
  /** Opaque: says nothing about the person, and is another one in every request. */
  subjectRef: string | null;
  /** The choice and its price: from QUOTED on. */
  document: KioskDocument | null;
  options: JSONColumnType<RecordOptions> | null;
  copies: number | null;
  fee: number | null;
  /** The order: from ISSUING on. */
  paperSerial: string | null;
  orderedAt: Date | null;
  attempts: number;
  failure: string | null;
  createdAt: Date;
  changedAt: Date;
  expiresAt: Date | null;
}

interface PaymentTable {
  requestId: string;
  subjectRef: string;
  amount: number;
  paidAt: Date;
  refundedAt: Date | null;
  refundReason: string | null;
}

interface DocumentTable {
  requestId: string;
  subjectRef: string;
  paperSerial: string;
  sha256: string;
  pdf: Uint8Array;
}

interface PaperTable {
  serial: string;
  requestId: string;
  subjectRef: string;
  municipality: string;
  document: KioskDocument;
  copies: number;
  issuedAt: Date;
  sha256: string;
}

export type KioskTables = {
  kioskRequests: RequestTable;
  kioskPayments: PaymentTable;
  kioskDocuments: DocumentTable;
  kioskPapers: PaperTable;
  kioskStops: { municipality: string; since: Date; reason: string };
};

/** One use of a kiosk by one person; `requestId` is made once and never used again. */
export type KioskRequest = Readonly<Selectable<RequestTable>>;
/** A finished PDF between its check and its printing. Found by request and subject together, or not at all. */
export type FinishedDocument = Readonly<DocumentTable>;
/** A paper that has left a printer. */
export type Paper = Readonly<PaperTable>;

export const kioskMigrations: readonly Migration[] = [
  {
    name: '0100_kiosk',
    statements: [
      `create table kiosk_requests (
         request_id text primary key, token_hash text not null unique, challenge_hash text not null,
         device_id text not null, state text not null, version integer not null,
         person_id text, card_id text, certificate_serial text, municipality text, subject_ref text unique,
         document text, options jsonb, copies integer, fee integer,
         paper_serial text unique, ordered_at timestamptz, attempts integer not null, failure text,
         created_at timestamptz not null, changed_at timestamptz not null, expires_at timestamptz,
         unique (request_id, subject_ref))`,
      'create index kiosk_requests_by_expiry on kiosk_requests (expires_at) where expires_at is not null',
      `create table kiosk_events (
         id bigint generated always as identity primary key,
         request_id text not null references kiosk_requests, subject_ref text,
         at timestamptz not null, event text not null, from_state text, to_state text not null,
         actor_kind text not null, reason text)`,
      'create index kiosk_events_by_request on kiosk_events (request_id, id)',
      ...appendOnly('kiosk_events'),
      // What belongs to a request names request and subject, and both must be those of one row (KSK-09).
      `create table kiosk_payments (
         request_id text primary key, subject_ref text not null,
         amount integer not null, paid_at timestamptz not null, refunded_at timestamptz, refund_reason text,
         foreign key (request_id, subject_ref) references kiosk_requests (request_id, subject_ref))`,
      `create table kiosk_documents (
         request_id text primary key, subject_ref text not null, paper_serial text not null,
         sha256 text not null, pdf bytea not null,
         foreign key (request_id, subject_ref) references kiosk_requests (request_id, subject_ref))`,
      `create table kiosk_papers (
         serial text primary key, request_id text not null unique, subject_ref text not null,
         municipality text not null, document text not null, copies integer not null,
         issued_at timestamptz not null, sha256 text not null,
         foreign key (request_id, subject_ref) references kiosk_requests (request_id, subject_ref))`,
      ...appendOnly('kiosk_papers'),
      `create table kiosk_stops (
         municipality text primary key, since timestamptz not null, reason text not null)`,
    ],
    constraints: {
      kiosk_requests_pkey: internal('an id that was just drawn at random'),
      kiosk_requests_token_hash_key: internal('the digest of a token that was just drawn at random'),
      kiosk_requests_subject_ref_key: internal('an id that was just drawn at random'),
      kiosk_requests_paper_serial_key: internal('an id that was just drawn at random'),
      kiosk_requests_request_id_subject_ref_key: internal('an id that was just drawn at random'),
      kiosk_payments_pkey: changedMeanwhile,
      kiosk_payments_request_id_subject_ref_fkey: internal(
        'its row is written in the same transaction or was there before, and is never deleted',
      ),
      kiosk_documents_pkey: changedMeanwhile,
      kiosk_documents_request_id_subject_ref_fkey: internal(
        'its row is written in the same transaction or was there before, and is never deleted',
      ),
      kiosk_papers_pkey: internal('an id that was just drawn at random'),
      kiosk_papers_request_id_key: kioskErrors.KIOSK_PRINTED_ALREADY,
      kiosk_papers_request_id_subject_ref_fkey: internal(
        'its row is written in the same transaction or was there before, and is never deleted',
      ),
      kiosk_stops_pkey: internal('the statement leaves the row that is there alone'),
    },
  },
  {
    name: '0101_kiosk_life',
    statements: [
      `insert into life_events (machine, thing, at, event, from_state, to_state, actor_kind, actor_id, actor_name,
         rule, reason)
       select 'kiosk', request_id, at, event, from_state, to_state, actor_kind, actor_kind || ':kiosk', 'Mibun',
         '§10.5', reason from kiosk_events order by id`,
      'drop table kiosk_events',
    ],
  },
];

export async function insertRequest(
  tx: Tx,
  request: Omit<Insertable<RequestTable>, 'version' | 'attempts'>,
): Promise<KioskRequest> {
  return tables<KioskTables>(tx)
    .insertInto('kioskRequests')
    .values({ ...request, version: 1, attempts: 0 })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Takes the row for this transaction, so that two hands on one request come one after the other. */
export async function lockRequest(
  tx: Tx,
  by: { readonly tokenHash: string } | { readonly requestId: string },
): Promise<KioskRequest | undefined> {
  const query = tables<KioskTables>(tx).selectFrom('kioskRequests').selectAll().forUpdate();
  return (
    'tokenHash' in by
      ? query.where('tokenHash', '=', by.tokenHash)
      : query.where('requestId', '=', by.requestId)
  ).executeTakeFirst();
}

export async function saveRequest(
  tx: Tx,
  request: KioskRequest,
  state: KioskState,
  { options, ...changes }: Partial<KioskRequest>,
  at: Date,
  expiresAt: Date | null,
): Promise<KioskRequest> {
  const row = await tables<KioskTables>(tx)
    .updateTable('kioskRequests')
    .set({
      ...changes,
      ...(options && { options: JSON.stringify(options) }),
      state,
      version: request.version + 1,
      changedAt: at,
      expiresAt,
    })
    .where('requestId', '=', request.requestId)
    .where('version', '=', request.version)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw commonErrors.CHANGED_MEANWHILE();
  return row;
}

export async function setExpiry(tx: Tx, request: KioskRequest, expiresAt: Date): Promise<KioskRequest> {
  return tables<KioskTables>(tx)
    .updateTable('kioskRequests')
    .set({ expiresAt })
    .where('requestId', '=', request.requestId)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function countAttempt(tx: Tx, request: KioskRequest): Promise<number> {
  const { attempts } = await tables<KioskTables>(tx)
    .updateTable('kioskRequests')
    .set({ attempts: request.attempts + 1 })
    .where('requestId', '=', request.requestId)
    .returning('attempts')
    .executeTakeFirstOrThrow();
  return attempts;
}

export async function dueRequests(tx: Tx, at: Date): Promise<readonly string[]> {
  const rows = await tables<KioskTables>(tx)
    .selectFrom('kioskRequests')
    .select('requestId')
    .where('expiresAt', '<=', at)
    .orderBy('expiresAt')
    .execute();
  return rows.map((row) => row.requestId);
}

export async function insertPayment(tx: Tx, payment: Insertable<PaymentTable>): Promise<void> {
  await tables<KioskTables>(tx).insertInto('kioskPayments').values(payment).execute();
}

export async function refundPayment(tx: Tx, requestId: string, reason: string, at: Date): Promise<void> {
  await tables<KioskTables>(tx)
    .updateTable('kioskPayments')
    .set({ refundedAt: at, refundReason: reason })
    .where('requestId', '=', requestId)
    .where('refundedAt', 'is', null)
    .execute();
}

export async function refundedAmount(tx: Tx, requestId: string): Promise<number | undefined> {
  const row = await tables<KioskTables>(tx)
    .selectFrom('kioskPayments')
    .select('amount')
    .where('requestId', '=', requestId)
    .where('refundedAt', 'is not', null)
    .executeTakeFirst();
  return row?.amount;
}
