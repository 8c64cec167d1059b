import assert from 'node:assert/strict';
import { addDays, jstDate, type PlainDate } from '@mibun/rules';
import { CompiledQuery } from 'kysely';
import { issueRequest } from '../src/authority/certificates/testing.ts';
import { allMigrations, composeModules } from '../src/compose.ts';
import { noChipsHere } from '../src/issuance/chips/index.ts';
import { type Act, migrate, type Tx } from '../src/platform/index.ts';
import type { RegistryChange } from '../src/registry/residents/index.ts';
import { testCountry } from './country.ts';
import { openTestPlatform } from './platform.ts';

const country = testCountry();
export const TOWN = country.municipalities[0]?.code ?? '';
export const OTHER_TOWN = country.municipalities[1]?.code ?? '';
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
  const platform = await openTestPlatform({ migrations: [] });
  const modules = composeModules(platform, { country, chips: noChipsHere });
  await migrate(platform.database, allMigrations(modules));
  await modules.certificates.api.open();
  await platform.jobs.start();
  let serial = 0;

  const inTx = <T>(work: (tx: Tx) => Promise<T>) => platform.database.transaction(work);
  const today = () => jstDate(platform.clock.now());

  /** A person with a card in operation, both certificates, sessions of both kinds and a grant to a service. */
  async function holder(
    more: { readonly until?: 'AT_OFFICE'; readonly expiry?: PlainDate; readonly email?: string } = {},
  ) {
    const number = ++serial;
    const personId = `person-${number}`;
    await inTx((tx) =>
      modules.residents.api.add(tx, [
        {
          personId,
          municipality: TOWN,
          householdId: `household-${number}`,
          relation: 'head',
          name: '見本　花子',
          nameKana: 'ミホン　ハナコ',
          nameRomaji: 'MIHON HANAKO',
          birthDate: '1980-02-17' as PlainDate,
          sex: '2',
          postalCode: '000-0001',
          address: '見本県見本市中央１丁目１番１号',
          nationality: 'JPN',
          residentSince: '2000-04-01' as PlainDate,
          individualNumber: String(700_000_000_000 + number),
          residentCode: String(60_000_000_000 + number),
          ...(more.email && { email: more.email }),
        },
      ]),
    );
    const { cardId } = await inTx((tx) =>
      modules.cards.api.create(
        tx,
        {
          chipSerial: String(number).padStart(15, '0'),
          personId,
          application: `application-${number}`,
          municipality: TOWN,
          issueDate: today(),
          expiry: more.expiry ?? addDays(today(), 3_000),
          securityCode: '1234',
          photo: 'photo',
        },
        factory,
      ),
    );
    const issued = [];
    for (const kind of ['authentication', 'signature'] as const) {
      issued.push(
        await modules.certificates.api.issue(issueRequest(kind, cardId, { personId, act: factory })),
      );
    }
    const [authentication, signature] = issued;
    assert.ok(authentication && signature);
    await inTx(async (tx) => {
      await modules.cards.api.receive(tx, cardId, clerk);
      if (more.until === 'AT_OFFICE') return;
      await modules.cards.api.beginActivation(tx, cardId, clerk);
      await modules.cards.api.confirmActivation(tx, cardId, clerk);
    });
    const { tokens, dutyId } = await inTx(async (tx) => {
      await modules.login.api.addStaff(tx, [{ personId, role: 'clerk', office: TOWN, name: 'x' }]);
      const [duty] = await modules.login.api.dutiesOf(tx, personId);
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
    return { personId, cardId, authentication, signature, tokens, dutyId };
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
      const card = await modules.cards.api.get(tx, cardId);
      const all = await modules.certificates.api.ofPerson(tx, personId);
      const of = (kind: string) => {
        const one = all.find((certificate) => certificate.kind === kind);
        return one?.reason ? `${one.state} ${one.reason}` : one?.state;
      };
      return { card: card.state, authentication: of('authentication'), signature: of('signature') };
    });
  }
  const report = (personId: string, change: RegistryChange) =>
    inTx((tx) => modules.residents.api.record(tx, personId, change, registry));

  return { platform, modules, today, holder, loggedIn, states, report, close: () => platform.close() };
}
