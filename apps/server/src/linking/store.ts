import type { ConsentState } from '@mibun/rules';
import type { Generated, JSONColumnType, Selectable } from 'kysely';
import { type Bilingual, type Tx, tables } from '../platform/index.ts';
import type { AttributeItem, ConsentOffer } from './api.ts';

/** What of an offer is the company's own. */
export type OfferContent = Pick<ConsentOffer, 'items' | 'title' | 'gist' | 'explanations'>;

interface OfferTable {
  code: string;
  verifier_id: string;
  service_id: string;
  content: JSONColumnType<OfferContent>;
  single_use: boolean;
  made_at: Date;
  expires_at: Date;
  used_at: Date | null;
}

interface CeremonyTable {
  ceremony_id: string;
  person_id: string;
  purpose: 'give' | 'withdraw';
  consent_id: string;
  offer_code: string | null;
  items: JSONColumnType<AttributeItem[]>;
  text: string;
  certificate: Uint8Array | null;
  begun_at: Date;
  expires_at: Date;
  signature: Uint8Array | null;
}

interface ConsentTable {
  consent_id: string;
  person_id: string;
  service_id: string;
  service_ja: string;
  service_en: string;
  verifier_ja: string;
  verifier_en: string;
  items: JSONColumnType<AttributeItem[]>;
  state: ConsentState;
  given_at: Date;
  from_at: Date;
  until_at: Date;
  given_cms: Uint8Array;
  ended_at: Date | null;
  withdrawn_cms: Uint8Array | null;
}

type Tables = {
  consent_offers: OfferTable;
  consent_ceremonies: CeremonyTable;
  consents: ConsentTable;
  attribute_supplies: {
    id: Generated<number>;
    consent_id: string;
    at: Date;
    items: JSONColumnType<AttributeItem[]>;
  };
};

export type OfferRow = Selectable<OfferTable>;
export type CeremonyRow = Selectable<CeremonyTable>;
export type ConsentRow = Selectable<ConsentTable>;

export async function insertOffer(
  tx: Tx,
  row: Omit<OfferRow, 'content' | 'used_at'> & { readonly content: OfferContent },
): Promise<void> {
  await tables<Tables>(tx)
    .insertInto('consent_offers')
    .values({ ...row, content: JSON.stringify(row.content), used_at: null })
    .execute();
}

export async function findOffer(tx: Tx, code: string): Promise<OfferRow | undefined> {
  return tables<Tables>(tx)
    .selectFrom('consent_offers')
    .selectAll()
    .where('code', '=', code)
    .executeTakeFirst();
}

/** Uses an offer for one person up; false when somebody was first. */
export async function useOffer(tx: Tx, code: string, now: Date): Promise<boolean> {
  const used = await tables<Tables>(tx)
    .updateTable('consent_offers')
    .set({ used_at: now })
    .where('code', '=', code)
    .where('used_at', 'is', null)
    .returning('code')
    .executeTakeFirst();
  return used !== undefined;
}

export async function insertCeremony(
  tx: Tx,
  row: Omit<CeremonyRow, 'items' | 'certificate' | 'signature'> & {
    readonly items: readonly AttributeItem[];
  },
): Promise<void> {
  const db = tables<Tables>(tx);
  await db
    .deleteFrom('consent_ceremonies')
    .where('expires_at', '<', row.begun_at)
    .where('signature', 'is', null)
    .execute();
  await db
    .insertInto('consent_ceremonies')
    .values({ ...row, items: JSON.stringify(row.items), certificate: null, signature: null })
    .execute();
}

/** Only the person's own; locked until the transaction ends. */
export async function lockCeremony(
  tx: Tx,
  ceremonyId: string,
  personId: string,
): Promise<CeremonyRow | undefined> {
  return tables<Tables>(tx)
    .selectFrom('consent_ceremonies')
    .selectAll()
    .where('ceremony_id', '=', ceremonyId)
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirst();
}

