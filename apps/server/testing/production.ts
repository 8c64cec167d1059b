import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FontBook, TEST_FACE } from '@mibun/documents';
import { drawPortrait, portraitJpeg } from '@mibun/portraits';
import { type CardConnection, CardTray } from '@mibun/reader';
import { individualNumberCheckDigit, makeApplicationId, plainDate } from '@mibun/rules';
import { certificatesMigrations, createCertificates } from '../src/authority/certificates/index.ts';
import { createStatus, statusMigrations } from '../src/authority/status/index.ts';
import type { Application, ApplicationCause } from '../src/issuance/applications/index.ts';
import { applicationMigrations, createApplications } from '../src/issuance/applications/index.ts';
import { cardMigrations, createCards } from '../src/issuance/cards/index.ts';
import type { Context } from '../src/issuance/production/context.ts';
import { createProduction, openChipKeyPool, productionMigrations } from '../src/issuance/production/index.ts';
import { makingLife } from '../src/issuance/production/life.ts';
import type { Act } from '../src/platform/index.ts';
import { createNotices, noticeMigrations } from '../src/registry/notices/index.ts';
import {
  createResidents,
  type Municipality,
  type NewResident,
  residentMigrations,
} from '../src/registry/residents/index.ts';
import { testCountry } from './country.ts';
import { openTestPlatform } from './platform.ts';

const town = (code: string, ja: string, en: string): Municipality => ({
  code,
  prefecture: { ja: '見本県', en: 'Mihon' },
  name: { ja, en },
  office: {
    address: '見本県見本市中央1番地',
    postalCode: '999-0001',
    phone: '099-000-0000',
    hours: { ja: '平日 8時30分〜17時15分', en: 'weekdays 8:30–17:15' },
  },
});

const TOWNS = [town('99101', '見本市', 'Mihon City'), town('99102', '若葉市', 'Wakaba City')];

export const CLERK: Act = {
  actor: { kind: 'clerk', id: 'person-clerk', name: '窓口 花子', office: '99101' },
  purpose: 'application',
};
export const OPERATOR: Act = {
  actor: { kind: 'card-operator', id: 'person-operator', name: '製造 太郎' },
  purpose: 'production',
};

/** A card takes two persons (§9): whoever approves the application does not make it. */
export const SCREENER: Act = {
  actor: { kind: 'card-operator', id: 'person-screener', name: '審査 次郎' },
  purpose: 'screening',
};

/** Everything that production stands on, on a real database and a real tray in a temporary folder. */
export async function openTestWorld({ fonts }: { readonly fonts?: FontBook } = {}) {
  const platform = await openTestPlatform({
    migrations: [
      ...residentMigrations,
      ...applicationMigrations,
      ...certificatesMigrations,
      ...statusMigrations,
      ...cardMigrations,
      ...productionMigrations,
      ...noticeMigrations,
    ],
  });
  const folder = mkdtempSync(join(tmpdir(), 'mibun-tray-'));
  const pool = openChipKeyPool();
  const tray = CardTray.open({
    directory: folder,
    key: platform.random.bytes(32),
    surroundings: { random: platform.random.bytes, generateKey: pool.generateKey },
  });
  const residents = createResidents(platform, { municipalities: TOWNS }).api;
  const notices = createNotices(platform, { residents, country: testCountry() }).api;
  const applications = createApplications(platform, { residents, notices }).api;
  const certificates = createCertificates(platform, { municipality: (code) => residents.municipality(code) });
  await certificates.api.open();
  const status = createStatus(platform, { certificates: certificates.api }).api;
  const cards = createCards(platform, { certificates: certificates.api, residents, notices }).api;
  const deps = {
    ...{ residents, applications, certificates: certificates.api, cards, tray, face: TEST_FACE },
    ...(fonts && { fonts }),
  };
  const production = createProduction(platform, deps);
  // Of the same table and effects as production's own.
  const context: Context = { platform, ...deps, life: makingLife(platform, deps) };
  await platform.jobs.start();
  return {
    ...deps,
    platform,
    status,
    production,
    context,
    async close() {
      pool.close();
      await platform.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type TestWorld = Awaited<ReturnType<typeof openTestWorld>>;

/** A context whose tray breaks: after `commands` APDUs every further one fails, as if the process had died. */
export function dyingAfter(context: Context, commands: number): Context & { readonly sent: () => number } {
  let sent = 0;
  const tray = new Proxy(context.tray, {
    get(target, name) {
      if (name === 'insert') {
        return async (serial: string): Promise<CardConnection> => {
          const card = await target.insert(serial);
          return {
            ...card,
            transmit: (command) => {
              if (++sent > commands) throw new Error(`died after ${commands} commands`);
              return card.transmit(command);
            },
          };
        };
      }
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { ...context, tray, sent: () => sent };
}

export const numberOf = (person: number): string => {
  const base = String(53768660000 + person);
  return `${base}${individualNumberCheckDigit(base)}`;
};

export interface TestPerson {
  readonly birthDate: string;
  readonly name?: string;
  readonly municipality?: string;
  readonly cause?: ApplicationCause;
}

/** A person with an approved application; `person` is a number that tells people apart. */
export async function approvedApplication(
  { applications, platform, residents }: TestWorld,
  person: number,
  { birthDate, name = `見本　花子`, municipality = '99101', cause = 'first' }: TestPerson,
): Promise<Application> {
  const personId = `person-${person}`;
  const resident: NewResident = {
    personId,
    municipality,
    householdId: `household-${person}`,
    relation: 'head',
    name,
    nameKana: 'みほん はなこ',
    nameRomaji: 'MIHON HANAKO',
    birthDate: plainDate(birthDate),
    sex: '2',
    postalCode: '999-0001',
    address: `見本県見本市桜台三丁目${person}番5号`,
    nationality: 'JPN',
    residentSince: plainDate(birthDate),
    individualNumber: numberOf(person),
    residentCode: String(10000000000 + person),
  };
  const applicationId = makeApplicationId(String(person).padStart(21, '7'));
  const photo = await portraitJpeg(drawPortrait({ seed: personId, age: 30, sex: '2', nationality: 'JPN' }));
  const received = await platform.database.transaction(async (tx) => {
    await residents.add(tx, [resident]);
    await applications.registerForms(tx, [{ applicationId, personId, cause }]);
    const input = { applicationId, photo, wantsSignature: true, wantsAuthentication: true };
    const desk = { ...CLERK, actor: { ...CLERK.actor, office: municipality } };
    return applications.applyAtDesk(tx, input, desk);
  });
  await platform.jobs.settled();
  return platform.database.transaction(async (tx) => {
    const { version } = await applications.get(tx, received.id);
    return applications.approve(tx, received.id, version, SCREENER);
  });
}
