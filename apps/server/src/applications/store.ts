import type { ApplicationEvent, ApplicationState } from '@mibun/rules';
import type { Generated, JSONColumnType, Selectable } from 'kysely';
import { type Act, commonErrors, type Tx, tables } from '../platform/index.ts';
import type { Application, ApplicationCause } from './api.ts';
import type { Form } from './forms-store.ts';

export interface Finding {
  readonly id: string;
  readonly ja: string;
  readonly en: string;
}

interface ApplicationRow {
  id: string;
  application_id: string;
  person_id: string;
  municipality: string;
  state: ApplicationState;
  version: number;
  cause: ApplicationCause;
  channel: 'online' | 'desk';
  wants_signature: boolean;
  wants_authentication: boolean;
  contact_name: string | null;
  contact_email: string | null;
  phone: string | null;
  photo: string | null;
  photo_findings: JSONColumnType<readonly Finding[]>;
  snapshot_version: number | null;
  received_at: Date | null;
  opened_by: readonly string[];
  screened_by: string | null;
  screeners: readonly string[];
  card_id: string | null;
  idempotency_key: string | null;
  /** SHA-256 of the bearer token of the draft or of the correction. */
  token: string | null;
  token_expires_at: Date | null;
  defects: JSONColumnType<readonly string[]>;
  defect_note: string | null;
  changed_at: Date;
}

type ApplicationTables = {
  applications: ApplicationRow;
  /** Personal links that were mailed, for a day; of the address only its hash. */
  application_link_mails: { application_id: string; address: string; at: Date };
  application_events: {
    id: Generated<number>;
    application: string;
    at: Date;
    event: ApplicationEvent;
    from_state: ApplicationState | null;
    to_state: ApplicationState;
    actor_kind: string;
    actor_name: string;
    reason: string | null;
  };
};

export const OPEN_STATES: readonly ApplicationState[] = [
  'RECEIVED',
  'SCREENING',
  'DEFECT',
  'APPROVED',
  'IN_PRODUCTION',
  'SHIPPED',
  'AT_MUNICIPALITY',
  'READY',
];

export interface StoredApplication extends Application {
  readonly contactName?: string;
  readonly phone?: string;
  readonly photoFindings: readonly Finding[];
  readonly idempotencyKey?: string;
  readonly tokenExpiresAt?: Date;
  readonly defects: readonly string[];
  readonly defectNote?: string;
}

export type ApplicationChanges = Partial<
  Pick<
    ApplicationRow,
    | 'wants_signature'
    | 'wants_authentication'
    | 'phone'
    | 'contact_name'
    | 'contact_email'
    | 'photo'
    | 'snapshot_version'
    | 'received_at'
    | 'screened_by'
    | 'screeners'
    | 'card_id'
    | 'idempotency_key'
    | 'token'
    | 'token_expires_at'
    | 'defect_note'
  >
> & { readonly defects?: readonly string[]; readonly photo_findings?: readonly Finding[] };

