import type { Bilingual } from '@mibun/rules';

/** The one prefecture of the demo country. */
export const PREFECTURE: Bilingual & { readonly kana: string; readonly code: string } = {
  ja: '見本県',
  en: 'Mihon Prefecture',
  kana: 'みほんけん',
  // Japan's prefectures have the codes 01 to 47.
  code: '99',
};

/** Hours on days of the week, 1 = Monday … 7 = Sunday, local time. */
export interface OpeningHours {
  readonly days: readonly number[];
  readonly opens: string;
  readonly closes: string;
  readonly note?: Bilingual;
}

/** A part of a municipality, with the way its addresses are written. */
export interface Town {
  readonly name: string;
  readonly postalCode: string;
  /** Number of 丁目; 0 where lots are numbered by 番地. */
  readonly chome: number;
}

/** A municipality of the demo country. */
export interface Municipality {
  /** Five digits; 99 as prefecture does not exist in Japan. */
  readonly code: string;
  readonly name: Bilingual;
  /** Hiragana. */
  readonly kana: string;
  readonly kind: 'city' | 'town' | 'village';
  readonly mayor: { readonly title: Bilingual; readonly name: string };
  readonly office: {
    readonly name: Bilingual;
    readonly address: Bilingual;
    readonly postalCode: string;
    /** 099-0…: numbers after an area code never begin with 0, so nobody can be called by mistake. */
    readonly phone: string;
    readonly fax: string;
    readonly email: string;
    readonly openingHours: readonly OpeningHours[];
  };
  /** Share of the country's residents, in percent. */
  readonly share: number;
  readonly towns: readonly Town[];
}

const WEEKDAYS: readonly number[] = [1, 2, 3, 4, 5];

function towns(
  prefix: string,
  entries: readonly (readonly [name: string, chome: number])[],
): readonly Town[] {
  return entries.map(([name, chome], i) => ({
    name,
    chome,
    postalCode: `${prefix}${String(i + 1).padStart(2, '0')}`,
  }));
}

