import type { ConsentState } from '@mibun/rules';
import { type Bilingual, type Tx, tables } from '../../platform/index.ts';
import type { Consent, LinkingTables, Offer, Supply } from './migrations.ts';

export async function insertOffer(tx: Tx, offer: Omit<Offer, 'usedAt'>): Promise<void> {
  await tables<LinkingTables>(tx)
    .insertInto('consentOffers')
    .values({ ...offer, content: JSON.stringify(offer.content) })
    .execute();
}

export async function findOffer(tx: Tx, code: string): Promise<Offer | undefined> {
  return tables<LinkingTables>(tx)
    .selectFrom('consentOffers')
    .selectAll()
    .where('code', '=', code)
    .executeTakeFirst();
}

/** Uses an offer for one person up; false when somebody was first. */
export async function useOffer(tx: Tx, code: string, now: Date): Promise<boolean> {
  const used = await tables<LinkingTables>(tx)
    .updateTable('consentOffers')
    .set({ usedAt: now })
    .where('code', '=', code)
    .where('usedAt', 'is', null)
    .returning('code')
    .executeTakeFirst();
  return used !== undefined;
}

export async function insertConsent(
  tx: Tx,
  consent: Omit<Consent, 'endedAt' | 'withdrawnCms'>,
): Promise<Consent> {
  return tables<LinkingTables>(tx)
    .insertInto('consents')
    .values({ ...consent, items: JSON.stringify(consent.items) })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The consent of a person to a service that is GIVEN, locked: a withdrawal waits for a supply, or the other way round. */
export async function lockGiven(tx: Tx, personId: string, serviceId: string): Promise<Consent | undefined> {
  return tables<LinkingTables>(tx)
    .selectFrom('consents')
    .selectAll()
    .where('personId', '=', personId)
    .where('serviceId', '=', serviceId)
    .where('state', '=', 'GIVEN')
    .forUpdate()
    .executeTakeFirst();
}

export async function lockConsent(tx: Tx, consentId: string, personId: string): Promise<Consent | undefined> {
  return tables<LinkingTables>(tx)
    .selectFrom('consents')
    .selectAll()
    .where('consentId', '=', consentId)
    .where('personId', '=', personId)
    .forUpdate()
    .executeTakeFirst();
}

/** The state in which the last consent to this service ended. */
export async function lastEnded(
  tx: Tx,
  personId: string,
  serviceId: string,
): Promise<ConsentState | undefined> {
  const row = await tables<LinkingTables>(tx)
    .selectFrom('consents')
    .select('state')
    .where('personId', '=', personId)
    .where('serviceId', '=', serviceId)
    .where('state', '!=', 'GIVEN')
    .orderBy('endedAt', 'desc')
    .executeTakeFirst();
  return row?.state;
}

/** Of a row that is held. */
export async function endConsent(
  tx: Tx,
  consent: Consent,
  state: ConsentState,
  endedAt: Date,
  withdrawnCms: Uint8Array | null,
): Promise<Consent> {
  const ended = { state, endedAt, withdrawnCms };
  await tables<LinkingTables>(tx)
    .updateTable('consents')
    .set(ended)
    .where('consentId', '=', consent.consentId)
    .execute();
  return { ...consent, ...ended };
}

export async function consentsOf(tx: Tx, personId: string): Promise<readonly Consent[]> {
  return tables<LinkingTables>(tx)
    .selectFrom('consents')
    .selectAll()
    .where('personId', '=', personId)
    .orderBy('givenAt', 'desc')
    .execute();
}

/** At most `limit` consents whose time is over, locked. */
export async function lockDue(tx: Tx, now: Date, limit: number): Promise<readonly Consent[]> {
  return (
    tables<LinkingTables>(tx)
      .selectFrom('consents')
      .selectAll()
      .where('state', '=', 'GIVEN')
      // The last second counts to its end.
      .where('untilAt', '<=', new Date(now.getTime() - 1000))
      .orderBy('untilAt')
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute()
  );
}

export async function insertSupply(tx: Tx, supply: Omit<Supply, 'id'>): Promise<void> {
  await tables<LinkingTables>(tx)
    .insertInto('attributeSupplies')
    .values({ ...supply, items: JSON.stringify(supply.items) })
    .execute();
}

export async function suppliesOf(tx: Tx, consentIds: readonly string[]): Promise<readonly Supply[]> {
  if (consentIds.length === 0) return [];
  return tables<LinkingTables>(tx)
    .selectFrom('attributeSupplies')
    .selectAll()
    .where('consentId', 'in', [...consentIds])
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
}

export function serviceOf(row: Consent): { readonly serviceId: string; readonly name: Bilingual } {
  return { serviceId: row.serviceId, name: { ja: row.serviceJa, en: row.serviceEn } };
}
