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
  applicationId: string;
  personId: string;
  municipality: string;
  state: ApplicationState;
  version: number;
  cause: ApplicationCause;
  channel: 'online' | 'desk';
  wantsSignature: boolean;
  wantsAuthentication: boolean;
  contactName: string | null;
  contactEmail: string | null;
  phone: string | null;
  photo: string | null;
  photoFindings: JSONColumnType<readonly Finding[]>;
  snapshotVersion: number | null;
  receivedAt: Date | null;
  openedBy: readonly string[];
  screenedBy: string | null;
  screeners: readonly string[];
  cardId: string | null;
  idempotencyKey: string | null;
  /** SHA-256 of the bearer token of the draft or of the correction. */
  token: string | null;
  tokenExpiresAt: Date | null;
  defects: JSONColumnType<readonly string[]>;
  defectNote: string | null;
  changedAt: Date;
}

type ApplicationTables = {
  applications: ApplicationRow;
  /** Personal links that were mailed, for a day; of the address only its hash. */
  applicationLinkMails: { applicationId: string; address: string; at: Date };
  applicationEvents: {
    id: Generated<number>;
    application: string;
    at: Date;
    event: ApplicationEvent;
    fromState: ApplicationState | null;
    toState: ApplicationState;
    actorKind: string;
    actorName: string;
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
    | 'wantsSignature'
    | 'wantsAuthentication'
    | 'phone'
    | 'contactName'
    | 'contactEmail'
    | 'photo'
    | 'snapshotVersion'
    | 'receivedAt'
    | 'screenedBy'
    | 'screeners'
    | 'cardId'
    | 'idempotencyKey'
    | 'token'
    | 'tokenExpiresAt'
    | 'defectNote'
  >
> & { readonly defects?: readonly string[]; readonly photoFindings?: readonly Finding[] };

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
      applicationId: draft.form.applicationId,
      personId: draft.form.personId,
      municipality: draft.municipality,
      state: 'DRAFT',
      version: 1,
      cause: draft.form.cause,
      channel: draft.channel,
      wantsSignature: true,
      wantsAuthentication: true,
      contactName: draft.contactName ?? null,
      contactEmail: draft.contactEmail ?? null,
      phone: null,
      photo: null,
      photoFindings: JSON.stringify([]),
      snapshotVersion: null,
      receivedAt: null,
      openedBy: [draft.form.openedBy, draft.takenInBy].filter((by) => by !== undefined),
      screenedBy: null,
      screeners: [],
      cardId: null,
      idempotencyKey: null,
      token: draft.token ?? null,
      tokenExpiresAt: draft.tokenExpiresAt ?? null,
      defects: JSON.stringify([]),
      defectNote: null,
      changedAt: draft.at,
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
            .where('applicationId', '=', where.latestOfForm)
            .where('state', 'not in', ['DRAFT', 'EXPIRED', 'LOCKED'])
            .orderBy('receivedAt', 'desc')
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
    .where('personId', '=', personId)
    .orderBy('changedAt', 'desc')
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
    .orderBy('receivedAt')
    .limit(options.limit)
    .offset(options.offset ?? 0);
  if (options.municipality) query = query.where('municipality', '=', options.municipality);
  if (options.without?.length) query = query.where('personId', 'not in', options.without);
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
  if (without?.length) query = query.where('personId', 'not in', without);
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
    .where('personId', '!=', personId)
    .limit(5)
    .execute();
  return rows.map(toApplication);
}

export async function livingDraft(tx: Tx, applicationId: string): Promise<StoredApplication | undefined> {
  const row = await tables<ApplicationTables>(tx)
    .selectFrom('applications')
    .selectAll()
    .where('applicationId', '=', applicationId)
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
    .where('tokenExpiresAt', '<', until)
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
          selectFrom('applicationEvents')
            .select('id')
            .whereRef('application', '=', 'applications.id')
            .where('toState', '=', 'DEFECT')
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
    .selectFrom('applicationLinkMails')
    .select(['applicationId', 'address'])
    .where('at', '>', since)
    .where(({ or, eb }) => or([eb('applicationId', '=', applicationId), eb('address', '=', address)]))
    .execute();
  return {
    form: rows.filter((row) => row.applicationId === applicationId).length,
    address: rows.filter((row) => row.address === address).length,
  };
}

export async function noteLinkMail(
  tx: Tx,
  { applicationId, address, at }: { applicationId: string; address: string; at: Date },
): Promise<void> {
  await tables<ApplicationTables>(tx)
    .insertInto('applicationLinkMails')
    .values({ applicationId, address, at })
    .execute();
}

export async function forgetLinkMails(tx: Tx, until: Date): Promise<void> {
  await tables<ApplicationTables>(tx).deleteFrom('applicationLinkMails').where('at', '<', until).execute();
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
  const { defects, photoFindings, ...columns } = changes;
  const row = await tables<ApplicationTables>(tx)
    .updateTable('applications')
    .set({
      ...columns,
      ...(defects && { defects: JSON.stringify(defects) }),
      ...(photoFindings && { photoFindings: JSON.stringify(photoFindings) }),
      state: to,
      version: application.version + 1,
      changedAt: at,
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
    .insertInto('applicationEvents')
    .values({
      application: event.application,
      at: event.at,
      event: event.event,
      fromState: event.from,
      toState: event.to,
      actorKind: event.act.actor.kind,
      actorName: event.act.actor.name,
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
    .selectFrom('applicationEvents')
    .selectAll()
    .where('application', '=', application)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    at: row.at,
    event: row.event,
    from: row.fromState,
    to: row.toState,
    actorName: row.actorName,
    ...(row.reason && { reason: row.reason }),
  }));
}

function toApplication(row: Selectable<ApplicationRow>): StoredApplication {
  return {
    id: row.id,
    applicationId: row.applicationId,
    personId: row.personId,
    municipality: row.municipality,
    state: row.state,
    version: row.version,
    cause: row.cause,
    channel: row.channel,
    wantsSignature: row.wantsSignature,
    wantsAuthentication: row.wantsAuthentication,
    photoFindings: row.photoFindings,
    defects: row.defects,
    changedAt: row.changedAt,
    ...(row.contactName && { contactName: row.contactName }),
    ...(row.contactEmail && { contactEmail: row.contactEmail }),
    ...(row.phone && { phone: row.phone }),
    ...(row.photo && { photo: row.photo }),
    ...(row.snapshotVersion !== null && { snapshotVersion: row.snapshotVersion }),
    ...(row.receivedAt && { receivedAt: row.receivedAt }),
    openedBy: row.openedBy,
    screeners: row.screeners,
    ...(row.screenedBy && { screenedBy: row.screenedBy }),
    ...(row.cardId && { cardId: row.cardId }),
    ...(row.idempotencyKey && { idempotencyKey: row.idempotencyKey }),
    ...(row.tokenExpiresAt && { tokenExpiresAt: row.tokenExpiresAt }),
    ...(row.defectNote && { defectNote: row.defectNote }),
  };
}
