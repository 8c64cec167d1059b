import type { ApplicationState } from '@mibun/rules';
import type { Selectable } from 'kysely';
import { commonErrors, type Tx, tables } from '../../platform/index.ts';
import type { Form } from './forms-store.ts';
import type { ApplicationTable, LinkMailTable } from './migrations.ts';

export type Application = Readonly<Selectable<ApplicationTable>>;

const db = (tx: Tx) =>
  tables<{
    applications: ApplicationTable;
    applicationLinkMails: LinkMailTable;
  }>(tx);

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

export type ApplicationChanges = Partial<
  Omit<Application, 'id' | 'applicationId' | 'personId' | 'state' | 'version' | 'changedAt'>
>;

interface Draft
  extends Pick<Application, 'id' | 'state' | 'municipality' | 'channel' | 'contactEmail' | 'changedAt'>,
    Partial<Pick<Application, 'contactName' | 'token' | 'tokenExpiresAt'>> {
  /** The member of staff who takes it in, at a desk. */
  readonly takenInBy?: string;
}

export function insertDraft(
  tx: Tx,
  { applicationId, personId, cause, openedBy }: Form,
  { takenInBy, ...draft }: Draft,
): Promise<Application> {
  return db(tx)
    .insertInto('applications')
    .values({
      ...draft,
      applicationId,
      personId,
      cause,
      version: 1,
      wantsSignature: true,
      wantsAuthentication: true,
      photoFindings: JSON.stringify([]),
      openedBy: [openedBy, takenInBy].filter((by) => by !== null && by !== undefined),
      screeners: [],
      defects: JSON.stringify([]),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** By its token an application is held for the transaction: of two requests with one link the second sees the first. */
export function findApplication(
  tx: Tx,
  where: { id: string } | { token: string } | { latestOfForm: string },
): Promise<Application | undefined> {
  const query = db(tx).selectFrom('applications').selectAll();
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
  return narrowed.executeTakeFirst();
}

export async function requireApplication(tx: Tx, id: string): Promise<Application> {
  const application = await findApplication(tx, { id });
  if (!application) throw commonErrors.NOT_FOUND();
  return application;
}

export async function someApplications(tx: Tx, ids: readonly string[]): Promise<readonly Application[]> {
  if (ids.length === 0) return [];
  return db(tx).selectFrom('applications').selectAll().where('id', 'in', ids).execute();
}

export function applicationsOfPerson(tx: Tx, personId: string): Promise<readonly Application[]> {
  return db(tx)
    .selectFrom('applications')
    .selectAll()
    .where('personId', '=', personId)
    .orderBy('changedAt', 'desc')
    .orderBy('version', 'desc')
    .execute();
}

/** Of one office; without the cases of some people. */
export interface Narrowed {
  readonly municipality?: string;
  readonly without?: readonly string[];
}

export function applicationsInState(
  tx: Tx,
  states: readonly ApplicationState[],
  options: Narrowed & { limit: number; offset?: number },
): Promise<readonly Application[]> {
  let query = db(tx)
    .selectFrom('applications')
    .selectAll()
    .where('state', 'in', states)
    .orderBy('receivedAt')
    .limit(options.limit)
    .offset(options.offset ?? 0);
  if (options.municipality) query = query.where('municipality', '=', options.municipality);
  if (options.without?.length) query = query.where('personId', 'not in', options.without);
  return query.execute();
}

export async function countInStates(
  tx: Tx,
  states: readonly ApplicationState[],
  { municipality, without }: Narrowed = {},
): Promise<number> {
  let query = db(tx)
    .selectFrom('applications')
    .select((column) => column.fn.countAll<number>().as('count'))
    .where('state', 'in', states);
  if (municipality) query = query.where('municipality', '=', municipality);
  if (without?.length) query = query.where('personId', 'not in', without);
  return Number((await query.executeTakeFirstOrThrow()).count);
}

/** Other people's applications that carry the very same picture (PHO-06). */
export function othersWithPhoto(tx: Tx, photo: string, personId: string): Promise<readonly Application[]> {
  return db(tx)
    .selectFrom('applications')
    .selectAll()
    .where('photo', '=', photo)
    .where('personId', '!=', personId)
    .limit(5)
    .execute();
}

export function livingDraft(tx: Tx, applicationId: string): Promise<Application | undefined> {
  return db(tx)
    .selectFrom('applications')
    .selectAll()
    .where('applicationId', '=', applicationId)
    .where('state', '=', 'DRAFT')
    .executeTakeFirst();
}

/** Drafts whose link has run out. */
export function draftsDue(tx: Tx, until: Date, limit: number): Promise<readonly Application[]> {
  return db(tx)
    .selectFrom('applications')
    .selectAll()
    .where('state', '=', 'DRAFT')
    .where('tokenExpiresAt', '<', until)
    .limit(limit)
    .execute();
}

/** Sent back at or before that time, for the last time, and never answered. */
export function unansweredDue(tx: Tx, sentBack: Date, limit: number): Promise<readonly Application[]> {
  return db(tx)
    .selectFrom('applications')
    .selectAll()
    .where('state', '=', 'DEFECT')
    .where('sentBackAt', '<=', sentBack)
    .limit(limit)
    .execute();
}

export async function countLinkMails(
  tx: Tx,
  { applicationId, address, since }: { applicationId: string; address: string; since: Date },
): Promise<{ readonly form: number; readonly address: number }> {
  const rows = await db(tx)
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

export async function noteLinkMail(tx: Tx, mail: LinkMailTable): Promise<void> {
  await db(tx).insertInto('applicationLinkMails').values(mail).execute();
}

export async function forgetLinkMails(tx: Tx, until: Date): Promise<void> {
  await db(tx).deleteFrom('applicationLinkMails').where('at', '<', until).execute();
}

export async function isPhotoUsed(tx: Tx, photo: string): Promise<boolean> {
  const row = await db(tx)
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
  application: Application,
  to: ApplicationState,
  changes: ApplicationChanges,
  at: Date,
): Promise<Application> {
  const { defects, photoFindings, ...columns } = changes;
  const row = await db(tx)
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
  return row;
}

/**
 * What was typed and sent goes: name, address, telephone, picture. What stays says that there was a draft of this form, and
 * what became of it.
 */
export async function forgetTyped(tx: Tx, id: string): Promise<void> {
  await db(tx)
    .updateTable('applications')
    .set({
      contactName: null,
      contactEmail: null,
      phone: null,
      photo: null,
      photoFindings: JSON.stringify([]),
    })
    .where('id', '=', id)
    .execute();
}
