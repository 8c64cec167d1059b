import type { Bilingual } from '@mibun/rules';

/** SVG path commands in a square from -1 to 1; with `line` drawn that wide, without it filled. */
export interface EmblemShape {
  readonly shape: string;
  readonly line?: number | undefined;
  /** Which parts of crossing lines are inside; `evenodd` unless told otherwise. */
  readonly winding?: 'nonzero' | 'evenodd' | undefined;
}

/** What a country has printed around the holder's data. Colours are `#rrggbb`; white text stands on those of the head. */
export interface CountryFace {
  readonly title: Bilingual;
  readonly country: { readonly ja: string; readonly latin: string };
  readonly microprint: string;
  readonly backHead: string;
  /** Three lines at the foot of the back. */
  readonly backLines: readonly Bilingual[];
  readonly colours: {
    readonly head: string;
    readonly headDeep: string;
    readonly headEnd: string;
    readonly thread: string;
    readonly threadMiddle: string;
    readonly accent: string;
    readonly ground: { readonly from: string; readonly middle: string; readonly to: string };
  };
  readonly emblem: readonly EmblemShape[];
}

/** The face of a test card: of no country. */
export const TEST_FACE: CountryFace = {
  title: { ja: '個人番号カード', en: 'Individual Number Card' },
  country: { ja: '試験用', latin: 'TEST' },
  microprint: 'TEST 試験用',
  backHead: 'この面は法令で定められた手続のときだけ見せてください',
  backLines: [
    {
      ja: '番号と QR コードは、法令で認められた者のほか、書き写し、コピー、保管をしてはいけません。',
      en: 'Only bodies permitted by law may copy or keep the number and the code on this side.',
    },
    {
      ja: '試験用のカードです。手続きや本人確認には使えません。',
      en: 'A card for tests. It proves nothing and opens nothing.',
    },
    { ja: '拾った方は、持ち主にお返しください。', en: 'Found? Give it back to whoever tests with it.' },
  ],
  colours: {
    head: '#44516b',
    headDeep: '#333d52',
    headEnd: '#55606b',
    thread: '#8a96a3',
    threadMiddle: '#7d8a9c',
    accent: '#8f7a52',
    ground: { from: '#eceff1', middle: '#f7f6f3', to: '#efeae1' },
  },
  emblem: [
    { shape: 'M-.94 0A.94 .94 0 1 0 .94 0A.94 .94 0 1 0 -.94 0Z', line: 0.07 },
    { shape: 'M-.5 -.35H.5V-.1H.13V.55H-.13V-.1H-.5Z' },
  ],
};
