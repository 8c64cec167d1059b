import type { ActorKind } from '@mibun/rules';
import { type Generated, type JSONColumnType, type Selectable, sql } from 'kysely';
import type { Actor } from './actor.ts';
import type { ActName } from './acts.ts';
import type { Clock } from './clock.ts';
import { type Tx, tables } from './database/database.ts';
import { jsonRows } from './database/json-rows.ts';
import { appendOnly, type Migration } from './database/migrate.ts';

/** Why personal data is read or changed: a closed list (domain.md NUM-19 b), shown to the resident in words. */
export const PURPOSES = {
  application: { ja: '交付申請の受付', en: 'Taking in the application for a card' },
  screening: { ja: '交付申請の審査', en: 'Screening the application' },
  production: { ja: 'カードの製造', en: 'Making the card' },
  'set-up': { ja: '交付前設定', en: 'Preparing the card for pick-up' },
  'hand-over': { ja: 'カードの交付', en: 'Handing over the card' },
  'counter-service': { ja: '窓口での手続', en: 'A procedure at the counter' },
  'loss-report': { ja: '紛失・一時停止の届出', en: 'A loss report or suspension' },
  reactivation: { ja: '一時停止の解除', en: 'Reactivating the card' },
  login: { ja: 'ログイン', en: 'Logging in' },
  signing: { ja: '電子署名', en: 'Signing a document' },
  verification: { ja: '署名・証明書の検証', en: 'Checking a signature or certificate' },
  'kiosk-certificate': { ja: 'コンビニ交付', en: 'Issuing a certificate at a kiosk' },
  notice: { ja: 'お知らせの送付', en: 'Sending a notice' },
  self: { ja: '本人による閲覧', en: 'The person looked at their own record' },
  service: { ja: '民間サービスへの提供', en: 'Supplied to a service with consent' },
  administration: { ja: 'システムの運用', en: 'Running the system' },
} as const;

export type Purpose = keyof typeof PURPOSES;

export interface AuditTable {
  id: Generated<number>;
  at: Date;
  actorKind: ActorKind;
  actorId: string;
  actorName: string;
  actorOffice: string | null;
  /** `module.act`, e.g. `cards.suspend`; perhaps of an earlier version, and then `wordsOfAct` knows it no more. */
  action: string;
  purpose: Purpose;
  /** The person whom it is about. */
  subject: string | null;
  /** The case that it belongs to: an application, a hand-over, a call. */
  caseId: string | null;
  /** What the actor gave as a reason, in their words. */
  reason: string | null;
  /** Facts that allow a decision to be replayed (G10); never the Individual Number, never a PIN. */
  detail: JSONColumnType<Readonly<Record<string, unknown>>> | null;
}

type ActorColumn = 'actorKind' | 'actorId' | 'actorName' | 'actorOffice';

/** The actor is one thing, here as everywhere; in the table it is four columns, to be found by. */
export type RecordedEntry = Readonly<Omit<Selectable<AuditTable>, ActorColumn>> & { readonly actor: Actor };

type Optional = 'subject' | 'caseId' | 'reason' | 'detail';
export type AuditEntry = Omit<RecordedEntry, 'id' | 'at' | 'action' | Optional> &
  Partial<Pick<RecordedEntry, Optional>> & {
    /** A stable name that has its words (`defineActs`). */
    readonly action: ActName;
  };

type AuditTables = { auditEntries: AuditTable };

export const auditMigrations: readonly Migration[] = [
  {
    name: '0001_audit',
    statements: [
      `create table audit_entries (
         id bigint generated always as identity primary key,
         at timestamptz not null,
         actor_kind text not null, actor_id text not null, actor_name text not null, actor_office text,
         action text not null, purpose text not null,
         subject text, case_id text, reason text, detail jsonb)`,
      'create index audit_entries_by_subject on audit_entries (subject, id desc)',
      'create index audit_entries_by_actor on audit_entries (actor_id, id desc)',
      ...appendOnly('audit_entries'),
    ],
  },
];

export interface Audit {
  /** Writes the trace inside the transaction of the act, so that neither exists without the other. */
  record(tx: Tx, entry: AuditEntry): Promise<void>;
  /** Many traces by one statement, for what happens thousands of times a second. */
  recordAll(tx: Tx, entries: readonly AuditEntry[]): Promise<void>;
  /** Newest first; `before` is the id of the last entry of the previous page. */
  list(
    tx: Tx,
    filter: {
      subject?: string;
      actorId?: string;
      office?: string;
      action?: string;
      before?: number;
      limit?: number;
    },
  ): Promise<readonly RecordedEntry[]>;
}

function rowOf({ actor, action, purpose, subject, caseId, reason, detail }: AuditEntry) {
  return {
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    actorOffice: actor.office ?? null,
    action,
    purpose,
    subject: subject ?? null,
    caseId: caseId ?? null,
    reason: reason ?? null,
    detail: detail ?? null,
  };
}

export function auditWith(clock: Clock): Audit {
  return {
    async record(tx, entry) {
      const row = rowOf(entry);
      await tables<AuditTables>(tx)
        .insertInto('auditEntries')
        .values({ ...row, at: clock.now(), detail: row.detail && JSON.stringify(row.detail) })
        .execute();
    },
    async recordAll(tx, entries) {
      if (entries.length === 0) return;
      // One parameter for all rows: a parameter for each value costs more than the insert itself.
      await sql`
        insert into audit_entries (at, actor_kind, actor_id, actor_name, actor_office, action, purpose,
          subject, case_id, reason, detail)
        select ${clock.now()}::timestamptz, actor_kind, actor_id, actor_name, actor_office, action, purpose,
          subject, case_id, reason, detail
        from json_to_recordset(${jsonRows(entries.map(rowOf))}::json) as entry (
          actor_kind text, actor_id text, actor_name text, actor_office text, action text, purpose text,
          subject text, case_id text, reason text, detail jsonb)`.execute(tables<AuditTables>(tx));
    },
    async list(tx, { subject, actorId, office, action, before, limit = 50 }) {
      let query = tables<AuditTables>(tx)
        .selectFrom('auditEntries')
        .selectAll()
        .orderBy('id', 'desc')
        .limit(Math.min(limit, 200));
      if (subject) query = query.where('subject', '=', subject);
      if (actorId) query = query.where('actorId', '=', actorId);
      if (office) query = query.where('actorOffice', '=', office);
      if (action) query = query.where('action', '=', action);
      if (before) query = query.where('id', '<', before);
      const rows = await query.execute();
      return rows.map(({ actorKind: kind, actorId: id, actorName: name, actorOffice, ...entry }) => ({
        ...entry,
        actor: { kind, id, name, ...(actorOffice && { office: actorOffice }) },
      }));
    },
  };
}
