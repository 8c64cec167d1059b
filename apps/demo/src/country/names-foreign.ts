import type { Random } from '@mibun/portraits';
import type { NamePart } from './names-japanese.ts';

interface People {
  readonly nationality: string;
  readonly weight: number;
  readonly family: readonly NamePart[];
  readonly male: readonly NamePart[];
  readonly female: readonly NamePart[];
}

// LATIN:kana, `_` for a space.
function parts(list: string): readonly NamePart[] {
  return list.split(' ').map((entry) => {
    const [latin = '', kana = ''] = entry.replaceAll('_', ' ').split(':');
    return { text: latin, kana, romaji: latin };
  });
}

const PEOPLES: readonly People[] = [
  {
    nationality: 'CHN',
    weight: 24,
    family: parts('WANG:ワン LI:リ ZHANG:チャン LIU:リウ CHEN:チェン YANG:ヤン ZHAO:チャオ'),
    male: parts('WEI:ウェイ JUN:ジュン HAORAN:ハオラン MINGYU:ミンユー BO:ボー'),
    female: parts('FANG:ファン XIAOYAN:シャオイェン MEILING:メイリン YUTING:ユーティン NA:ナー'),
  },
  {
    nationality: 'VNM',
    weight: 20,
    family: parts('NGUYEN:グエン TRAN:チャン LE:レ PHAM:ファム HOANG:ホアン VU:ヴー'),
    male: parts('VAN_AN:ヴァン_アン MINH_DUC:ミン_ドゥック QUANG_HUY:クアン_フイ TUAN_ANH:トゥアン_アイン'),
    female: parts('THI_HOA:ティ_ホア THI_MAI:ティ_マイ NGOC_LINH:ゴック_リン THU_HA:トゥー_ハー'),
  },
  {
    nationality: 'KOR',
    weight: 12,
    family: parts('KIM:キム LEE:イ PARK:パク CHOI:チェ JUNG:チョン KANG:カン'),
    male: parts('MINSU:ミンス JIHOON:ジフン SEONGHO:ソンホ DONGHYUN:ドンヒョン'),
    female: parts('SOYEON:ソヨン JIWOO:ジウ EUNJI:ウンジ HYEJIN:ヘジン'),
  },
  {
    nationality: 'PHL',
    weight: 10,
    family: parts('SANTOS:サントス REYES:レイエス CRUZ:クルス BAUTISTA:バウティスタ DELA_CRUZ:デラ_クルス'),
    male: parts('JOSE_MARIE:ホセ_マリー MARK_ANTHONY:マーク_アンソニー JUAN_CARLO:フアン_カルロ'),
    female: parts('MARIA_CRISTINA:マリア_クリスティーナ ANGELICA:アンジェリカ ROSE_ANN:ローズ_アン'),
  },
  {
    nationality: 'BRA',
    weight: 8,
    family: parts(
      'SILVA:シルヴァ SOUZA:ソウザ TANAKA_OLIVEIRA:タナカ_オリベイラ SATO_FERREIRA:サトウ_フェレイラ',
    ),
    male: parts('CARLOS_EDUARDO:カルロス_エドゥアルド LUCAS:ルーカス RAFAEL_KENJI:ラファエル_ケンジ'),
    female: parts('ANA_PAULA:アナ_パウラ JULIANA:ジュリアナ BEATRIZ_YUMI:ベアトリス_ユミ'),
  },
  {
    nationality: 'NPL',
    weight: 8,
    family: parts('SHRESTHA:シュレスタ GURUNG:グルン TAMANG:タマン RAI:ライ'),
    male: parts('BIKASH:ビカス SURESH:スレシュ PRAKASH:プラカシュ'),
    female: parts('SITA:シタ ANJALI:アンジャリ SUNITA:スニタ'),
  },
  {
    nationality: 'IDN',
    weight: 6,
    family: parts('WIJAYA:ウィジャヤ PUTRA:プトラ SARI:サリ HIDAYAT:ヒダヤット'),
    male: parts('BUDI:ブディ AGUS:アグス RIZKY:リズキ'),
    female: parts('DEWI:デウィ SITI:シティ AYU:アユ'),
  },
  {
    nationality: 'USA',
    weight: 4,
    family: parts('SMITH:スミス JOHNSON:ジョンソン BROWN:ブラウン MILLER:ミラー'),
    male: parts('JAMES_ROBERT:ジェームズ_ロバート DANIEL:ダニエル MICHAEL:マイケル'),
    female: parts('EMILY_GRACE:エミリー_グレース SARAH:サラ JENNIFER:ジェニファー'),
  },
  {
    nationality: 'IND',
    weight: 4,
    family: parts('SHARMA:シャルマ PATEL:パテル SINGH:シン KUMAR:クマール'),
    male: parts('RAHUL:ラフル ARJUN:アルジュン VIJAY:ヴィジャイ'),
    female: parts('PRIYA:プリヤ ANITA:アニタ KAVYA:カヴィヤ'),
  },
  {
    nationality: 'GBR',
    weight: 2,
    family: parts("TAYLOR:テイラー EVANS:エヴァンズ O'CONNOR:オコナー"),
    male: parts('OLIVER:オリヴァー THOMAS:トーマス'),
    female: parts('CHARLOTTE:シャーロット ELEANOR:エレノア'),
  },
];

const WEIGHTED = PEOPLES.map((people) => [people, people.weight] as const);

/** A family from abroad: where from, and how it is called. */
export interface ForeignFamily {
  readonly nationality: string;
  readonly family: NamePart;
  readonly given: (random: Random, sex: '1' | '2') => NamePart;
}

/** Chooses a nationality and a family name of it. */
export function drawForeignFamily(random: Random): ForeignFamily {
  const people = random.weighted(WEIGHTED);
  return {
    nationality: people.nationality,
    family: random.pick(people.family),
    given: (source, sex) => source.pick(sex === '1' ? people.male : people.female),
  };
}
