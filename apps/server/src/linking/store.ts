import type { ConsentState } from '@mibun/rules';
import type { Generated, JSONColumnType, Selectable } from 'kysely';
import { type Bilingual, type Tx, tables } from '../platform/index.ts';
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
  items: JSONColumnType<AttributeItem[]>;
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
  items: JSONColumnType<AttributeItem[]>;
  state: ConsentState;
  givenAt: Date;
  fromAt: Date;
  untilAt: Date;
  givenCms: Uint8Array;
  endedAt: Date | null;
  withdrawnCms: Uint8Array | null;
}

type Tables = {
  consentOffers: OfferTable;
  consentCeremonies: CeremonyTable;
  consents: ConsentTable;
  attributeSupplies: {
    id: Generated<number>;
    consentId: string;
    at: Date;
    items: JSONColumnType<AttributeItem[]>;
  };
};

export type OfferRow = Selectable<OfferTable>;
export type CeremonyRow = Selectable<CeremonyTable>;
export type ConsentRow = Selectable<ConsentTable>;

export async function insertOffer(
  tx: Tx,
  row: Omit<OfferRow, 'content' | 'usedAt'> & { readonly content: OfferContent },
): Promise<void> {
  await tables<Tables>(tx)
    .insertInto('consentOffers')
    .values({ ...row, content: JSON.stringify(row.content), usedAt: null })
    .execute();
}

export async function findOffer(tx: Tx, code: string): Promise<OfferRow | undefined> {
  return tables<Tables>(tx)
    .selectFrom('consentOffers')
    .selectAll()
    .where('code', '=', code)
    .executeTakeFirst();
}

/** Uses an offer for one person up; false when somebody was first. */
export async function useOffer(tx: Tx, code: string, now: Date): Promise<boolean> {
  const used = await tables<Tables>(tx)
    .updateTable('consentOffers')
    .set({ usedAt: now })
    .where('code', '=', code)
    .where('usedAt', 'is', null)
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
    .deleteFrom('consentCeremonies')
    .where('expiresAt', '<', row.begunAt)
    .where('signature', 'is', null)
    .execute();
  await db
    .insertInto('consentCeremonies')
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
    .selectFrom('consentCeremonies')
    .selectAll()
    .where('ceremonyId', '=', ceremonyId)
    .where('personId', '=', personId)
    .forUpdate()
    .executeTakeFirst();
}

export async function updateCeremony(
  tx: Tx,
  ceremonyId: string,
  change: Partial<Pick<CeremonyRow, 'certificate' | 'signature'>>,
): Promise<void> {
  await tables<Tables>(tx)
    .updateTable('consentCeremonies')
    .set(change)
    .where('ceremonyId', '=', ceremonyId)
    .execute();
}

export async function insertConsent(
  tx: Tx,
  row: Omit<ConsentRow, 'items' | 'endedAt' | 'withdrawnCms'> & {
    readonly items: readonly AttributeItem[];
  },
): Promise<void> {
  await tables<Tables>(tx)
    .insertInto('consents')
    .values({ ...row, items: JSON.stringify(row.items), endedAt: null, withdrawnCms: null })
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
    .where('personId', '=', personId)
    .where('serviceId', '=', serviceId)
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
  const row = await tables<Tables>(tx)
    .selectFrom('consents')
    .select('state')
    .where('personId', '=', personId)
    .where('serviceId', '=', serviceId)
    .where('state', '!=', 'GIVEN')
    .orderBy('endedAt', 'desc')
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
    .set({ state, endedAt: now, withdrawnCms })
    .where('consentId', '=', consentId)
    .execute();
}

export async function consentsOf(tx: Tx, personId: string): Promise<readonly ConsentRow[]> {
  return tables<Tables>(tx)
    .selectFrom('consents')
    .selectAll()
    .where('personId', '=', personId)
    .orderBy('givenAt', 'desc')
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
      .where('untilAt', '<=', new Date(now.getTime() - 1000))
      .orderBy('untilAt')
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
    .insertInto('attributeSupplies')
    .values({ consentId, at, items: JSON.stringify(items) })
    .execute();
}

export async function suppliesOf(tx: Tx, consentIds: readonly string[]): Promise<readonly Supply[]> {
  if (consentIds.length === 0) return [];
  const rows = await tables<Tables>(tx)
    .selectFrom('attributeSupplies')
    .selectAll()
    .where('consentId', 'in', [...consentIds])
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  return rows.map(({ consentId, at, items }) => ({ consentId, at, items }));
}

export function serviceOf(row: ConsentRow): { readonly serviceId: string; readonly name: Bilingual } {
  return { serviceId: row.serviceId, name: { ja: row.serviceJa, en: row.serviceEn } };
}
