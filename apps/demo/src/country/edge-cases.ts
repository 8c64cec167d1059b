import { addDays, addMonths, type PlainDate, plainDate } from '@mibun/rules';
import type { CastHousehold, CastMember } from './cast-types.ts';

const on = (date: string): PlainDate => plainDate(date);

function padTo(length: number, text: string, filler: string): string {
  return (text + filler.repeat(Math.ceil(length / filler.length))).slice(0, length);
}

// domain.md §6.3: an address has up to 200 characters.
const LONGEST_ADDRESS = padTo(
  200,
  '見本県例示郡架空村大字雲上字天狗平１２３４番地５６７８　',
  '見本共同住宅団地第一号棟東側中央階段上がる右手奥の突き当たりにある管理人室の隣の建物　',
).replace(/　$/u, '様');

interface Case {
  readonly place: readonly [municipality: string, postalCode: string, address: string];
  readonly members: readonly CastMember[];
}

function national(
  name: string,
  nameKana: string,
  nameRomaji: string,
  birthDate: PlainDate,
  sex: '1' | '2',
  more: Partial<CastMember> = {},
): CastMember {
  return { relation: 'head', name, nameKana, nameRomaji, birthDate, sex, ...more };
}

function cases(asOf: PlainDate): readonly Case[] {
  const street = (lot: string): Case['place'] => ['99202', '000-2002', `見本県雛形市折紙台１丁目${lot}`];
  return [
    {
      // Born on 29 February (domain.md VAL-11): one of age, one minor.
      place: street('２番２９号'),
      members: [
        national('閏　二月', 'ウルウ　フヅキ', 'URU FUZUKI', on('1988-02-29'), '1', {
          email: 'uru@example.jp',
        }),
        national('閏　弥生', 'ウルウ　ヤヨイ', 'URU YAYOI', on('2016-02-29'), '2', { relation: 'child' }),
      ],
    },
    {
      place: ['99441', '000-4002', LONGEST_ADDRESS],
      members: [national('長居　長之助', 'ナガイ　チョウノスケ', 'NAGAI CHONOSUKE', on('1951-04-04'), '1')],
    },
    {
      // Kanji outside JIS levels 1 and 2, of which certificates show substitutes (domain.md CRT-01).
      place: street('３番１号'),
      members: [
        national('髙栁　㐂一', 'タカヤナギ　キイチ', 'TAKAYANAGI KIICHI', on('1947-01-03'), '1'),
        national('髙栁　𣘺枝', 'タカヤナギ　ハシエ', 'TAKAYANAGI HASHIE', on('1950-12-24'), '2', {
          relation: 'spouse',
          formerSurname: '𡈽屋',
        }),
      ],
    },
    {
      // Variation sequences: one character, two code points.
      place: street('３番２号'),
      members: [
        national(
          '渡邉\u{E0104}　祇\u{E0100}園子',
          'ワタナベ　ギオンコ',
          'WATANABE GIONKO',
          on('1983-06-30'),
          '2',
        ),
      ],
    },
    {
      place: street('３番３号'),
      members: [
        national('一　一', 'ニノマエ　ハジメ', 'NINOMAE HAJIME', on('2001-01-01'), '1', {
          email: 'hajime@example.jp',
        }),
      ],
    },
    {
      // The longest life, and the Taishō era on a card.
      place: street('４番１号'),
      members: [national('古川　トシ', 'フルカワ　トシ', 'FURUKAWA TOSHI', on('1918-02-11'), '2')],
    },
    {
      place: street('４番２号'),
      members: [
        national('新姓　のぞみ', 'シンセイ　ノゾミ', 'SHINSEI NOZOMI', on('1992-05-05'), '2', {
          formerSurname: '旧姓',
          email: 'nozomi@example.jp',
        }),
        // Turns 15 within the year: an age limit passes during the demo (domain.md AGE-01).
        national(
          '新姓　奏',
          'シンセイ　カナデ',
          'SHINSEI KANADE',
          addDays(addMonths(asOf, -15 * 12), 40),
          '1',
          { relation: 'child' },
        ),
      ],
    },
    {
      place: street('５番１号'),
      members: [
        {
          relation: 'head',
          name: 'DE ALCANTARA VASCONCELOS　FRANCISCO ANTONIO JOAO CARLOS XAVIER DE PAULA MIGUEL RAFAEL',
          nameKana:
            'デ アルカンタラ ヴァスコンセロス　フランシスコ アントニオ ジョアン カルロス シャヴィエル デ パウラ ミゲル ラファエル',
          nameRomaji: 'DE ALCANTARA VASCONCELOS FRANCISCO ANTONIO JOAO CARLOS XAVIER DE PAULA MIGUEL RAFAEL',
          birthDate: on('1975-12-02'),
          sex: '1',
          nationality: 'BRA',
          residenceStatus: 'permanent-resident',
          commonName: 'アルカンタラ　フランシスコ',
        },
      ],
    },
    {
      place: street('５番２号'),
      members: [
        {
          relation: 'head',
          name: 'KIM　YEONGJA',
          nameKana: 'キム　ヨンジャ',
          nameRomaji: 'KIM YEONGJA',
          birthDate: on('1955-08-15'),
          sex: '2',
          nationality: 'KOR',
          residenceStatus: 'special-permanent-resident',
          commonName: '金田　英子',
        },
      ],
    },
    {
      // 20 days of stay left: an application is refused (domain.md VAL-08).
      place: street('６番１号'),
      members: [
        {
          relation: 'head',
          name: 'SHRESTHA　BIKASH',
          nameKana: 'シュレスタ　ビカス',
          nameRomaji: 'SHRESTHA BIKASH',
          birthDate: on('2003-03-03'),
          sex: '1',
          nationality: 'NPL',
          residenceStatus: 'student',
          stayUntil: addDays(asOf, 20),
          email: 'bikash@example.jp',
        },
      ],
    },
    {
      // No family name.
      place: street('６番２号'),
      members: [
        {
          relation: 'head',
          name: 'SUHARTINI',
          nameKana: 'スハルティニ',
          nameRomaji: 'SUHARTINI',
          birthDate: on('1999-09-19'),
          sex: '2',
          nationality: 'IDN',
          residenceStatus: 'specified-skilled-worker',
          stayUntil: addMonths(asOf, 7),
        },
      ],
    },
  ];
}

/** Households that try the limits of a rule, a field or a font; always in the country. */
export function edgeCaseHouseholds(asOf: PlainDate): readonly CastHousehold[] {
  return cases(asOf).map(({ place: [municipality, postalCode, address], members }) => {
    const foreign = members.some((member) => member.nationality !== undefined);
    return {
      municipality,
      postalCode,
      address,
      since: on('2019-07-01'),
      ...(foreign ? {} : { domicile: '見本県雛形市中央雛形２丁目５番地' }),
      members,
    };
  });
}
