import { demoCountry } from '../demo-country.ts';

/** A part of a municipality, with the way its addresses are written. */
export interface Town {
  readonly name: string;
  readonly postalCode: string;
  /** Number of 丁目; 0 where lots are numbered by 番地. */
  readonly chome: number;
}

/** Where the people of a municipality live. Its name, office and mayor are in the country's folder (`mihon/`). */
export interface Place {
  /** Five digits; 99 as prefecture does not exist in Japan, whose prefectures have the codes 01 to 47. */
  readonly code: string;
  readonly kind: 'city' | 'town' | 'village';
  /** Share of the country's residents, in percent. */
  readonly share: number;
  readonly towns: readonly Town[];
}

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

/** The four municipalities, largest first. */
export const PLACES: readonly Place[] = [
  {
    code: '99201',
    kind: 'city',
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
    kind: 'city',
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
    kind: 'town',
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
    kind: 'village',
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
export function addressPrefix({ code, kind }: Place): string {
  const { prefecture, name } = municipality(code);
  return `${prefecture.ja}${kind === 'city' ? '' : DISTRICT}${name.ja}`;
}

/**
 * The municipality with a code, as the country's folder describes it.
 * @throws RangeError when the demo country has none with it
 */
export function municipality(code: string): (typeof demoCountry.municipalities)[number] {
  const found = demoCountry.municipalities.find((one) => one.code === code);
  if (found === undefined) throw new RangeError(`no municipality of the demo country has the code ${code}`);
  return found;
}
