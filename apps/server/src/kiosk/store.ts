import type { KioskEvent, KioskState } from '@mibun/rules';
import type { JSONColumnType, Selectable } from 'kysely';
import {
  appendOnly,
  changedMeanwhile,
  commonErrors,
  internal,
  type Migration,
  type Tx,
  tables,
} from '../platform/index.ts';
import type { KioskDocument, RecordOptions } from './api.ts';
import { kioskErrors } from './errors.ts';

interface RequestRow {
  request_id: string;
  token_hash: string;
  challenge_hash: string;
  device_id: string;
  state: KioskState;
  version: number;
  person_id: string | null;
  card_id: string | null;
  certificate_serial: string | null;
  municipality: string | null;
  subject_ref: string | null;
  document: KioskDocument | null;
  options: JSONColumnType<RecordOptions> | null;
  copies: number | null;
  fee: number | null;
  paper_serial: string | null;
  ordered_at: Date | null;
  attempts: number;
  failure: string | null;
  created_at: Date;
  changed_at: Date;
  expires_at: Date | null;
}

type KioskTables = {
  kiosk_requests: RequestRow;
  kiosk_events: {
    request_id: string;
    subject_ref: string | null;
    at: Date;
    event: KioskEvent;
    from_state: KioskState | null;
    to_state: KioskState;
    actor_kind: string;
    reason: string | null;
  };
  kiosk_payments: {
    request_id: string;
    subject_ref: string;
    amount: number;
    paid_at: Date;
    refunded_at: Date | null;
    refund_reason: string | null;
  };
};

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
      kiosk_events_request_id_fkey: internal(
        'its row is written in the same transaction or was there before, and is never deleted',
      ),
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
];

/** One use of a kiosk by one person; `requestId` is made once and never used again. */
export interface KioskRequest {
  readonly requestId: string;
  readonly challengeHash: string;
  readonly deviceId: string;
  readonly state: KioskState;
  readonly version: number;
  /** The authenticated holder, from AUTHENTICATED on. */
  readonly holder?: {
    readonly personId: string;
    readonly cardId: string;
    readonly certificateSerial: string;
    readonly municipality: string;
    /** Opaque: says nothing about the person, and is another one in every request. */
    readonly subjectRef: string;
  };
  /** From QUOTED on. */
  readonly choice?: {
    readonly document: KioskDocument;
    readonly options: RecordOptions;
    readonly copies: number;
    readonly fee: number;
  };
  /** From ISSUING on. */
  readonly order?: { readonly paperSerial: string; readonly orderedAt: Date };
  readonly attempts: number;
  readonly failure?: string;
  readonly createdAt: Date;
  readonly changedAt: Date;
  readonly expiresAt?: Date;
}

export type RequestChanges = Partial<
  Pick<
    RequestRow,
    | 'person_id'
    | 'card_id'
    | 'certificate_serial'
    | 'municipality'
    | 'subject_ref'
    | 'document'
    | 'copies'
    | 'fee'
    | 'paper_serial'
    | 'ordered_at'
    | 'failure'
  >
> & { readonly options?: RecordOptions };

function toRequest(row: Selectable<RequestRow>): KioskRequest {
  const { person_id: personId, card_id: cardId, certificate_serial: serial, municipality } = row;
  const { document, options, copies, fee } = row;
  return {
    requestId: row.request_id,
    challengeHash: row.challenge_hash,
    deviceId: row.device_id,
    state: row.state,
    version: row.version,
    ...(personId &&
      cardId &&
      serial &&
      municipality &&
      row.subject_ref && {
        holder: { personId, cardId, certificateSerial: serial, municipality, subjectRef: row.subject_ref },
      }),
    ...(document &&
      options &&
      copies !== null &&
      fee !== null && { choice: { document, options, copies, fee } }),
    ...(row.paper_serial &&
      row.ordered_at && { order: { paperSerial: row.paper_serial, orderedAt: row.ordered_at } }),
    attempts: row.attempts,
    ...(row.failure && { failure: row.failure }),
    createdAt: row.created_at,
    changedAt: row.changed_at,
    ...(row.expires_at && { expiresAt: row.expires_at }),
  };
}

