import type { ConsentState } from '@mibun/rules';
import type { Generated, JSONColumnType, Selectable } from 'kysely';
import { appendOnly, changedMeanwhile, internal, type Migration } from '../../platform/index.ts';
import type { AttributeItem, ConsentOffer } from './api.ts';

/** What of an offer is the company's own. */
export type OfferContent = Pick<ConsentOffer, 'items' | 'title' | 'gist' | 'explanations'>;

interface OfferTable {
  code: string;
  verifierId: string;
  serviceId: string;
  content: JSONColumnType<OfferContent>;
  singleUse: boolean;
  madeAt: Date;
  expiresAt: Date;
  usedAt: Date | null;
}

interface ConsentTable {
  consentId: string;
  personId: string;
  serviceId: string;
  serviceJa: string;
  serviceEn: string;
  verifierJa: string;
  verifierEn: string;
  items: JSONColumnType<readonly AttributeItem[]>;
  state: ConsentState;
  givenAt: Date;
  fromAt: Date;
  untilAt: Date;
  givenCms: Uint8Array;
  endedAt: Date | null;
  withdrawnCms: Uint8Array | null;
}

interface SupplyTable {
  id: Generated<number>;
  consentId: string;
  at: Date;
  items: JSONColumnType<readonly AttributeItem[]>;
}

export type LinkingTables = {
  consentOffers: OfferTable;
  consents: ConsentTable;
  attributeSupplies: SupplyTable;
};

export type Offer = Readonly<Selectable<OfferTable>>;
export type Consent = Readonly<Selectable<ConsentTable>>;
export type Supply = Readonly<Selectable<SupplyTable>>;

export const linkingMigrations: readonly Migration[] = [
  {
    name: '0190_linking',
    statements: [
      `create table consent_offers (
         code text primary key, verifier_id text not null, service_id text not null, content jsonb not null,
         single_use boolean not null, made_at timestamptz not null, expires_at timestamptz not null,
         used_at timestamptz)`,
      `create table consent_ceremonies (
         ceremony_id text primary key, person_id text not null, purpose text not null,
         consent_id text not null, offer_code text, items jsonb not null, text text not null,
         certificate bytea, begun_at timestamptz not null, expires_at timestamptz not null,
         signature bytea)`,
      'create index consent_ceremonies_by_end on consent_ceremonies (expires_at)',
      // The signed text stays as it was signed: `given_cms` and `withdrawn_cms` are CMS SignedData around it.
      `create table consents (
         consent_id text primary key, person_id text not null, service_id text not null,
         service_ja text not null, service_en text not null, verifier_ja text not null, verifier_en text not null,
         items jsonb not null, state text not null,
         given_at timestamptz not null, from_at timestamptz not null, until_at timestamptz not null,
         given_cms bytea not null, ended_at timestamptz, withdrawn_cms bytea)`,
      // One consent per service (LAT-03).
      `create unique index consents_one_given on consents (person_id, service_id) where state = 'GIVEN'`,
      'create index consents_by_person on consents (person_id, given_at desc)',
      `create index consents_that_end on consents (until_at) where state = 'GIVEN'`,
      `create table attribute_supplies (
         id bigint generated always as identity primary key,
         consent_id text not null, at timestamptz not null, items jsonb not null)`,
      'create index attribute_supplies_by_consent on attribute_supplies (consent_id, id)',
      ...appendOnly('attribute_supplies'),
    ],
    constraints: {
      consent_offers_pkey: internal('an id that was just drawn at random'),
      consents_pkey: changedMeanwhile,
      consents_one_given: changedMeanwhile,
    },
  },
  {
    name: '0191_consents_by_card',
    statements: [
      // Signatures by card have one place for all that is signed (`card-signature/`). What was prepared is prepared anew:
      // it was not on record with the serial of its certificate.
      `insert into card_signatures
       select ceremony_id, 'consent-signature', one.person_id, case when signature is null then 'begun' else 'signed' end,
         jsonb_build_object('purpose', purpose, 'consentId', one.consent_id, 'offerCode', offer_code,
           'items', one.items),
         begun_at,
         case when signature is null then least(expires_at,
           (date_trunc('day', begun_at at time zone 'Asia/Tokyo') + interval '1 day') at time zone 'Asia/Tokyo')
           else coalesce(signed_at, begun_at) end,
         case when signature is not null then certificate end, null, null, null, signature,
         case when signature is not null then coalesce(signed_at, begun_at) end
       from consent_ceremonies one left join lateral (
         select case purpose when 'give' then given_at else ended_at end as signed_at from consents
         where consents.consent_id = one.consent_id) as consent on true`,
      `insert into card_signature_files
       select ceremony_id, 'content', convert_to(text, 'UTF8') from consent_ceremonies where signature is null`,
      'drop table consent_ceremonies',
    ],
  },
];