export async function updateCeremony(
  tx: Tx,
  ceremonyId: string,
  change: Partial<Pick<CeremonyRow, 'certificate' | 'signature'>>,
): Promise<void> {
  await tables<Tables>(tx)
    .updateTable('consent_ceremonies')
    .set(change)
    .where('ceremony_id', '=', ceremonyId)
    .execute();
}

export async function insertConsent(
  tx: Tx,
  row: Omit<ConsentRow, 'items' | 'ended_at' | 'withdrawn_cms'> & {
    readonly items: readonly AttributeItem[];
  },
): Promise<void> {
  await tables<Tables>(tx)
    .insertInto('consents')
    .values({ ...row, items: JSON.stringify(row.items), ended_at: null, withdrawn_cms: null })
    .execute();
}

/** The consent of a person to a service that is GIVEN, locked: a withdrawal waits for a supply, or the other way round. */
export async function lockGiven(
  tx: Tx,
  personId: string,
  serviceId: string,
): Promise<ConsentRow | undefined> {
  return tables<Tables>(tx)
    .selectFrom('consents')
    .selectAll()
    .where('person_id', '=', personId)
    .where('service_id', '=', serviceId)
    .where('state', '=', 'GIVEN')
    .forUpdate()
    .executeTakeFirst();
}

export async function lockConsent(
  tx: Tx,
  consentId: string,
  personId: string,
): Promise<ConsentRow | undefined> {
  return tables<Tables>(tx)
    .selectFrom('consents')
    .selectAll()
    .where('consent_id', '=', consentId)
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirst();
}

/** The state in which the last consent to this service ended. */
export async function lastEnded(
  tx: Tx,
  personId: string,
  serviceId: string,
): Promise<ConsentState | undefined> {
  const row = await tables<Tables>(tx)
    .selectFrom('consents')
    .select('state')
    .where('person_id', '=', personId)
    .where('service_id', '=', serviceId)
    .where('state', '!=', 'GIVEN')
    .orderBy('ended_at', 'desc')
    .executeTakeFirst();
  return row?.state;
}

export async function endConsent(
  tx: Tx,
  consentId: string,
  state: ConsentState,
  now: Date,
  withdrawnCms: Uint8Array | null = null,
): Promise<void> {
  await tables<Tables>(tx)
    .updateTable('consents')
    .set({ state, ended_at: now, withdrawn_cms: withdrawnCms })
    .where('consent_id', '=', consentId)
    .execute();
}

export async function consentsOf(tx: Tx, personId: string): Promise<readonly ConsentRow[]> {
  return tables<Tables>(tx)
    .selectFrom('consents')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('given_at', 'desc')
    .execute();
}

/** At most `limit` consents whose time is over, locked. */
export async function lockDue(tx: Tx, now: Date, limit: number): Promise<readonly ConsentRow[]> {
  return (
    tables<Tables>(tx)
      .selectFrom('consents')
      .selectAll()
      .where('state', '=', 'GIVEN')
      // The last second counts to its end.
      .where('until_at', '<=', new Date(now.getTime() - 1000))
      .orderBy('until_at')
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute()
  );
}

export interface Supply {
  readonly consentId: string;
  readonly at: Date;
  readonly items: readonly AttributeItem[];
}

export async function insertSupply(tx: Tx, { consentId, at, items }: Supply): Promise<void> {
  await tables<Tables>(tx)
    .insertInto('attribute_supplies')
    .values({ consent_id: consentId, at, items: JSON.stringify(items) })
    .execute();
}

export async function suppliesOf(tx: Tx, consentIds: readonly string[]): Promise<readonly Supply[]> {
  if (consentIds.length === 0) return [];
  const rows = await tables<Tables>(tx)
    .selectFrom('attribute_supplies')
    .selectAll()
    .where('consent_id', 'in', [...consentIds])
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  return rows.map(({ consent_id: consentId, at, items }) => ({ consentId, at, items }));
}

export function serviceOf(row: ConsentRow): { readonly serviceId: string; readonly name: Bilingual } {
  return { serviceId: row.service_id, name: { ja: row.service_ja, en: row.service_en } };
}