export async function insertDraft(
  tx: Tx,
  draft: {
    id: string;
    form: Form;
    municipality: string;
    channel: 'online' | 'desk';
    /** The member of staff who takes it in, at a desk. */
    takenInBy?: string;
    contactName?: string;
    contactEmail?: string;
    token?: string;
    tokenExpiresAt?: Date;
    at: Date;
  },
): Promise<StoredApplication> {
  const row = await tables<ApplicationTables>(tx)
    .insertInto('applications')
    .values({
      id: draft.id,
      application_id: draft.form.applicationId,
      person_id: draft.form.personId,
      municipality: draft.municipality,
      state: 'DRAFT',
      version: 1,
      cause: draft.form.cause,
      channel: draft.channel,
      wants_signature: true,
      wants_authentication: true,
      contact_name: draft.contactName ?? null,
      contact_email: draft.contactEmail ?? null,
      phone: null,
      photo: null,
      photo_findings: JSON.stringify([]),
      snapshot_version: null,
      received_at: null,
      opened_by: [draft.form.openedBy, draft.takenInBy].filter((by) => by !== undefined),
      screened_by: null,
      screeners: [],
      card_id: null,
      idempotency_key: null,
      token: draft.token ?? null,
      token_expires_at: draft.tokenExpiresAt ?? null,
      defects: JSON.stringify([]),
      defect_note: null,
      changed_at: draft.at,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return toApplication(row);
}

/** By its token an application is held for the transaction: of two requests with one link the second sees the first. */
export async function findApplication(
  tx: Tx,
  where: { id: string } | { token: string } | { latestOfForm: string },
): Promise<StoredApplication | undefined> {
  const query = tables<ApplicationTables>(tx).selectFrom('applications').selectAll();
  const narrowed =
    'id' in where
      ? query.where('id', '=', where.id)
      : 'token' in where
        ? query.where('token', '=', where.token).forUpdate()
        : query
            .where('application_id', '=', where.latestOfForm)
            .where('state', 'not in', ['DRAFT', 'EXPIRED', 'LOCKED'])
            .orderBy('received_at', 'desc')
            .limit(1);
  const row = await narrowed.executeTakeFirst();
  return row && toApplication(row);
}

export async function requireApplication(tx: Tx, id: string): Promise<StoredApplication> {
  const application = await findApplication(tx, { id });
  if (!application) throw commonErrors.NOT_FOUND();
  return application;
}

export async function applicationsOfPerson(tx: Tx, personId: string): Promise<readonly StoredApplication[]> {
  const rows = await tables<ApplicationTables>(tx)
    .selectFrom('applications')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('changed_at', 'desc')
    .orderBy('version', 'desc')
    .execute();
  return rows.map(toApplication);
}

/** Of one office; without the cases of some people. */
export interface Narrowed {
  readonly municipality?: string;
  readonly without?: readonly string[];
}

export async function applicationsInState(
  tx: Tx,
  states: readonly ApplicationState[],
  options: Narrowed & { limit: number; offset?: number },
): Promise<readonly StoredApplication[]> {
  let query = tables<ApplicationTables>(tx)
    .selectFrom('applications')
    .selectAll()
    .where('state', 'in', states)
    .orderBy('received_at')
    .limit(options.limit)
    .offset(options.offset ?? 0);
  if (options.municipality) query = query.where('municipality', '=', options.municipality);
  if (options.without?.length) query = query.where('person_id', 'not in', options.without);
  return (await query.execute()).map(toApplication);
}

export async function countInStates(
  tx: Tx,
  states: readonly ApplicationState[],
  { municipality, without }: Narrowed = {},
): Promise<number> {
  let query = tables<ApplicationTables>(tx)
    .selectFrom('applications')
    .select((column) => column.fn.countAll<number>().as('count'))
    .where('state', 'in', states);
  if (municipality) query = query.where('municipality', '=', municipality);
  if (without?.length) query = query.where('person_id', 'not in', without);
  return Number((await query.executeTakeFirstOrThrow()).count);
}

/** Other people's applications that carry the very same picture (PHO-06). */
export async function othersWithPhoto(
  tx: Tx,
  photo: string,
  personId: string,
): Promise<readonly StoredApplication[]> {
  const rows = await tables<ApplicationTables>(tx)
    .selectFrom('applications')
    .selectAll()
    .where('photo', '=', photo)
    .where('person_id', '!=', personId)
    .limit(5)
    .execute();
  return rows.map(toApplication);
}

export async function livingDraft(tx: Tx, applicationId: string): Promise<StoredApplication | undefined> {
  const row = await tables<ApplicationTables>(tx)
    .selectFrom('applications')
    .selectAll()
    .where('application_id', '=', applicationId)
    .where('state', '=', 'DRAFT')
    .executeTakeFirst();
  return row && toApplication(row);
}

/** Drafts whose link has run out. */
export async function draftsDue(tx: Tx, until: Date, limit: number): Promise<readonly StoredApplication[]> {
  const rows = await tables<ApplicationTables>(tx)
    .selectFrom('applications')
    .selectAll()
    .where('state', '=', 'DRAFT')
    .where('token_expires_at', '<', until)
    .limit(limit)
    .execute();
  return rows.map(toApplication);
}

/** Sent back at or before that time, for the last time, and never answered. */
export async function unansweredDue(
  tx: Tx,
  sentBack: Date,
  limit: number,
): Promise<readonly StoredApplication[]> {
  const rows = await tables<ApplicationTables>(tx)
    .selectFrom('applications')
    .selectAll()
    .where('state', '=', 'DEFECT')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('application_events')
            .select('id')
            .whereRef('application', '=', 'applications.id')
            .where('to_state', '=', 'DEFECT')
            .where('at', '>', sentBack),
        ),
      ),
    )
    .limit(limit)
    .execute();
  return rows.map(toApplication);
}

