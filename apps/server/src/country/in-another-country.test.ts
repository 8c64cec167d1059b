import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDate } from '@mibun/rules';
import { testCountry } from '../../testing/country.ts';
import { openTestPlatform } from '../../testing/platform.ts';
import { composeModules } from '../compose.ts';
import { noChipsHere } from '../issuance/chips/index.ts';
import { openHttp } from '../platform/index.ts';
import { printLetter } from '../registry/notices/letters/print.ts';
import type { Resident } from '../registry/residents/index.ts';
import { drawResidentRecord, recordEntries } from '../services/kiosk/issuing/resident-record.ts';
import { claimsOf } from '../services/login/oidc/attributes.ts';
import { systemRoutes } from '../system-routes.ts';
import type { Country } from './index.ts';

const AKI: Resident = {
  personId: 'person-aki',
  municipality: '98201',
  householdId: 'household-1',
  relation: 'head',
  name: '用例　秋',
  nameKana: 'ヨウレイ　アキ',
  nameRomaji: 'YOREI AKI',
  formerSurname: null,
  commonName: null,
  birthDate: plainDate('1990-03-04'),
  sex: '2',
  postalCode: '000-8201',
  address: '南例県用例郡用例町大字用法1番地',
  domicile: null,
  nationality: 'JPN',
  residenceStatus: null,
  stayUntil: null,
  residentSince: plainDate('2015-04-01'),
  phone: null,
  email: null,
  status: 'resident',
  version: 1,
};

test('a second country is composed from its folder alone, with its own municipalities and none of the demo', async () => {
  const platform = await openTestPlatform({ migrations: [] });
  try {
    const country = testCountry();
    const modules = composeModules(platform, { country, chips: noChipsHere });
    assert.equal(modules.residents.api.municipality('98201').name.en, 'Yorei Town');
    assert.throws(() => modules.residents.api.municipality('99201'));
  } finally {
    await platform.close();
  }
});

test('an address that is handed over names the country of the folder', () => {
  const { address } = claimsOf(AKI, testCountry().addressCountry) as {
    readonly address: { readonly country: string };
  };
  assert.equal(address.country, 'REIKOKU');
});

test('KSK-02 a kiosk paper has the words of the country, and says that nothing is real only in an invented one', async () => {
  const country = testCountry();
  const [municipality] = country.municipalities.filter(({ code }) => code === AKI.municipality);
  assert.ok(municipality);
  const options = { relation: false, domicile: false };
  const draw = (
    fictitious: boolean,
    title = country.documents.residentRecord.title,
    emblem: Country['card']['emblem'] = [],
  ) =>
    drawResidentRecord({
      resident: AKI,
      household: [],
      municipality,
      options,
      paperSerial: '0123456789ABCDEF',
      requestId: 'kiosk-1',
      issuedAt: new Date('2026-11-22T00:00:00Z'),
      verificationOrigin: 'https://card.reikoku.example',
      words: { title, statement: country.documents.residentRecord.statement },
      fictitious,
      emblem,
    });
  const [real, invented] = [await draw(false), await draw(true)];
  assert.ok(invented.length > real.length + 300, 'a line more in an invented country');
  const renamed = await draw(false, { ja: '住民記録の写し', en: 'Copy of the record' });
  const titleOf = (pdf: Uint8Array) =>
    Buffer.from(pdf).includes(Buffer.from('住民記録の写し', 'utf16le').swap16());
  assert.deepEqual([titleOf(renamed), titleOf(real)], [true, false]);
  assert.ok(recordEntries({ resident: AKI, household: [], options }).length > 0);
  const marked = await draw(false, undefined, country.card.emblem);
  assert.ok(marked.length > real.length + 100, 'the emblem of the country is on it');
});

test('the emblem of the folder is on letters, and pages are told its shapes', async () => {
  const country = testCountry();
  const [municipality] = country.municipalities;
  assert.ok(municipality);
  const letter = (emblem: Country['card']['emblem']) =>
    printLetter({
      kind: 'application-withdrawn',
      letterId: 'letter-1',
      createdAt: new Date('2026-11-22T00:00:00Z'),
      resident: AKI,
      municipality,
      country: { ...country, card: { emblem } },
      params: {},
    });
  const [marked, plain] = [await letter(country.card.emblem), await letter([])];
  assert.ok(marked.length > plain.length + 100);
  const platform = await openTestPlatform({ migrations: [] });
  try {
    const app = await openHttp(platform);
    systemRoutes(app, platform, country);
    const { emblem } = (await app.inject('/api/system')).json();
    assert.equal(emblem.length, country.card.emblem.length);
    assert.deepEqual([emblem[0].line, emblem[1].line, emblem[1].winding], [0.07, null, 'evenodd']);
    for (const { shape } of emblem) assert.match(shape, /^M[-\d .LQCZM]+$/);
    await app.close();
  } finally {
    await platform.close();
  }
});
