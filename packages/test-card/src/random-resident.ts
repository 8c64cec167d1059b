import { createRandom, type Random } from '@mibun/portraits';
import { addDays, addMonths, type PlainDate } from '@mibun/rules';
import {
  individualNumberOf,
  TEST_MUNICIPALITY,
  type TestMunicipality,
  type TestResident,
} from './resident.ts';

/** Who may come out; each brings files of another shape. */
export type ResidentKind = 'adult' | 'child' | 'newborn' | 'foreign';

const MUNICIPALITIES: readonly TestMunicipality[] = [
  TEST_MUNICIPALITY,
  { code: '99202', prefecture: '見本県', name: '雛形市' },
  { code: '99321', prefecture: '見本県', name: '例示郡例示町' },
];

// Common names, and names with characters that JIS X 0208 lacks, that need four bytes, or a variation selector.
const FAMILY =
  '見本 番号 雛形 例示 佐藤 髙橋 山﨑 渡邉 齋藤 𠮷田 栁沼 邊見 葛󠄀西 辻󠄁 小鳥遊 勅使河原 鷗外 彅野'.split(' ');
const FEMALE = '花子 さくら 結衣 美咲 千代 澪 凜 瑠璃子 ひなた 睦 珠々 𣘺美'.split(' ');
const MALE = '太郎 健太 蓮 大翔 一 哲也 龍之介 昊 朔太郎 喆 𠮷夫 つばさ'.split(' ');
const FOREIGN: readonly (readonly [country: string, name: string, commonName?: string])[] = [
  ['VNM', 'NGUYEN　THI LAN'],
  ['KOR', '金　美英', '金田　美英'],
  ['CHN', '李　明'],
  ['BRA', 'DA SILVA SANTOS　MARIA APARECIDA DOS REIS', 'サントス　マリア'],
  ['USA', 'SMITH　JOHN'],
  ['LKA', 'WARNAKULASURIYA PATABENDIGE USHANTHA JOSEPH　CHAMINDA VAAS DON SUMUDU'],
];
const TOWNS = ['中央', '花園', '駅前通', '桜台', '糸車', '大字脚注字鷗ヶ丘', '𡈽塚'];
const BUILDINGS = ['見本ハイツ', 'コーポ花園', 'メゾン・ド・ミホン', 'ひながた荘'];
const LONGEST_BUILDING =
  'プレミアムサンプルレジデンス見本ガーデンスクエア・イーストウイング・アネックス弐番館・ステーションフロントセントラルタワー・グリーンテラス若葉';

/**
 * Draws a person who does not exist: rare characters, long names and addresses, children, newborns and foreign
 * residents come up often. The same seed and day give the same person.
 * @param options.on the day on which they have the age of their kind
 * @example randomResident('card 7', { on: plainDate('2026-11-22') })
 */
export function randomResident(
  seed: string,
  options: { readonly on: PlainDate; readonly kind?: ResidentKind | undefined },
): TestResident {
  const random = createRandom(`test-card/resident/${seed}`);
  const drawn = random.weighted<ResidentKind>([
    ['adult', 6],
    ['child', 2],
    ['newborn', 1],
    ['foreign', 3],
  ]);
  const kind = options.kind ?? drawn;
  const sex = random.chance(0.5) ? '1' : '2';
  const municipality = random.pick(MUNICIPALITIES);
  return {
    ...(kind === 'foreign' ? foreigner(random, options.on) : japanese(random, sex)),
    sex,
    birthDate: birthDate(random, kind, options.on),
    address: address(random, municipality),
    individualNumber: individualNumberOf(digits(random, 11)),
    municipality,
  };
}

function japanese(
  random: Random,
  sex: '1' | '2',
): Pick<TestResident, 'name' | 'nationality' | 'formerSurname'> {
  const family = random.pick(FAMILY);
  const name = `${family}　${random.pick(sex === '2' ? FEMALE : MALE)}`;
  const formerSurname = random.chance(0.1) ? random.pick(FAMILY.filter((one) => one !== family)) : undefined;
  return { name, nationality: 'JPN', ...(formerSurname !== undefined && { formerSurname }) };
}

function foreigner(
  random: Random,
  on: PlainDate,
): Pick<TestResident, 'name' | 'nationality' | 'commonName' | 'stayUntil'> {
  const [nationality, name, commonName] = random.pick(FOREIGN);
  const stayUntil = random.chance(0.6) ? addMonths(on, random.int(4, 58)) : undefined;
  return {
    name,
    nationality,
    ...(commonName !== undefined && { commonName }),
    ...(stayUntil !== undefined && { stayUntil }),
  };
}

function birthDate(random: Random, kind: ResidentKind, on: PlainDate): PlainDate {
  if (kind === 'newborn') return addDays(on, -random.int(1, 300));
  const years = kind === 'child' ? random.int(2, 13) : random.int(18, 98);
  return addDays(addMonths(on, -12 * years), -random.int(0, 364));
}

function address(random: Random, { prefecture, name }: TestMunicipality): string {
  const lot = `${random.pick(TOWNS)}${wide(random.int(1, 6))}丁目${wide(random.int(1, 38))}番${wide(random.int(1, 29))}号`;
  const building = random.chance(0.15)
    ? `　${LONGEST_BUILDING}　${wide(random.int(10, 38))}階${wide(random.int(1001, 3899))}号室`
    : random.chance(0.4)
      ? `　${random.pick(BUILDINGS)}${wide(random.int(101, 909))}号`
      : '';
  return `${prefecture}${name}${lot}${building}`;
}

const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => random.int(0, 9)).join('');

/** Digits in addresses are full width (chip.md §2.2). */
const wide = (value: number): string =>
  String(value).replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
