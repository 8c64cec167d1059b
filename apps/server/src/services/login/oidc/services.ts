import type { Selectable } from 'kysely';
import { type Actor, type Bilingual, type Tx, tables } from '../../../platform/index.ts';
import type { ServiceTable } from '../migrations.ts';

/** A service that logs people in through the OpenID Provider. Its two names are one pair, as everywhere else. */
export type Service = Readonly<
  Omit<Selectable<ServiceTable>, 'nameJa' | 'nameEn' | 'registeredAt' | 'listed'>
> & {
  readonly name: Bilingual;
};

/** As it is on record. */
export type RegisteredService = Service & Pick<Selectable<ServiceTable>, 'listed'>;

const db = (tx: Tx) => tables<{ oidcServices: ServiceTable }>(tx);

export async function saveService(
  tx: Tx,
  { serviceId, name, redirectUris, keys, attributes, listed }: RegisteredService,
  now: Date,
): Promise<void> {
  const columns = {
    nameJa: name.ja,
    nameEn: name.en,
    redirectUris: JSON.stringify(redirectUris),
    keys: JSON.stringify(keys),
    attributes: JSON.stringify(attributes),
    registeredAt: now,
    listed,
  };
  await db(tx)
    .insertInto('oidcServices')
    .values({ serviceId, ...columns })
    .onConflict((conflict) => conflict.column('serviceId').doUpdateSet(columns))
    .execute();
}

export async function deleteService(tx: Tx, serviceId: string): Promise<void> {
  await db(tx).deleteFrom('oidcServices').where('serviceId', '=', serviceId).execute();
}

export async function findService(tx: Tx, serviceId: string): Promise<RegisteredService | undefined> {
  const row = await db(tx)
    .selectFrom('oidcServices')
    .selectAll()
    .where('serviceId', '=', serviceId)
    .executeTakeFirst();
  return row && toService(row);
}

export async function listedServices(tx: Tx): Promise<readonly RegisteredService[]> {
  const rows = await db(tx).selectFrom('oidcServices').selectAll().where('listed', '=', true).execute();
  return rows.map(toService);
}

function toService({
  nameJa,
  nameEn,
  registeredAt: _,
  ...service
}: Readonly<Selectable<ServiceTable>>): RegisteredService {
  return { ...service, name: { ja: nameJa, en: nameEn } };
}

/** A service as the actor of what it does, by the name that the resident knows. */
export function serviceActor(service: Service): Actor {
  return { kind: 'verifier', id: `service:${service.serviceId}`, name: service.name.ja };
}
