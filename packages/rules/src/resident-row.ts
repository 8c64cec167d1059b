import { type BirthDate, checkBirthDate, earliestBirth } from './birth-date.ts';
import { parseMailAddress } from './contact.ts';
import { isPlainDate, type PlainDate } from './dates.ts';
import { asRegisteredName, checkPersonName, LONGEST_NAME } from './names.ts';
import {
  type IndividualNumber,
  isResidentCode,
  normaliseDigits,
  parseIndividualNumber,
  type ResidentCode,
} from './numbers.ts';
import { type Refusal, refuse } from './text-pair.ts';

/** The columns of a file of residents, in the order of the example, and whether every row has them. */
export const RESIDENT_COLUMNS = {
  residentCode: 'needed',
  individualNumber: 'optional',
  municipality: 'needed',
  household: 'needed',
  relation: 'needed',
  name: 'needed',
  nameKana: 'optional',
  nameRomaji: 'optional',
  formerSurname: 'optional',
  commonName: 'optional',
  birthDate: 'needed',
  sex: 'needed',
  postalCode: 'needed',
  address: 'needed',
  domicile: 'optional',
  nationality: 'needed',
  residenceStatus: 'optional',
  stayUntil: 'optional',
  residentSince: 'needed',
  phone: 'optional',
  email: 'optional',
} as const;

export type ResidentColumn = keyof typeof RESIDENT_COLUMNS;

/** One person as a municipality's file has them: texts by column; what is absent is left out or empty. */
export type ResidentRow = Readonly<Record<string, string>>;

/** The same person, understood. */
export interface RegisteredRow {
  readonly residentCode: ResidentCode;
  /** Of somebody who has one already (NUM-09); the others are given theirs. */
  readonly individualNumber: IndividualNumber | null;
  readonly municipality: string;
  /** Of the municipality alone: the same text elsewhere is another household. */
  readonly household: string;
  readonly relation: 'head' | 'spouse' | 'child' | 'parent' | 'other';
  readonly name: string;
  readonly nameKana: string;
  readonly nameRomaji: string;
  readonly formerSurname: string | null;
  readonly commonName: string | null;
  readonly birthDate: BirthDate;
  readonly sex: '1' | '2';
  readonly postalCode: string;
  readonly address: string;
  readonly domicile: string | null;
  readonly nationality: string;
  readonly residenceStatus: string | null;
  readonly stayUntil: PlainDate | null;
  readonly residentSince: PlainDate;
  readonly phone: string | null;
  readonly email: string | null;
}

export type RowFaultReason =
  | 'MISSING'
  | 'UNKNOWN_COLUMN'
  | 'NOT_IN_FORM'
  | 'NO_SUCH_MUNICIPALITY'
  | 'NOT_OF_NATIONALS'
  | 'NOT_OF_FOREIGNERS'
  | 'STAY_IS_OVER'
  | 'IN_THE_FUTURE'
  | 'BEFORE_BIRTH';

/** Why a row is refused. It names the column and never repeats what stands there: files of refusals are read by many. */
export type RowFault = Refusal<string> & { readonly column: string };

export type RowCheck =
  | { readonly ok: true; readonly resident: RegisteredRow }
  | { readonly ok: false; readonly faults: readonly RowFault[] };

export interface RowSurroundings {
  readonly today: PlainDate;
  readonly municipalities: ReadonlySet<string>;
}

