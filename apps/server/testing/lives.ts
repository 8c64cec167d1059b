import assert from 'node:assert/strict';
import { jstDate, type PlainDate, plainDate } from '@mibun/rules';
import { CompiledQuery } from 'kysely';
import type { Act } from '../src/platform/index.ts';
import type { RegistryChange } from '../src/registry/residents/index.ts';
import { cardOf } from './cards.ts';
import { testCountry } from './country.ts';
import { newResident } from './people.ts';
import { openWorld } from './world.ts';

const [town, otherTown] = testCountry().municipalities;
export const TOWN = town?.code ?? '';
export const OTHER_TOWN = otherTown?.code ?? '';
export const registry: Act = {
  actor: { kind: 'registry', id: `registry:${TOWN}`, name: '住民基本台帳' },
  purpose: 'administration',
};
export const clerk: Act = {
  actor: { kind: 'clerk', id: 'person-clerk', name: '窓口 一郎', office: TOWN },
  purpose: 'counter-service',
};
export const factory: Act = {
  actor: { kind: 'card-operator', id: 'person-factory', name: '製造 次郎' },
  purpose: 'production',
};

export type LifeBench = Awaited<ReturnType<typeof openLifeBench>>;
export type Holder = Awaited<ReturnType<LifeBench['holder']>>;

/** The composed modules, and people to whom something happens. */
export async function openLifeBench() {
  const world = await openWorld();
  const { inTransaction: inTx, platform } = world;
  let serial = 0;
  const today = () => jstDate(platform.clock.now());

  /** A person with a card in operation, both certificates, sessions of both kinds and a grant to a service. */
  async function holder({
    email,
    expiry,
    until,
  }: {
    readonly until?: 'AT_OFFICE';
    readonly expiry?: PlainDate;
    readonly email?: string;
  } = {}) {
    const number = ++serial;
    const birthDate = plainDate('1980-02-17');
    const person = newResident(number, { municipality: TOWN, birthDate, ...(email && { email }) });
    const { personId } = person;
    await inTx((tx) => world.residents.add(tx, [person]));
    const how = { until, expiry, keys: 'ec-p384', municipality: TOWN } as const;
    const { cardId, authentication, signature } = await cardOf(world, personId, how);
    const { tokens, dutyId } = await inTx(async (tx) => {
      await world.login.addStaff(tx, [{ personId, role: 'clerk', office: TOWN, name: 'x' }]);
      const [duty] = await world.login.dutiesOf(tx, personId);
      assert.ok(duty);
      const as = { personId, name: 'x', cardId };
      const inDuty = { role: 'clerk', office: TOWN, dutyId: duty.dutyId } as const;
      const resident = await platform.sessions.start(tx, { ...as, audience: 'resident' });
      const staff = await platform.sessions.start(tx, { ...as, ...inDuty, audience: 'staff' });
      await tx.executeQuery(
        CompiledQuery.raw(
          `insert into oidc_payloads (model, id, payload, grant_id, uid, consumed_at, expires_at)
           values ('Grant', $1, jsonb_build_object('accountId', $2::text), null, null, null, null)`,
          [`grant-${number}`, personId],
        ),
      );
      return { tokens: { resident: resident.token, staff: staff.token }, dutyId: duty.dutyId };
    });
    return {
      personId,
      cardId,
      authentication: authentication.issued,
      signature: signature.issued,
      tokens,
      dutyId,
    };
  }
  async function loggedIn({
    personId,
    tokens,
  }: {
    readonly personId: string;
    readonly tokens: { readonly resident: string; readonly staff: string };
  }): Promise<readonly string[]> {
    return platform.database.query(async (tx) => {
      const found = [];
      if (await platform.sessions.find(tx, 'resident', tokens.resident)) found.push('resident');
      if (await platform.sessions.find(tx, 'staff', tokens.staff)) found.push('staff');
      const { rows } = await tx.executeQuery(
        CompiledQuery.raw(`select id from oidc_payloads where payload ->> 'accountId' = $1`, [personId]),
      );
      return rows.length > 0 ? [...found, 'grant'] : found;
    });
  }
  async function states({ cardId, personId }: { readonly cardId: string; readonly personId: string }) {
    return platform.database.query(async (tx) => {
      const card = await world.cards.get(tx, cardId);
      const all = await world.certificates.ofPerson(tx, personId);
      const of = (kind: string) => {
        const one = all.find((certificate) => certificate.kind === kind);
        return one?.reason ? `${one.state} ${one.reason}` : one?.state;
      };
      return { card: card.state, authentication: of('authentication'), signature: of('signature') };
    });
  }
  const report = (personId: string, change: RegistryChange) =>
    inTx((tx) => world.residents.record(tx, personId, change, registry));

  return { ...world, today, holder, loggedIn, states, report };
}
