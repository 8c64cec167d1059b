import { addDays, addMonths, type PlainDate, plainDate } from '@mibun/rules';
import type { CastHousehold, CastMember } from './cast-types.ts';

const on = (date: string): PlainDate => plainDate(date);

function japanese(
  relation: CastMember['relation'],
  sex: '1' | '2',
  birthDate: PlainDate,
  names: readonly [name: string, kana: string, romaji: string],
  more: Partial<CastMember> = {},
): CastMember {
  const [name, nameKana, nameRomaji] = names;
  return { relation, sex, birthDate, name, nameKana, nameRomaji, ...more };
}

function single(
  home: Omit<CastHousehold, 'members' | 'since' | 'domicile'> &
    Partial<Pick<CastHousehold, 'since' | 'domicile'>>,
  member: CastMember,
): CastHousehold {
  return { since: on('2015-04-01'), domicile: '見本県見本市見本町１丁目１番地', ...home, members: [member] };
}

const flat = (lot: string, town = '花園２丁目', postalCode = '000-1002') => ({
  municipality: '99201',
  postalCode,
  address: `見本県見本市${town}${lot}`,
});

function residents(asOf: PlainDate): readonly CastHousehold[] {
  return [
    {
      ...flat('３番１４号　見本ハイツ２０５号'),
      since: on('2016-03-28'),
      domicile: '見本県見本市見本町３丁目１２番地',
      members: [
        japanese('head', '1', on('1986-07-02'), ['見本　太郎', 'ミホン　タロウ', 'MIHON TARO'], {
          email: 'taro@example.jp',
        }),
        japanese('spouse', '2', on('1988-03-14'), ['見本　花子', 'ミホン　ハナコ', 'MIHON HANAKO'], {
          id: 'hanakomihon2',
          email: 'hanako@example.jp',
          phone: '090-0123-4567',
        }),
        japanese(
          'child',
          '2',
          addDays(addMonths(asOf, -9 * 12), -100),
          ['見本　さくら', 'ミホン　サクラ', 'MIHON SAKURA'],
          { id: 'sakuramihon2' },
        ),
        japanese('parent', '2', on('1957-09-09'), ['見本　千代', 'ミホン　チヨ', 'MIHON CHIYO']),
      ],
    },
    single(
      {
        municipality: '99321',
        postalCode: '000-3003',
        address: '見本県例示郡例示町大字脚注３８番地２',
        since: on('1964-10-10'),
      },
      japanese('head', '2', on('1938-05-21'), ['例示　ウメ', 'レイジ　ウメ', 'REIJI UME'], {
        id: 'umereijireij',
        phone: '099-003-0123',
      }),
    ),
    {
      ...flat('８番２号　サンプルコート４０１号', '駅前通１丁目', '000-1006'),
      since: addDays(asOf, -420),
      members: [
        {
          id: 'lannguyenlan',
          relation: 'head',
          name: 'NGUYEN　THI LAN',
          nameKana: 'グエン　ティ ラン',
          nameRomaji: 'NGUYEN THI LAN',
          birthDate: on('1997-12-03'),
          sex: '2',
          nationality: 'VNM',
          residenceStatus: 'engineer-specialist',
          stayUntil: addMonths(asOf, 14),
          email: 'lan@example.jp',
          phone: '080-0123-4567',
        },
      ],
    },
    {
      municipality: '99202',
      postalCode: '000-2003',
      address: '見本県雛形市糸車４丁目２１番５号',
      since: on('2021-05-16'),
      domicile: '見本県雛形市型紙町１丁目７番地',
      members: [
        japanese('head', '1', on('1993-01-30'), ['雛形　健太', 'ヒナガタ　ケンタ', 'HINAGATA KENTA'], {
          email: 'kenta@example.jp',
        }),
        japanese('spouse', '2', on('1994-08-08'), ['雛形　美咲', 'ヒナガタ　ミサキ', 'HINAGATA MISAKI'], {
          email: 'misaki@example.jp',
        }),
        japanese('child', '2', addDays(asOf, -20), ['雛形　結衣', 'ヒナガタ　ユイ', 'HINAGATA YUI'], {
          id: 'yuihinagatay',
        }),
      ],
    },
    single(
      { ...flat('１１番３号', '桜台４丁目', '000-1003'), domicile: '見本県架空村大字絵空４５番地' },
      japanese(
        'head',
        '2',
        on('1979-10-17'),
        ['𠮷﨑　葛\u{E0102}子', 'ヨシザキ　カツコ', 'YOSHIZAKI KATSUKO'],
        { id: 'katsukoyoshi', email: 'katsuko@example.jp' },
      ),
    ),
    single(
      flat('５番９号　コーポ花園１０２号', '若葉１丁目', '000-1005'),
      japanese('head', '1', on('1990-02-10'), ['佐藤　健', 'サトウ　ケン', 'SATO KEN'], {
        id: 'kensatoyoung',
        email: 'ken@example.jp',
      }),
    ),
    single(
      flat('１７番２３号', '南見本６丁目', '000-1012'),
      japanese('head', '1', on('1962-11-30'), ['佐藤　健', 'サトウ　ケン', 'SATO KEN'], {
        id: 'kensatoelder',
      }),
    ),
  ];
}

