import type { Selectable } from 'kysely';
import { type Actor, type Bilingual, type Tx, tables } from '../../../platform/index.ts';
import type { ServiceTable } from '../migrations.ts';

/** A service that logs people in through the OpenID Provider. Its two names are one pair, as everywhere else. */
export type Service = Readonly<Omit<Selectable<ServiceTable>, 'nameJa' | 'nameEn' | 'registeredAt'>> & {
  readonly name: Bilingual;
};

const db = (tx: Tx) => tables<{ oidcServices: ServiceTable }>(tx);

export async function saveService(tx: Tx, service: Service, now: Date): Promise<void> {
  const columns = {
    nameJa: service.name.ja,
    nameEn: service.name.en,
    redirectUris: JSON.stringify(service.redirectUris),
    keys: JSON.stringify(service.keys),
    attributes: JSON.stringify(service.attributes),
    registeredAt: now,
  };
  await db(tx)
    .insertInto('oidcServices')
    .values({ serviceId: service.serviceId, ...columns })
    .onConflict((conflict) => conflict.column('serviceId').doUpdateSet(columns))
    .execute();
}

export async function findService(tx: Tx, serviceId: string): Promise<Service | undefined> {
  const row = await db(tx)
    .selectFrom('oidcServices')
    .selectAll()
    .where('serviceId', '=', serviceId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { nameJa, nameEn, ...service } = row;
  return { ...service, name: { ja: nameJa, en: nameEn } };
}

/** A service as the actor of what it does, by the name that the resident knows. */
export function serviceActor(service: Service): Actor {
  return { kind: 'verifier', id: `service:${service.serviceId}`, name: service.name.ja };
}
