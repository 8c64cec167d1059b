import type { Random } from '@mibun/portraits';
import { addDays, latest, type PlainDate } from '@mibun/rules';
import { drawDomicile, drawHome } from './addresses.ts';
import { drawForeignFamily, type ForeignFamily } from './names-foreign.ts';
import { drawFamilyName, drawGivenName, type NamePart } from './names-japanese.ts';
import { PLACES } from './places.ts';
import { RESIDENCE_STATUSES, type ResidenceStatus } from './residence-status.ts';
import type { ResidentSeed } from './resident-seed.ts';

/** A generated person before numbers and ids are given. */
export type Draft = Omit<
  ResidentSeed,
  'personId' | 'householdId' | 'individualNumber' | 'residentCode' | 'applicationId'
>;

interface Member {
  readonly relation: ResidentSeed['relation'];
  readonly age: number;
  readonly sex: '1' | '2';
}

type HouseholdKind =
  | 'young-single'
  | 'old-single'
  | 'couple'
  | 'family'
  | 'single-parent'
  | 'three-generations';

const KINDS: readonly (readonly [HouseholdKind, number])[] = [
  ['young-single', 24],
  ['old-single', 14],
  ['couple', 21],
  ['family', 27],
  ['single-parent', 8],
  ['three-generations', 6],
];

const SHARES = PLACES.map((one) => [one, one.share] as const);

function children(random: Random, youngerParent: number): Member[] {
  const oldest = Math.max(0, Math.min(youngerParent - random.int(22, 38), 30));
  const count = random.weighted([
    [1, 46],
    [2, 42],
    [3, 12],
  ]);
  const members: Member[] = [];
  for (let i = 0, age = oldest; i < count && age >= 0; i++, age -= random.int(1, 4)) {
    members.push({ relation: 'child', age, sex: random.chance(0.51) ? '1' : '2' });
  }
  return members;
}

function couple(random: Random, age: number): Member[] {
  const headIsMan = random.chance(0.86);
  return [
    { relation: 'head', age, sex: headIsMan ? '1' : '2' },
    {
      relation: 'spouse',
      age: Math.max(18, age - random.int(-4, 6)),
      sex: headIsMan ? '2' : '1',
    },
  ];
}

function membersOf(random: Random, kind: HouseholdKind): Member[] {
  const sex = random.chance(0.5) ? '1' : '2';
  switch (kind) {
    case 'young-single':
      return [{ relation: 'head', age: random.int(18, 62), sex }];
    case 'old-single':
      return [{ relation: 'head', age: random.int(63, 99), sex: random.chance(0.33) ? '1' : '2' }];
    case 'couple':
      return couple(random, random.int(24, 92));
    case 'family': {
      const parents = couple(random, random.int(25, 60));
      return [...parents, ...children(random, Math.min(...parents.map(({ age }) => age)))];
    }
    case 'single-parent': {
      const age = random.int(24, 56);
      return [{ relation: 'head', age, sex: random.chance(0.14) ? '1' : '2' }, ...children(random, age)];
    }
    case 'three-generations': {
      const parents = couple(random, random.int(30, 58));
      const elders: Member[] = [
        { relation: 'parent', age: (parents[0]?.age ?? 40) + random.int(23, 34), sex: '2' },
      ];
      if (random.chance(0.5)) {
        elders.push({ relation: 'parent', age: (elders[0]?.age ?? 70) + random.int(-2, 7), sex: '1' });
      }
      return [...parents, ...children(random, Math.min(...parents.map(({ age }) => age))), ...elders];
    }
  }
}

function birthDateOf(random: Random, asOf: PlainDate, age: number): PlainDate {
  // Newborns crowd near today, so that even a small country has some of a few weeks.
  const within = age === 0 && random.chance(0.3) ? random.int(1, 45) : random.int(0, 364);
  const date = addDays(asOf, -Math.floor(age * 365.2425) - within);
  const year = Number(date.slice(0, 4));
  const leap = year - (year % 4);
  if (age > 3 && leap !== 1900 && random.chance(0.006)) {
    return `${leap}-02-29` as PlainDate;
  }
  return date;
}

function contact(random: Random, age: number, spelling: string): Pick<Draft, 'phone' | 'email'> {
  const digits = (length: number): string => String(random.int(0, 10 ** length - 1)).padStart(length, '0');
  const phone = age >= 13 && random.chance(0.8);
  const email = age >= 15 && age < 82 && random.chance(age < 65 ? 0.7 : 0.35);
  const mailbox = spelling
    .toLowerCase()
    .replace(/[^a-z ]/g, '')
    .split(' ')
    .slice(0, 2)
    .reverse()
    .join('.');
  return {
    // 090-0…: mobile numbers never go on with 0, so nobody can be called by mistake.
    ...(phone ? { phone: `090-0${digits(3)}-${digits(4)}` } : {}),
    ...(email ? { email: `${mailbox}.${digits(5)}@example.jp` } : {}),
  };
}