/** §6.3: what a certificate can carry. */
const LONGEST_ADDRESS = 200;
const LONGEST_STATUS = 60;
const RELATIONS = ['head', 'spouse', 'child', 'parent', 'other'] as const;
const HALF_WIDTH_KANA = /[\uff65-\uff9f]+/gu;
const KANA = /^[\p{Script=Katakana}ー・\u3099\u309a \u3000]+$/u;
const ROMAJI = /^\p{Script=Latin}[\p{Script=Latin}\p{M}'’.,\- \u3000]*$/u;
const NOT_IN_TEXTS = /[\p{Cc}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u200b\u202a-\u202e\u2060-\u2069\ufeff]/u;

const words = {
  residentCode: [
    '住民票コードは、検査数字を含む11桁の数字です。',
    'A resident code has 11 digits with its check digit.',
  ],
  household: [
    '世帯番号は、英数字と「-」「_」「.」で40文字までです。',
    'A household is named by up to 40 letters, digits, "-", "_" and ".".',
  ],
  relation: [
    '続柄は head、spouse、child、parent、other のどれかです。',
    'The relation is one of head, spouse, child, parent, other.',
  ],
  nameKana: [
    'フリガナは、カタカナで100文字までです。',
    'The reading is in katakana, of up to 100 characters.',
  ],
  nameRomaji: [
    'ローマ字の氏名は、ラテン文字で100文字までです。',
    'The name in Roman letters has Latin letters only, up to 100.',
  ],
  sex: ['性別は 1（男）か 2（女）です。', 'Sex is 1 (male) or 2 (female).'],
  postalCode: ['郵便番号は 100-0001 のように書きます。', 'A postal code is written as 100-0001.'],
  address: [
    '住所は、都道府県から書いて200文字までです。',
    'An address begins with the prefecture and has up to 200 characters.',
  ],
  domicile: ['本籍は200文字までです。', 'A domicile has up to 200 characters.'],
  nationality: [
    '国籍は、JPN のような英大文字3字です。',
    'A nationality is three capitals, as JPN (ISO 3166-1).',
  ],
  residenceStatus: ['在留資格は60文字までです。', 'A residence status has up to 60 characters.'],
  stayUntil: [
    '在留期間の満了日は 2030-03-31 のように書きます。',
    'The last day of the stay is written as 2030-03-31.',
  ],
  residentSince: [
    '住民となった日は 2015-04-01 のように書きます。',
    'The day since when somebody is a resident is written as 2015-04-01.',
  ],
  phone: ['電話番号は 03-1234-5678 のように書きます。', 'A telephone number is written as 03-1234-5678.'],
  email: ['メールアドレスの形ではありません。', 'This is no mail address.'],
} as const satisfies Partial<Record<ResidentColumn, readonly [ja: string, en: string]>>;

/** The rule that each column follows from. */
const RULES: Readonly<Record<ResidentColumn, string>> = {
  residentCode: 'RES-01',
  individualNumber: 'NUM-02',
  municipality: 'NUM-07',
  household: 'AGE-02',
  relation: 'AGE-02',
  name: 'CARD-02',
  nameKana: 'CARD-09',
  nameRomaji: 'CARD-08',
  formerSurname: 'CARD-02',
  commonName: 'CARD-02',
  birthDate: 'CARD-02',
  sex: 'CARD-02',
  postalCode: 'NTC-01',
  address: 'CARD-02',
  domicile: 'KSK-02',
  nationality: 'CARD-04',
  residenceStatus: 'NUM-08',
  stayUntil: 'VAL-05',
  residentSince: 'NUM-09',
  phone: 'NTC-04',
  email: 'NTC-04',
};

/**
 * Whether a row of a municipality's file can stand in the registry, and everything that is wrong with it otherwise.
 * Digits and half-width kana are evened out first (NUM-06, CRT-02); nothing else is put right for anybody.
 */
export function checkResidentRow(row: ResidentRow, { today, municipalities }: RowSurroundings): RowCheck {
  const faults: RowFault[] = [];
  const fault = (column: string, { reason, rule, ja, en }: Refusal<string>): undefined => {
    faults.push({ ok: false, column, reason, rule, ja, en });
    return undefined;
  };
  const wrong = (column: keyof typeof words) => {
    const [ja, en] = words[column];
    return fault(column, refuse('NOT_IN_FORM', RULES[column], ja, en));
  };
  const said = (column: ResidentColumn): string =>
    Object.hasOwn(row, column) ? (row[column] ?? '').trim() : '';
  const formed = (column: keyof typeof words, form: RegExp, value = said(column)): string | undefined =>
    value === '' || form.test(value) ? value : wrong(column);
  const text = (column: keyof typeof words, most: number): string | undefined => {
    const value = said(column);
    return [...value].length <= most && !NOT_IN_TEXTS.test(value) ? value : wrong(column);
  };
  const name = (column: 'name' | 'formerSurname' | 'commonName'): string => {
    const value = asRegisteredName(said(column));
    const verdict = value === '' ? undefined : checkPersonName(value);
    if (verdict && !verdict.ok) fault(column, verdict);
    return value;
  };
  const date = (column: 'stayUntil' | 'residentSince'): PlainDate | undefined => {
    const value = said(column);
    if (value === '' || isPlainDate(value)) return value === '' ? undefined : (value as PlainDate);
    return wrong(column);
  };

  for (const column of Object.keys(row)) {
    if (Object.hasOwn(RESIDENT_COLUMNS, column)) continue;
    fault(
      column,
      refuse(
        'UNKNOWN_COLUMN',
        'CARD-02',
        'この列は使われません。列名を確かめてください。',
        'No such column is known; check its name.',
      ),
    );
  }
  for (const [column, need] of Object.entries(RESIDENT_COLUMNS) as [ResidentColumn, string][]) {
    if (need === 'optional' || said(column) !== '') continue;
    fault(column, refuse('MISSING', RULES[column], 'この項目がありません。', 'This is missing.'));
  }

  const residentCode = normaliseDigits(said('residentCode'));
  if (residentCode !== '' && !isResidentCode(residentCode)) wrong('residentCode');
  const individualNumber = numberOf();
  const municipality = said('municipality');
  if (municipality !== '' && !municipalities.has(municipality)) {
    fault(
      'municipality',
      refuse(
        'NO_SUCH_MUNICIPALITY',
        RULES.municipality,
        'この国の市区町村コードではありません。',
        'This is no municipality of this country.',
      ),
    );
  }
  const birthDate = said('birthDate');
  const born = birthDate === '' ? undefined : checkBirthDate(birthDate, today);
  if (born && !born.ok) fault('birthDate', born);
  const residentSince = date('residentSince');
  if (residentSince && residentSince > today) {
    fault(
      'residentSince',
      refuse(
        'IN_THE_FUTURE',
        RULES.residentSince,
        '住民となった日が未来の日付です。',
        'The day since when somebody is a resident is in the future.',
      ),
    );
  } else if (residentSince && born?.ok && residentSince < earliestBirth(birthDate as BirthDate)) {
    fault(
      'residentSince',
      refuse(
        'BEFORE_BIRTH',
        RULES.residentSince,
        '住民となった日が、生まれた日より前です。',
        'The day since when somebody is a resident is before their birth.',
      ),
    );
  }
  const nationality = formed('nationality', /^[A-Z]{3}$/);
  const residenceStatus = text('residenceStatus', LONGEST_STATUS);
  const stayUntil = date('stayUntil');
  checkStay();

  const understood = {
    residentCode: residentCode as ResidentCode,
    individualNumber,
    municipality,
    household: formed('household', /^[\w.-]{1,40}$/) ?? '',
    relation: RELATIONS.find((one) => one === said('relation')) ?? notARelation(),
    name: name('name'),
    nameKana: formed('nameKana', KANA, shortened('nameKana', widened(said('nameKana')))) ?? '',
    nameRomaji: formed('nameRomaji', ROMAJI, shortened('nameRomaji', said('nameRomaji'))) ?? '',
    formerSurname: name('formerSurname') || null,
    commonName: name('commonName') || null,
    birthDate: birthDate as BirthDate,
    sex: (formed('sex', /^[12]$/) ?? '1') as '1' | '2',
    postalCode: formed('postalCode', /^\d{3}-\d{4}$/) ?? '',
    address: text('address', LONGEST_ADDRESS) ?? '',
    domicile: text('domicile', LONGEST_ADDRESS) || null,
    nationality: nationality ?? '',
    residenceStatus: residenceStatus || null,
    stayUntil: stayUntil ?? null,
    residentSince: residentSince ?? today,
    phone: formed('phone', /^\+?\d[\d-]{4,18}\d$/) || null,
    email: mail(),
  };
  return faults.length === 0 ? { ok: true, resident: understood } : { ok: false, faults };

  function numberOf(): IndividualNumber | null {
    const typed = said('individualNumber');
    if (typed === '') return null;
    const parsed = parseIndividualNumber(typed);
    if (parsed.ok) return parsed.number;
    const rule = parsed.reason === 'check-digit' ? 'NUM-02' : 'NUM-01';
    fault('individualNumber', refuse('NOT_IN_FORM', rule, parsed.ja, parsed.en));
    return null;
  }

  function checkStay(): void {
    if (!nationality) return;
    const national = nationality === 'JPN';
    for (const column of ['residenceStatus', 'stayUntil'] as const) {
      if (!national || said(column) === '') continue;
      fault(
        column,
        refuse(
          'NOT_OF_NATIONALS',
          RULES[column],
          '日本国民に在留資格・在留期間はありません。',
          'A national has no residence status and no limit of stay.',
        ),
      );
    }
    if (national) return;
    if (residenceStatus === '') {
      fault(
        'residenceStatus',
        refuse(
          'MISSING',
          'NUM-08',
          '外国人住民には在留資格が必要です。',
          'A foreign resident has a residence status.',
        ),
      );
    }
    if (said('domicile') !== '') {
      fault(
        'domicile',
        refuse(
          'NOT_OF_FOREIGNERS',
          RULES.domicile,
          '外国人住民に本籍はありません。',
          'A foreign resident has no domicile in a family register.',
        ),
      );
    }
    if (stayUntil && stayUntil < today) {
      fault('stayUntil', refuse('STAY_IS_OVER', 'VAL-05', '在留期間が満了しています。', 'The stay is over.'));
    }
  }

  function notARelation(): 'other' {
    if (said('relation') !== '') wrong('relation');
    return 'other';
  }

  function shortened(column: 'nameKana' | 'nameRomaji', value: string): string {
    if ([...value].length <= LONGEST_NAME) return value;
    wrong(column);
    return '';
  }

  function mail(): string | null {
    const typed = said('email');
    if (typed === '') return null;
    return parseMailAddress(typed) ?? wrong('email') ?? null;
  }
}

/** Half-width kana, as old municipal systems write it, is the same reading in another width. */
function widened(kana: string): string {
  return asRegisteredName(kana.replace(HALF_WIDTH_KANA, (run) => run.normalize('NFKC')));
}
