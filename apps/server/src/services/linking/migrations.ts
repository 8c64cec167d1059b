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

interface CeremonyTable {
  ceremonyId: string;
  personId: string;
  purpose: 'give' | 'withdraw';
  consentId: string;
  offerCode: string | null;
  items: JSONColumnType<readonly AttributeItem[]>;
  text: string;
  certificate: Uint8Array | null;
  begunAt: Date;
  expiresAt: Date;
  signature: Uint8Array | null;
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
  consentCeremonies: CeremonyTable;
  consents: ConsentTable;
  attributeSupplies: SupplyTable;
};

export type Offer = Readonly<Selectable<OfferTable>>;
export type Ceremony = Readonly<Selectable<CeremonyTable>>;
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
      // What was shown, until it is signed or left.
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
      consent_ceremonies_pkey: internal('an id that was just drawn at random'),
      consents_pkey: changedMeanwhile,
      consents_one_given: changedMeanwhile,
    },
  },
];