export async function countLinkMails(
  tx: Tx,
  { applicationId, address, since }: { applicationId: string; address: string; since: Date },
): Promise<{ readonly form: number; readonly address: number }> {
  const rows = await tables<ApplicationTables>(tx)
    .selectFrom('application_link_mails')
    .select(['application_id', 'address'])
    .where('at', '>', since)
    .where(({ or, eb }) => or([eb('application_id', '=', applicationId), eb('address', '=', address)]))
    .execute();
  return {
    form: rows.filter((row) => row.application_id === applicationId).length,
    address: rows.filter((row) => row.address === address).length,
  };
}

export async function noteLinkMail(
  tx: Tx,
  { applicationId, address, at }: { applicationId: string; address: string; at: Date },
): Promise<void> {
  await tables<ApplicationTables>(tx)
    .insertInto('application_link_mails')
    .values({ application_id: applicationId, address, at })
    .execute();
}

export async function forgetLinkMails(tx: Tx, until: Date): Promise<void> {
  await tables<ApplicationTables>(tx).deleteFrom('application_link_mails').where('at', '<', until).execute();
}

export async function isPhotoUsed(tx: Tx, photo: string): Promise<boolean> {
  const row = await tables<ApplicationTables>(tx)
    .selectFrom('applications')
    .select('id')
    .where('photo', '=', photo)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Writes what a step changes if the application is still as it was read; otherwise somebody else was first. */
export async function saveApplication(
  tx: Tx,
  application: StoredApplication,
  to: ApplicationState,
  changes: ApplicationChanges,
  at: Date,
): Promise<StoredApplication> {
  const { defects, photo_findings, ...columns } = changes;
  const row = await tables<ApplicationTables>(tx)
    .updateTable('applications')
    .set({
      ...columns,
      ...(defects && { defects: JSON.stringify(defects) }),
      ...(photo_findings && { photo_findings: JSON.stringify(photo_findings) }),
      state: to,
      version: application.version + 1,
      changed_at: at,
    })
    .where('id', '=', application.id)
    .where('version', '=', application.version)
    .returningAll()
    .executeTakeFirst();
  if (!row) throw commonErrors.CHANGED_MEANWHILE();
  return toApplication(row);
}

export async function addEvent(
  tx: Tx,
  event: {
    application: string;
    at: Date;
    event: ApplicationEvent;
    from: ApplicationState | null;
    to: ApplicationState;
    act: Act;
  },
): Promise<void> {
  await tables<ApplicationTables>(tx)
    .insertInto('application_events')
    .values({
      application: event.application,
      at: event.at,
      event: event.event,
      from_state: event.from,
      to_state: event.to,
      actor_kind: event.act.actor.kind,
      actor_name: event.act.actor.name,
      reason: event.act.reason ?? null,
    })
    .execute();
}

export interface HistoryEntry {
  readonly at: Date;
  readonly event: ApplicationEvent;
  readonly from: ApplicationState | null;
  readonly to: ApplicationState;
  readonly actorName: string;
  readonly reason?: string;
}

export async function historyOf(tx: Tx, application: string): Promise<readonly HistoryEntry[]> {
  const rows = await tables<ApplicationTables>(tx)
    .selectFrom('application_events')
    .selectAll()
    .where('application', '=', application)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    at: row.at,
    event: row.event,
    from: row.from_state,
    to: row.to_state,
    actorName: row.actor_name,
    ...(row.reason && { reason: row.reason }),
  }));
}

function toApplication(row: Selectable<ApplicationRow>): StoredApplication {
  return {
    id: row.id,
    applicationId: row.application_id,
    personId: row.person_id,
    municipality: row.municipality,
    state: row.state,
    version: row.version,
    cause: row.cause,
    channel: row.channel,
    wantsSignature: row.wants_signature,
    wantsAuthentication: row.wants_authentication,
    photoFindings: row.photo_findings,
    defects: row.defects,
    changedAt: row.changed_at,
    ...(row.contact_name && { contactName: row.contact_name }),
    ...(row.contact_email && { contactEmail: row.contact_email }),
    ...(row.phone && { phone: row.phone }),
    ...(row.photo && { photo: row.photo }),
    ...(row.snapshot_version !== null && { snapshotVersion: row.snapshot_version }),
    ...(row.received_at && { receivedAt: row.received_at }),
    openedBy: row.opened_by,
    screeners: row.screeners,
    ...(row.screened_by && { screenedBy: row.screened_by }),
    ...(row.card_id && { cardId: row.card_id }),
    ...(row.idempotency_key && { idempotencyKey: row.idempotency_key }),
    ...(row.token_expires_at && { tokenExpiresAt: row.token_expires_at }),
    ...(row.defect_note && { defectNote: row.defect_note }),
  };
}
