import type { StaffRole } from '@mibun/rules';
import type { Generated, JSONColumnType } from 'kysely';
import { internal, type Migration } from '../../platform/index.ts';
import type { AttributeScope, ChallengePurpose } from './api.ts';

/** What an answer to this challenge also agrees to; kept here, so that the page cannot change it afterwards. */
export type Binding = Readonly<Record<string, unknown>>;

export interface ChallengeTable {
  idHash: string;
  purpose: ChallengePurpose;
  statementJa: string;
  statementEn: string;
  binding: JSONColumnType<Binding> | null;
  expiresAt: Date;
}

export interface DutyTable {
  dutyId: string;
  personId: string;
  role: StaffRole;
  /** Municipality code; exactly for the roles that are held at one (§9). */
  office: string | null;
  /** The name that residents see in their access log. */
  name: string;
  beganAt: Date;
  endedAt: Date | null;
  endedBy: string | null;
  endReason: string | null;
}

export interface ServiceTable {
  /** Letters, digits, `-`; also what the pairwise ids of its customers hang on (USE-12). */
  serviceId: string;
  nameJa: string;
  nameEn: string;
  redirectUris: JSONColumnType<readonly string[]>;
  /** Public keys of its `private_key_jwt`, as JWKs (USE-10). */
  keys: JSONColumnType<readonly Readonly<Record<string, unknown>>[]>;
  /** The attributes that it may ask for; nothing else is ever offered for consent. */
  attributes: JSONColumnType<readonly AttributeScope[]>;
  registeredAt: Date;
  /** Stands on the operator's list, which alone changes or ends it. */
  listed: Generated<boolean>;
}

/** What oidc-provider keeps: interactions, sessions, grants, codes, tokens, used assertions. */
export interface PayloadTable {
  model: string;
  id: string;
  payload: JSONColumnType<Readonly<Record<string, unknown>>>;
  grantId: string | null;
  uid: string | null;
  consumedAt: Date | null;
  expiresAt: Date | null;
}

export const loginMigrations: readonly Migration[] = [
  {
    name: '0080_identity',
    statements: [
      // The id is stored hashed and the nonce not at all: who reads the table cannot answer an open challenge.
      `create table login_challenges (
         id_hash text primary key, purpose text not null,
         statement_ja text not null, statement_en text not null, binding jsonb,
         expires_at timestamptz not null)`,
      'create index login_challenges_by_expiry on login_challenges (expires_at)',
      `create table staff (
         person_id text not null, role text not null, office text, name text not null,
         primary key (person_id, role))`,
    ],
    constraints: {
      login_challenges_pkey: internal('an id that was just drawn at random'),
    },
  },
  {
    name: '0081_identity_openid',
    statements: [
      `create table oidc_services (
         service_id text primary key, name_ja text not null, name_en text not null,
         redirect_uris jsonb not null, keys jsonb not null, attributes jsonb not null,
         registered_at timestamptz not null)`,
      `create table oidc_payloads (
         model text not null, id text not null, payload jsonb not null,
         grant_id text, uid text, consumed_at timestamptz, expires_at timestamptz,
         primary key (model, id))`,
      'create index oidc_payloads_by_grant on oidc_payloads (grant_id) where grant_id is not null',
      'create index oidc_payloads_by_uid on oidc_payloads (model, uid) where uid is not null',
      'create index oidc_payloads_by_expiry on oidc_payloads (expires_at)',
    ],
    constraints: {
      oidc_services_pkey: internal('the statement updates the row that is there'),
      oidc_payloads_pkey: internal('the statement updates the row that is there'),
    },
  },
  {
    name: '0082_identity_duties',
    statements: [
      `create table duties (
         duty_id text primary key, person_id text not null, role text not null, office text, name text not null,
         began_at timestamptz not null, ended_at timestamptz, ended_by text, end_reason text,
         constraint duties_office_by_role check ((role in ('clerk', 'supervisor')) = (office is not null)),
         constraint duties_ended_whole check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (end_reason is null)))`,
      `create unique index duties_open on duties (person_id, role, coalesce(office, '')) where ended_at is null`,
      // A municipal role that was saved without an office reached every office; it is given anew, with one.
      `insert into duties (duty_id, person_id, role, office, name, began_at)
         select 'duty-' || md5(person_id || role), person_id, role,
           case when role in ('clerk', 'supervisor') then office end, name, now()
         from staff where role not in ('clerk', 'supervisor') or office is not null`,
      'drop table staff',
    ],
    constraints: {
      duties_pkey: internal('an id that was just drawn at random'),
      duties_open: internal('the statement leaves the row that is there'),
      duties_office_by_role: internal('the use case has refused it before the statement'),
      duties_ended_whole: internal('the one statement that ends a duty sets all three'),
    },
  },
  {
    name: '0083_oidc_by_person',
    statements: [`create index oidc_payloads_by_person on oidc_payloads ((payload ->> 'accountId'))`],
  },
  {
    name: '0084_listed_services',
    statements: ['alter table oidc_services add column listed boolean not null default false'],
  },
];
