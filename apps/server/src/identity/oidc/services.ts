import type { JSONColumnType } from 'kysely';
import { type Actor, type Tx, tables } from '../../platform/index.ts';
import type { AttributeScope, Service } from '../api.ts';

type ServiceTables = {
  oidcServices: {
    serviceId: string;
    nameJa: string;
    nameEn: string;
    redirectUris: JSONColumnType<string[]>;
    keys: JSONColumnType<Record<string, unknown>[]>;
    attributes: JSONColumnType<AttributeScope[]>;
    registeredAt: Date;
  };
};

export async function saveService(tx: Tx, service: Service, now: Date): Promise<void> {
  const row = {
    serviceId: service.serviceId,
    nameJa: service.name.ja,
    nameEn: service.name.en,
    redirectUris: JSON.stringify(service.redirectUris),
    keys: JSON.stringify(service.keys),
    attributes: JSON.stringify(service.attributes),
    registeredAt: now,
  };
  const { serviceId: _id, ...rest } = row;
  await tables<ServiceTables>(tx)
    .insertInto('oidcServices')
    .values(row)
    .onConflict((conflict) => conflict.column('serviceId').doUpdateSet(rest))
    .execute();
}

export async function findService(tx: Tx, serviceId: string): Promise<Service | undefined> {
  const row = await tables<ServiceTables>(tx)
    .selectFrom('oidcServices')
    .selectAll()
    .where('serviceId', '=', serviceId)
    .executeTakeFirst();
  return (
    row && {
      serviceId: row.serviceId,
      name: { ja: row.nameJa, en: row.nameEn },
      redirectUris: row.redirectUris,
      keys: row.keys,
      attributes: row.attributes,
    }
  );
}

/** A service as the actor of what it does, by the name that the resident knows. */
export function serviceActor(service: Service): Actor {
  return { kind: 'verifier', id: `service:${service.serviceId}`, name: service.name.ja };
}