function japaneseHousehold(random: Random, asOf: PlainDate): Draft[] {
  const home = drawHome(random, random.weighted(SHARES));
  const domicile = drawDomicile(random, random.weighted(SHARES));
  const family = drawFamilyName(random);
  const since = addDays(asOf, -random.int(1, 12_000));
  return membersOf(random, random.weighted(KINDS)).map((member): Draft => {
    const birthDate = birthDateOf(random, asOf, member.age);
    const given = drawGivenName(random, Number(birthDate.slice(0, 4)), member.sex);
    // The wife's mother or father lives with them as often as the husband's.
    const surname: NamePart =
      member.relation === 'parent' && random.chance(0.3) ? drawFamilyName(random) : family;
    const married = member.relation === 'spouse' || (member.relation === 'head' && member.sex === '2');
    const former =
      married && member.age >= 20 && random.chance(0.06) ? drawFamilyName(random).text : family.text;
    const spelling = `${surname.romaji} ${given.romaji}`;
    return {
      ...home,
      relation: member.relation,
      name: `${surname.text}　${given.text}`,
      nameKana: `${surname.kana}　${given.kana}`,
      nameRomaji: spelling,
      ...(former === family.text ? {} : { formerSurname: former }),
      birthDate,
      sex: member.sex,
      domicile,
      nationality: 'JPN',
      residentSince: latest(birthDate, since),
      ...contact(random, member.age, spelling),
    };
  });
}

function statusOf(random: Random, family: ForeignFamily, member: Member, alone: boolean): ResidenceStatus {
  if (family.nationality === 'KOR' && member.age > 40 && random.chance(0.7))
    return 'special-permanent-resident';
  if (!alone && member.relation !== 'head') return random.chance(0.3) ? 'permanent-resident' : 'dependent';
  if (alone && member.age < 30) {
    return random.pick(['student', 'technical-intern', 'specified-skilled-worker', 'engineer-specialist']);
  }
  return random.weighted<ResidenceStatus>([
    ['permanent-resident', 36],
    ['engineer-specialist', 26],
    ['long-term-resident', 14],
    ['spouse-of-national', 12],
    ['specified-skilled-worker', 8],
    ['highly-skilled-2', 4],
  ]);
}

const COMMON_NAME_SHARE: Readonly<Record<string, number>> = { KOR: 0.5, CHN: 0.15, BRA: 0.12 };

function foreignHousehold(random: Random, asOf: PlainDate): Draft[] {
  const home = drawHome(random, random.weighted(SHARES));
  const family = drawForeignFamily(random);
  const kind = random.weighted<HouseholdKind>([
    ['young-single', 60],
    ['couple', 12],
    ['family', 28],
  ]);
  const members = membersOf(random, kind);
  const since = addDays(asOf, -random.int(30, 4000));
  return members.map((member): Draft => {
    const birthDate = birthDateOf(random, asOf, member.age);
    const given = family.given(random, member.sex);
    const surname = member.relation === 'spouse' ? drawSpouseName(random, family) : family.family;
    const born60DaysAgo = birthDate > addDays(asOf, -60);
    const status = born60DaysAgo
      ? 'born-in-transition'
      : statusOf(random, family, member, members.length === 1);
    const { limited, years } = RESIDENCE_STATUSES[status];
    const stayUntil = born60DaysAgo
      ? addDays(birthDate, 60)
      : addDays(asOf, random.int(3, Math.max(years, 1) * 365));
    const commonName = random.chance(COMMON_NAME_SHARE[family.nationality] ?? 0)
      ? `${drawFamilyName(random).text}　${drawGivenName(random, Number(birthDate.slice(0, 4)), member.sex).text}`
      : undefined;
    const spelling = `${surname.romaji} ${given.romaji}`;
    return {
      ...home,
      relation: member.relation,
      name: `${surname.text}　${given.text}`,
      nameKana: `${surname.kana}　${given.kana}`,
      nameRomaji: spelling,
      ...(commonName === undefined ? {} : { commonName }),
      birthDate,
      sex: member.sex,
      nationality: family.nationality,
      residenceStatus: status,
      ...(limited ? { stayUntil } : {}),
      residentSince: latest(birthDate, since),
      ...contact(random, member.age, spelling),
    };
  });
}

// Spouses from these countries keep their own family name.
function drawSpouseName(random: Random, family: ForeignFamily): NamePart {
  if (!['CHN', 'KOR', 'VNM'].includes(family.nationality)) return family.family;
  let other = drawForeignFamily(random);
  while (other.nationality !== family.nationality) other = drawForeignFamily(random);
  return other.family;
}

/** The people of one household. */
export function drawHousehold(random: Random, asOf: PlainDate): Draft[] {
  return random.chance(0.055) ? foreignHousehold(random, asOf) : japaneseHousehold(random, asOf);
}