export async function insertRequest(
  tx: Tx,
  request: {
    readonly requestId: string;
    readonly tokenHash: string;
    readonly challengeHash: string;
    readonly deviceId: string;
    readonly state: KioskState;
    readonly at: Date;
    readonly expiresAt: Date;
  },
): Promise<KioskRequest> {
  const row = await tables<KioskTables>(tx)
    .insertInto('kiosk_requests')
    .values({
      request_id: request.requestId,
      token_hash: request.tokenHash,
      challenge_hash: request.challengeHash,
      device_id: request.deviceId,
      state: request.state,
      version: 1,
      attempts: 0,
      created_at: request.at,
      changed_at: request.at,
      expires_at: request.expiresAt,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toRequest(row);
}

/** Takes the row for this transaction, so that two hands on one request come one after the other. */
export async function lockRequest(
  tx: Tx,
  by: { readonly tokenHash: string } | { readonly requestId: string },
): Promise<KioskRequest | undefined> {
  const query = tables<KioskTables>(tx).selectFrom('kiosk_requests').selectAll().forUpdate();
  const row = await ('tokenHash' in by
    ? query.where('token_hash', '=', by.tokenHash)
    : query.where('request_id', '=', by.requestId)
  ).executeTakeFirst();
  return row && toRequest(row);
}

export async function saveRequest(
  tx: Tx,
  request: KioskRequest,
  state: KioskState,
  { options, ...changes }: RequestChanges,
  at: Date,
  expiresAt: Date | null,
): Promise<KioskRequest> {
  const row = await tables<KioskTables>(tx)
    .updateTable('kiosk_requests')
    .set({
      ...changes,
      ...(options && { options: JSON.stringify(options) }),
      state,
      version: request.version + 1,
      changed_at: at,
      expires_at: expiresAt,
    })
    .where('request_id', '=', request.requestId)
    .where('version', '=', request.version)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw commonErrors.CHANGED_MEANWHILE();
  return toRequest(row);
}

export async function setExpiry(tx: Tx, request: KioskRequest, expiresAt: Date): Promise<KioskRequest> {
  const row = await tables<KioskTables>(tx)
    .updateTable('kiosk_requests')
    .set({ expires_at: expiresAt })
    .where('request_id', '=', request.requestId)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toRequest(row);
}

export async function countAttempt(tx: Tx, request: KioskRequest): Promise<number> {
  const { attempts } = await tables<KioskTables>(tx)
    .updateTable('kiosk_requests')
    .set({ attempts: request.attempts + 1 })
    .where('request_id', '=', request.requestId)
    .returning('attempts')
    .executeTakeFirstOrThrow();
  return attempts;
}

export async function dueRequests(tx: Tx, at: Date): Promise<readonly string[]> {
  const rows = await tables<KioskTables>(tx)
    .selectFrom('kiosk_requests')
    .select('request_id')
    .where('expires_at', '<=', at)
    .orderBy('expires_at')
    .execute();
  return rows.map((row) => row.request_id);
}

export async function addEvent(
  tx: Tx,
  entry: {
    readonly request: KioskRequest;
    readonly event: KioskEvent;
    readonly from: KioskState | null;
    readonly actorKind: string;
    readonly reason?: string;
  },
): Promise<void> {
  const { request } = entry;
  await tables<KioskTables>(tx)
    .insertInto('kiosk_events')
    .values({
      request_id: request.requestId,
      subject_ref: request.holder?.subjectRef ?? null,
      at: request.changedAt,
      event: entry.event,
      from_state: entry.from,
      to_state: request.state,
      actor_kind: entry.actorKind,
      reason: entry.reason ?? null,
    })
    .execute();
}

export async function insertPayment(
  tx: Tx,
  payment: {
    readonly requestId: string;
    readonly subjectRef: string;
    readonly amount: number;
    readonly at: Date;
  },
): Promise<void> {
  await tables<KioskTables>(tx)
    .insertInto('kiosk_payments')
    .values({
      request_id: payment.requestId,
      subject_ref: payment.subjectRef,
      amount: payment.amount,
      paid_at: payment.at,
    })
    .execute();
}

export async function refundPayment(tx: Tx, requestId: string, reason: string, at: Date): Promise<void> {
  await tables<KioskTables>(tx)
    .updateTable('kiosk_payments')
    .set({ refunded_at: at, refund_reason: reason })
    .where('request_id', '=', requestId)
    .where('refunded_at', 'is', null)
    .execute();
}

export async function refundedAmount(tx: Tx, requestId: string): Promise<number | undefined> {
  const row = await tables<KioskTables>(tx)
    .selectFrom('kiosk_payments')
    .select('amount')
    .where('request_id', '=', requestId)
    .where('refunded_at', 'is not', null)
    .executeTakeFirst();
  return row?.amount;
}
