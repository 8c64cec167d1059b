import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ageOn,
  checkCredential,
  isApplicationId,
  isIndividualNumber,
  isPlainDate,
  isResidentCode,
  type PlainDate,
  plainDate,
  stayLongEnough,
  toCertificateText,
} from '@mibun/rules';
import { demoCountry } from '../demo-country.ts';
import {
  DEMO_DATE,
  DEMO_SEED,
  generateCountry,
  MINIMUM_RESIDENTS,
  municipality,
  type PersonaKey,
  PLACES,
  personas,
  RESIDENCE_STATUSES,
  type ResidentSeed,
  STAFF_CARD_SECRETS,
  staffPersonas,
} from './index.ts';
import { romaji } from './romaji.ts';

const people = [...generateCountry({ seed: DEMO_SEED, residents: 20_000 })];
const byId = new Map(people.map((one) => [one.personId, one]));

function cast(key: PersonaKey): ResidentSeed {
  const found = byId.get(personas.find((one) => one.key === key)?.personId ?? '');
  assert.ok(found, `${key} is a resident`);
  return found;
}

test('the same seed gives the same country, another seed other people', () => {
  const draw = (seed: string): ResidentSeed[] => [...generateCountry({ seed, residents: 600 })];
  assert.deepEqual(draw('a'), draw('a'));
  const [a, b] = [draw('a'), draw('b')];
  assert.deepEqual(a.slice(0, MINIMUM_RESIDENTS), b.slice(0, MINIMUM_RESIDENTS), 'the cast stays');
  const ids = new Set(a.slice(MINIMUM_RESIDENTS).map((one) => one.personId));
  assert.equal(
    b.slice(MINIMUM_RESIDENTS).some((one) => ids.has(one.personId)),
    false,
  );
});

test('a larger country begins with the people of the smaller one', () => {
  assert.deepEqual(people.slice(0, 500), [...generateCountry({ seed: DEMO_SEED, residents: 500 })]);
});