function staff(): readonly CastHousehold[] {
  const post = (
    id: string,
    sex: '1' | '2',
    birthDate: string,
    names: readonly [string, string, string],
    mailbox: string,
    lot: string,
  ): CastHousehold =>
    single(
      flat(lot, '緑が丘３丁目', '000-1004'),
      japanese('head', sex, on(birthDate), names, { id, email: `${mailbox}@example.jp` }),
    );
  return [
    post(
      'madoguchinao',
      '2',
      '1991-06-15',
      ['窓口　直子', 'マドグチ　ナオコ', 'MADOGUCHI NAOKO'],
      'madoguchi',
      '１番１号',
    ),
    post(
      'uketsukesusu',
      '1',
      '1985-01-19',
      ['受付　進', 'ウケツケ　ススム', 'UKETSUKE SUSUMU'],
      'uketsuke',
      '１番２号',
    ),
    post(
      'kakuninmamor',
      '1',
      '1972-08-27',
      ['確認　守', 'カクニン　マモル', 'KAKUNIN MAMORU'],
      'kakunin',
      '１番３号',
    ),
    post(
      'shinsanozomi',
      '2',
      '1987-11-05',
      ['審査　望', 'シンサ　ノゾミ', 'SHINSA NOZOMI'],
      'shinsa',
      '１番４号',
    ),
    post(
      'seizotakumis',
      '1',
      '1980-03-31',
      ['製造　匠', 'セイゾウ　タクミ', 'SEIZO TAKUMI'],
      'seizo',
      '１番５号',
    ),
    post(
      'otoshizukaot',
      '2',
      '1996-09-12',
      ['応答　静香', 'オウトウ　シズカ', 'OTO SHIZUKA'],
      'oto',
      '１番６号',
    ),
    post(
      'ninshokaorin',
      '1',
      '1977-05-07',
      ['認証　薫', 'ニンショウ　カオル', 'NINSHO KAORU'],
      'ninsho',
      '１番７号',
    ),
    post(
      'kansatadashi',
      '1',
      '1969-07-11',
      ['監査　正', 'カンサ　タダシ', 'KANSA TADASHI'],
      'kansa',
      '１番８号',
    ),
    post(
      'renshotamaki',
      '2',
      '1983-10-02',
      ['連署　環', 'レンショ　タマキ', 'RENSHO TAMAKI'],
      'rensho',
      '１番９号',
    ),
  ];
}

/** The personas and their families, with ages as of a day. */
export function castHouseholds(asOf: PlainDate): readonly CastHousehold[] {
  return [...residents(asOf), ...staff()];
}
