import type { JSONColumnType } from 'kysely';
import { type Actor, type Tx, tables } from '../../platform/index.ts';
import type { AttributeScope, Service } from '../api.ts';

type ServiceTables = {
  oidc_services: {
    service_id: string;
    name_ja: string;
    name_en: string;
    redirect_uris: JSONColumnType<string[]>;
    keys: JSONColumnType<Record<string, unknown>[]>;
    attributes: JSONColumnType<AttributeScope[]>;
    registered_at: Date;
  };
};

export async function saveService(tx: Tx, service: Service, now: Date): Promise<void> {
  const row = {
    service_id: service.serviceId,
    name_ja: service.name.ja,
    name_en: service.name.en,
    redirect_uris: JSON.stringify(service.redirectUris),
    keys: JSON.stringify(service.keys),
    attributes: JSON.stringify(service.attributes),
    registered_at: now,
  };
  const { service_id: _id, ...rest } = row;
  await tables<ServiceTables>(tx)
    .insertInto('oidc_services')
    .values(row)
    .onConflict((conflict) => conflict.column('service_id').doUpdateSet(rest))
    .execute();
}

export async function findService(tx: Tx, serviceId: string): Promise<Service | undefined> {
  const row = await tables<ServiceTables>(tx)
    .selectFrom('oidc_services')
    .selectAll()
    .where('service_id', '=', serviceId)
    .executeTakeFirst();
  return (
    row && {
      serviceId: row.service_id,
      name: { ja: row.name_ja, en: row.name_en },
      redirectUris: row.redirect_uris,
      keys: row.keys,
      attributes: row.attributes,
    }
  );
}

/** A service as the actor of what it does, by the name that the resident knows. */
export function serviceActor(service: Service): Actor {
  return { kind: 'verifier', id: `service:${service.serviceId}`, name: service.name.ja };
}