/** The four municipalities, largest first. Names are words for "sample". */
export const MUNICIPALITIES: readonly Municipality[] = [
  {
    code: '99201',
    name: { ja: '見本市', en: 'Mihon City' },
    kana: 'みほんし',
    kind: 'city',
    mayor: { title: { ja: '見本市長', en: 'Mayor of Mihon City' }, name: '見本　市蔵' },
    office: {
      name: { ja: '見本市役所 市民課', en: 'Mihon City Hall, Residents’ Division' },
      address: {
        ja: '見本県見本市見本町１丁目１番１号',
        en: '1-1-1 Mihon-cho, Mihon City, Mihon Prefecture',
      },
      postalCode: '000-1001',
      phone: '099-001-1100',
      fax: '099-001-1109',
      email: 'shimin@city.mihon.example.jp',
      openingHours: [
        { days: WEEKDAYS, opens: '08:30', closes: '17:15' },
        {
          days: [4],
          opens: '17:15',
          closes: '19:00',
          note: { ja: '木曜日はカードの受け取りだけ延長', en: 'Thursdays: card pick-up only' },
        },
        {
          days: [7],
          opens: '09:00',
          closes: '12:00',
          note: { ja: '第２・第４日曜日、予約制', en: '2nd and 4th Sunday, by appointment' },
        },
      ],
    },
    share: 54,
    towns: towns('000-10', [
      ['見本町', 6],
      ['花園', 5],
      ['桜台', 4],
      ['緑が丘', 7],
      ['若葉', 3],
      ['駅前通', 2],
      ['港見町', 4],
      ['星見台', 5],
      ['朝日橋', 3],
      ['文字町', 4],
      ['青葉小路', 2],
      ['南見本', 8],
    ]),
  },
  {
    code: '99202',
    name: { ja: '雛形市', en: 'Hinagata City' },
    kana: 'ひながたし',
    kind: 'city',
    mayor: { title: { ja: '雛形市長', en: 'Mayor of Hinagata City' }, name: '雛形　定子' },
    office: {
      name: { ja: '雛形市役所 市民窓口課', en: 'Hinagata City Hall, Residents’ Counter' },
      address: {
        ja: '見本県雛形市型紙町２丁目４番６号',
        en: '2-4-6 Katagami-cho, Hinagata City, Mihon Prefecture',
      },
      postalCode: '000-2001',
      phone: '099-002-1100',
      fax: '099-002-1109',
      email: 'madoguchi@city.hinagata.example.jp',
      openingHours: [
        { days: WEEKDAYS, opens: '08:45', closes: '17:30' },
        {
          days: [6],
          opens: '09:00',
          closes: '12:30',
          note: { ja: '第３土曜日、予約制', en: '3rd Saturday, by appointment' },
        },
      ],
    },
    share: 28,
    towns: towns('000-20', [
      ['型紙町', 4],
      ['折紙台', 3],
      ['糸車', 5],
      ['中央雛形', 6],
      ['木馬町', 2],
      ['風鈴通', 3],
      ['鞠ヶ瀬', 4],
      ['東型紙', 2],
    ]),
  },
  {
    code: '99321',
    name: { ja: '例示町', en: 'Reiji Town' },
    kana: 'れいじちょう',
    kind: 'town',
    mayor: { title: { ja: '例示町長', en: 'Mayor of Reiji Town' }, name: '例示　示' },
    office: {
      name: { ja: '例示町役場 住民課', en: 'Reiji Town Hall, Residents’ Section' },
      address: {
        ja: '見本県例示郡例示町大字凡例１２番地',
        en: '12 Oaza Hanrei, Reiji Town, Reiji District, Mihon Prefecture',
      },
      postalCode: '000-3002',
      phone: '099-003-1100',
      fax: '099-003-1109',
      email: 'jumin@town.reiji.example.jp',
      openingHours: [{ days: WEEKDAYS, opens: '08:30', closes: '17:15' }],
    },
    share: 13,
    towns: towns('000-30', [
      ['大字例示', 0],
      ['大字凡例', 0],
      ['大字脚注', 0],
      ['大字索引字川端', 0],
      ['大字余白', 0],
    ]),
  },
  {
    code: '99441',
    name: { ja: '架空村', en: 'Kaku Village' },
    kana: 'かくうむら',
    kind: 'village',
    mayor: { title: { ja: '架空村長', en: 'Mayor of Kaku Village' }, name: '架空　想太郎' },
    office: {
      name: { ja: '架空村役場 住民福祉係', en: 'Kaku Village Office, Residents’ Desk' },
      address: {
        ja: '見本県例示郡架空村大字空想字夢見７番地',
        en: '7 Aza Yumemi, Oaza Kuso, Kaku Village, Reiji District, Mihon Prefecture',
      },
      postalCode: '000-4001',
      phone: '099-004-1100',
      fax: '099-004-1109',
      email: 'yakuba@vill.kaku.example.jp',
      openingHours: [{ days: WEEKDAYS, opens: '08:30', closes: '17:00' }],
    },
    share: 5,
    towns: towns('000-40', [
      ['大字空想字夢見', 0],
      ['大字雲上字天狗平', 0],
      ['大字絵空', 0],
    ]),
  },
];

// Towns and villages lie in a district (郡), which an address names between prefecture and municipality.
const DISTRICT = '例示郡';

/** What every address in the municipality begins with, e.g. `見本県例示郡例示町`. */
export function addressPrefix(municipality: Municipality): string {
  return `${PREFECTURE.ja}${municipality.kind === 'city' ? '' : DISTRICT}${municipality.name.ja}`;
}

/**
 * The municipality with a code.
 * @throws RangeError when the demo country has none with it
 */
export function municipality(code: string): Municipality {
  const found = MUNICIPALITIES.find((one) => one.code === code);
  if (found === undefined) throw new RangeError(`no municipality of the demo country has the code ${code}`);
  return found;
}
