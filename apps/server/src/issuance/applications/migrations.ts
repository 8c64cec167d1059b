import type { ApplicationState } from '@mibun/rules';
import type { JSONColumnType } from 'kysely';
import { changedMeanwhile, internal, type Migration } from '../../platform/index.ts';
import { applicationErrors } from './errors.ts';

export type ApplicationCause = 'first' | 'renewal' | 'lost' | 'damaged' | 'addendum-full';

export interface FormTable {
  applicationId: string;
  personId: string;
  cause: ApplicationCause;
  openedAt: Date;
  /** The member of staff who opened it; null for those that were sent to everybody. */
  openedBy: string | null;
  superseded: boolean;
  mismatches: number;
  locked: boolean;
}

export interface Finding {
  readonly id: string;
  readonly ja: string;
  readonly en: string;
}

export interface ApplicationTable {
  id: string;
  /** The 23 digits of the form (APP-01). */
  applicationId: string;
  personId: string;
  municipality: string;
  state: ApplicationState;
  /** Goes up with every change: what a clerk saw must be what a clerk decides on. */
  version: number;
  cause: ApplicationCause;
  channel: 'online' | 'desk';
  wantsSignature: boolean;
  wantsAuthentication: boolean;
  contactName: string | null;
  contactEmail: string | null;
  phone: string | null;
  /** Blob id (SHA-256) of the photo as sent. */
  photo: string | null;
  photoFindings: JSONColumnType<readonly Finding[]>;
  /** Registry version frozen at approval. */
  snapshotVersion: number | null;
  receivedAt: Date | null;
  /** Who opened its form or took it in at a desk: must neither screen it nor hand it over (ROL-01). */
  openedBy: readonly string[];
  /** Who decided last. */
  screenedBy: string | null;
  /** Everybody who screened it, also who sent it back: must neither make its card nor hand it over (ROL-01, §9). */
  screeners: readonly string[];
  cardId: string | null;
  idempotencyKey: string | null;
  /** SHA-256 of the bearer token of the draft or of the correction. */
  token: string | null;
  tokenExpiresAt: Date | null;
  defects: JSONColumnType<readonly string[]>;
  defectNote: string | null;
  /** The last time. */
  sentBackAt: Date | null;
  changedAt: Date;
}

/** Personal links that were mailed, for a day; of the address only its hash. */
export interface LinkMailTable {
  applicationId: string;
  address: string;
  at: Date;
}

export const applicationMigrations: readonly Migration[] = [
  {
    name: '0020_applications',
    statements: [
      `create table application_forms (
         application_id text primary key, person_id text not null, cause text not null, opened_at timestamptz not null,
         superseded boolean not null, mismatches integer not null, locked boolean not null)`,
      'create index application_forms_by_person on application_forms (person_id)',
      `create table applications (
         id text primary key, application_id text not null references application_forms, person_id text not null,
         municipality text not null, state text not null, version integer not null, cause text not null,
         channel text not null, wants_signature boolean not null, wants_authentication boolean not null,
         contact_name text, contact_email text, phone text, photo text, photo_findings jsonb not null,
         snapshot_version integer, received_at timestamptz, screened_by text, card_id text,
         idempotency_key text, token text unique, token_expires_at timestamptz,
         defects jsonb not null, defect_note text, changed_at timestamptz not null)`,
      'create index applications_by_person on applications (person_id, changed_at desc)',
      'create index applications_by_state on applications (state, received_at)',
      'create index applications_by_photo on applications (photo)',
      // APP-05: one open application per person, whatever two clerks or two devices do at the same moment.
      `create unique index applications_one_open on applications (person_id) where state in
         ('RECEIVED', 'SCREENING', 'DEFECT', 'APPROVED', 'IN_PRODUCTION', 'SHIPPED', 'AT_MUNICIPALITY', 'READY')`,
      `create table application_events (
         id bigint generated always as identity primary key, application text not null references applications,
         at timestamptz not null, event text not null, from_state text, to_state text not null,
         actor_kind text not null, actor_name text not null, reason text)`,
      'create index application_events_by_application on application_events (application, id)',
    ],
    constraints: {
      application_forms_pkey: internal('an id that was just drawn at random'),
      applications_pkey: internal('an id that was just drawn at random'),
      applications_application_id_fkey: internal(
        'its row is written in the same transaction or was there before, and is never deleted',
      ),
      applications_token_key: internal('the digest of a token that was just drawn at random'),
      applications_one_open: applicationErrors.APPLICATION_ALREADY_OPEN,
    },
  },
  {
    name: '0021_one_usable_form',
    statements: [
      `update application_forms as older set superseded = true where not superseded and exists (
         select 1 from application_forms as newer where newer.person_id = older.person_id and not newer.superseded
           and (newer.opened_at, newer.application_id) > (older.opened_at, older.application_id))`,
      // APP-01: a new form ends the one before it, also when two clerks open one at the same moment.
      'create unique index application_forms_one_usable on application_forms (person_id) where not superseded',
    ],
    constraints: { application_forms_one_usable: changedMeanwhile },
  },
  {
    name: '0021_applications_opened_by',
    statements: [
      // ROL-01: whoever opened the form or took the application in neither screens it nor hands its card over.
      'alter table application_forms add column opened_by text',
      "alter table applications add column opened_by text[] not null default '{}'",
      // Sent back by one and approved by another, it was screened by both.
      "alter table applications add column screeners text[] not null default '{}'",
      'update applications set screeners = array[screened_by] where screened_by is not null',
    ],
  },
  {
    name: '0022_one_draft_a_form',
    statements: [
      `update applications earlier set state = 'EXPIRED', contact_name = null, contact_email = null, phone = null,
         photo = null where state = 'DRAFT' and exists (select from applications later
         where later.application_id = earlier.application_id and later.state = 'DRAFT'
           and (later.changed_at, later.id) > (earlier.changed_at, earlier.id))`,
      `create unique index applications_one_draft on applications (application_id) where state = 'DRAFT'`,
      `create index applications_drafts_due on applications (token_expires_at) where state = 'DRAFT'`,
      `create table application_link_mails (
         application_id text not null references application_forms, address text not null, at timestamptz not null)`,
      'create index application_link_mails_by_time on application_link_mails (at)',
    ],
    constraints: {
      applications_one_draft: changedMeanwhile,
      application_link_mails_application_id_fkey: internal(
        'its row is written in the same transaction or was there before, and is never deleted',
      ),
    },
  },
  {
    name: '0023_applications_life',
    statements: [
      'alter table applications add column sent_back_at timestamptz',
      `update applications set sent_back_at = (select max(at) from application_events
         where application = applications.id and to_state = 'DEFECT')`,
      // §10.1: what was typed into a draft that was never sent is kept by nobody, also where the registry ended it.
      `update applications set contact_name = null, contact_email = null, phone = null, photo = null
         where state = 'CANCELLED' and received_at is null`,
      `insert into life_events (machine, thing, at, event, from_state, to_state, actor_kind, actor_id, actor_name,
         rule, reason)
       select 'application', application, at, event, from_state, to_state, actor_kind,
         actor_kind || ':applications', actor_name, '§10.1', reason from application_events order by id`,
      'drop table application_events',
    ],
  },
];