test('the count is exact, and a country too small for the cast is refused', () => {
  assert.equal(people.length, 20_000);
  assert.equal([...generateCountry({ seed: 'x', residents: MINIMUM_RESIDENTS })].length, MINIMUM_RESIDENTS);
  for (const residents of [0, MINIMUM_RESIDENTS - 1, 100.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.throws(() => generateCountry({ seed: 'x', residents }).next(), RangeError);
  }
});

test('people are drawn one by one: the first of a billion is there at once', () => {
  const { value } = generateCountry({ seed: 'x', residents: 1_000_000_000 }).next();
  assert.equal(value?.name, '見本　太郎');
});

test('NUM-02 RES-01 APP-05 every number is valid, and none is given to two people', () => {
  const seen = new Set<string>();
  for (const one of people) {
    assert.match(one.personId, /^p-[a-z2-7]{12}$/);
    assert.ok(isIndividualNumber(one.individualNumber));
    assert.ok(isResidentCode(one.residentCode));
    const mine = [one.personId, `n${one.individualNumber}`, `c${one.residentCode}`];
    if (one.applicationId !== undefined) {
      assert.ok(isApplicationId(one.applicationId));
      mine.push(`a${one.applicationId}`);
    }
    for (const value of mine) {
      assert.equal(seen.has(value), false, 'used once');
      seen.add(value);
    }
  }
});

test('APP-01 an application ID reveals nothing of the Individual Number', () => {
  for (const one of people.slice(0, 3000)) {
    assert.equal(one.applicationId?.includes(one.individualNumber.slice(0, 8)) ?? false, false);
  }
});

test('every record is sound: dates, address, names, contact, code', () => {
  const codes = new Set(PLACES.map(({ code }) => code));
  const early = plainDate('1900-01-01');
  for (const one of people) {
    assert.ok(isPlainDate(one.birthDate) && one.birthDate > early && one.birthDate <= DEMO_DATE);
    assert.ok(isPlainDate(one.residentSince));
    assert.ok(one.residentSince >= one.birthDate && one.residentSince <= DEMO_DATE);
    assert.ok(codes.has(one.municipality));
    assert.match(one.address, /^見本県/);
    assert.ok(one.address.includes(municipality(one.municipality).name.ja));
    assert.ok([...one.address].length <= 200);
    assert.doesNotMatch(one.address, /[0-9A-Za-z]/);
    assert.match(one.postalCode, /^000-\d{4}$/);
    assert.match(one.name, /^[^\u3000]+(\u3000[^\u3000]+)?$/);
    assert.match(one.nameKana, /^[ァ-ヴー \u3000]+$/u);
    assert.equal(one.nameKana.split('\u3000').length, one.name.split('\u3000').length);
    assert.match(one.nameRomaji, /^[A-Z' ]+$/);
    if (one.email !== undefined) assert.match(one.email, /^[a-z0-9.]+@example\.jp$/);
    if (one.phone !== undefined) assert.match(one.phone, /^(0[89]0-0\d{3}-\d{4}|099-0\d{2}-\d{4})$/);
  }
});

test('every office has somebody at its counter: a card of any town can be received', () => {
  const clerks = staffPersonas.flatMap(({ staff }) => [staff, ...(staff.also ?? [])]);
  for (const { code, name } of demoCountry.municipalities) {
    assert.ok(
      clerks.some(({ role, office }) => role === 'clerk' && office === code),
      name.en,
    );
  }
});

test('municipalities have codes that Japan has not, and complete offices', () => {
  assert.deepEqual(
    PLACES.map(({ code }) => code),
    demoCountry.municipalities.map(({ code }) => code),
  );
  assert.equal(
    PLACES.reduce((sum, one) => sum + one.share, 0),
    100,
  );
  for (const one of demoCountry.municipalities) {
    assert.match(one.code, /^99\d{3}$/);
    assert.match(one.office.phone, /^099-00\d-\d{4}$/);
    assert.match(one.office.hours.ja, /^月〜金 /);
    assert.match(one.office.hours.en, /^Mon–Fri /);
    assert.ok(people.some((person) => person.municipality === one.code));
  }
  assert.throws(() => municipality('13101'), RangeError);
});

test('members of a household live together under one head, parents are older than children', () => {
  const households = Map.groupBy(people, (one) => one.householdId);
  for (const members of households.values()) {
    assert.equal(new Set(members.map((one) => one.address)).size, 1);
    const [head] = members;
    assert.equal(head?.relation, 'head');
    assert.equal(members.filter((one) => one.relation === 'head').length, 1);
    for (const one of members) {
      const gap = ageOn(head?.birthDate ?? DEMO_DATE, DEMO_DATE) - ageOn(one.birthDate, DEMO_DATE);
      if (one.relation === 'child') assert.ok(gap >= 14, `${gap} years`);
      if (one.relation === 'parent') assert.ok(gap <= -14, `${gap} years`);
    }
  }
});

test('VAL-05 foreign residents have a status, and an end of stay exactly where the status is limited', () => {
  const foreign = people.filter((one) => one.nationality !== 'JPN');
  assert.ok(foreign.length > 400);
  for (const one of foreign) {
    assert.ok(one.residenceStatus !== undefined);
    assert.equal(one.stayUntil !== undefined, RESIDENCE_STATUSES[one.residenceStatus].limited);
    if (one.stayUntil !== undefined) assert.ok(one.stayUntil > DEMO_DATE);
    assert.equal(one.domicile, undefined);
    assert.match(one.name, /^[A-Z' \u3000]+$/);
  }
  for (const one of people) {
    if (one.nationality === 'JPN') {
      assert.equal(one.residenceStatus ?? one.stayUntil ?? one.commonName, undefined);
      assert.ok(one.domicile !== undefined);
    }
  }
  assert.ok(foreign.some((one) => one.residenceStatus === 'special-permanent-resident'));
  assert.ok(foreign.some((one) => one.commonName !== undefined));
});

test('a few hundred residents already hold every kind of person that a rule speaks of', () => {
  const few = [...generateCountry({ seed: DEMO_SEED, residents: 300 })];
  const age = (one: ResidentSeed): number => ageOn(one.birthDate, DEMO_DATE);
  const kinds: Record<string, (one: ResidentSeed) => boolean> = {
    'newborn of under a month': (one) => one.birthDate > '2026-10-22',
    'under 15': (one) => age(one) < 15,
    'minor of 15 to 17': (one) => age(one) >= 15 && age(one) < 18,
    'over 90': (one) => age(one) > 90,
    'of the Taishō era': (one) => one.birthDate < '1926-12-25',
    'born on 29 February': (one) => one.birthDate.endsWith('-02-29'),
    'former surname': (one) => one.formerSurname !== undefined,
    'common name': (one) => one.commonName !== undefined,
    'limited stay': (one) => one.stayUntil !== undefined,
    'permanent resident': (one) => one.residenceStatus === 'permanent-resident',
    'substituted characters': (one) => toCertificateText(one.name).substituted,
    'variation sequence': (one) => /[\u{E0100}-\u{E01EF}]/u.test(one.name),
    'outside the basic plane': (one) => /[\u{20000}-\u{2FFFF}]/u.test(one.name),
    'address of 200 characters': (one) => [...one.address].length === 200,
    'name of one part': (one) => !one.name.includes('\u3000'),
    'lives with a parent': (one) => one.relation === 'parent',
    'no application form at hand': (one) => one.applicationId === undefined,
  };
  for (const [kind, matches] of Object.entries(kinds)) assert.ok(few.some(matches), kind);
  assert.ok(few.some((one) => !stayLongEnough(DEMO_DATE, one.stayUntil).ok));
});

test('every persona is a resident under the fixed id, with the name of the list', () => {
  assert.equal(new Set(personas.map(({ key }) => key)).size, personas.length);
  for (const one of personas) {
    assert.match(one.personId, /^p-[a-z][a-z2-7]{11}$/);
    assert.equal(byId.get(one.personId)?.name, one.name);
    assert.ok(byId.get(one.personId)?.applicationId !== undefined);
  }
});

test('the personas are who they are said to be', () => {
  const hanako = cast('hanako');
  assert.deepEqual([hanako.email, hanako.municipality], ['hanako@example.jp', '99201']);
  const child = cast('child');
  assert.ok(ageOn(child.birthDate, DEMO_DATE) < 15);
  assert.equal(child.householdId, hanako.householdId);
  assert.ok(ageOn(cast('elderly').birthDate, DEMO_DATE) > 80);
  assert.ok((cast('foreign-resident').stayUntil ?? '') > DEMO_DATE);
  assert.equal(ageOn(cast('newborn').birthDate, DEMO_DATE), 0);
  assert.equal(toCertificateText(cast('rare-characters').name).substituted, true);
  const [younger, older] = [cast('namesake-younger'), cast('namesake-older')];
  assert.equal(younger.name, older.name);
  assert.equal(younger.municipality, older.municipality);
  assert.notEqual(younger.birthDate, older.birthDate);
});

test('ages of the personas follow the day for which the country is drawn', () => {
  const later = plainDate('2031-03-01');
  const then = [...generateCountry({ seed: DEMO_SEED, residents: 400, asOf: later })];
  const find = (key: PersonaKey): PlainDate => {
    const id = personas.find((one) => one.key === key)?.personId;
    return then.find((one) => one.personId === id)?.birthDate ?? later;
  };
  assert.equal(ageOn(find('newborn'), later), 0);
  assert.equal(ageOn(find('child'), later), 9);
  assert.equal(find('hanako'), cast('hanako').birthDate);
});

test('staff fill every post, have e-mail, and municipal posts name their office', () => {
  const roles = staffPersonas.map(({ staff }) => staff.role).sort();
  assert.deepEqual(roles, [
    'auditor',
    'ca-operator',
    'ca-operator',
    'call-centre',
    'card-operator',
    'card-operator',
    'clerk',
    'clerk',
    'supervisor',
  ]);
  for (const one of staffPersonas) {
    assert.ok(byId.get(one.personId)?.email !== undefined);
    assert.equal(one.staff.office, /clerk|supervisor/.test(one.staff.role) ? '99201' : undefined);
  }
});

test('PIN-02 the secrets of the staff cards are not weak for the person who holds the card', () => {
  for (const { key, personId } of staffPersonas) {
    const holder = byId.get(personId);
    assert.ok(holder);
    const secrets = STAFF_CARD_SECRETS[key];
    for (const kind of ['signature', 'authentication', 'registry', 'text'] as const) {
      const verdict = checkCredential(kind, secrets[kind], {
        birthDate: holder.birthDate,
        individualNumber: holder.individualNumber,
      });
      assert.equal(verdict.ok, true, `${key} ${kind}`);
    }
  }
});

test('namesakes occur by themselves in a large country', () => {
  const names = Map.groupBy(people, (one) => one.name);
  const pairs = [...names.values()].filter((same) => new Set(same.map((one) => one.birthDate)).size > 1);
  assert.ok(pairs.length > 100);
});

test('romaji follows the passport spelling', () => {
  for (const [kana, latin] of [
    ['ユウコ', 'YUKO'],
    ['オオノ', 'ONO'],
    ['ショウタ', 'SHOTA'],
    ['ハットリ', 'HATTORI'],
    ['ハッチョウ', 'HATCHO'],
    ['ホンマ', 'HOMMA'],
    ['ジュンイチ', 'JUNICHI'],
    ['キョウコ', 'KYOKO'],
    ['チヅル', 'CHIZURU'],
    ['サトウ　ケン', 'SATO KEN'],
  ] as const) {
    assert.equal(romaji(kana), latin);
  }
});
