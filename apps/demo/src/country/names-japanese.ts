import type { Random } from '@mibun/portraits';
import { romaji } from './romaji.ts';

/** One part of a name. */
export interface NamePart {
  readonly text: string;
  readonly kana: string;
  readonly romaji: string;
}

// text:kana, with the spelling added where kana alone would give a wrong one (a vowel pair across two characters).
function parts(list: string): readonly NamePart[] {
  return list
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [text = '', kana = '', spelling] = entry.split(':');
      return { text, kana, romaji: spelling ?? romaji(kana) };
    });
}

/** Commonest first. */
export const FAMILY_NAMES = parts(`
  佐藤:サトウ 鈴木:スズキ 高橋:タカハシ 田中:タナカ 伊藤:イトウ 渡辺:ワタナベ 山本:ヤマモト 中村:ナカムラ 小林:コバヤシ 加藤:カトウ
  吉田:ヨシダ 山田:ヤマダ 佐々木:ササキ 山口:ヤマグチ 松本:マツモト 井上:イノウエ:INOUE 木村:キムラ 林:ハヤシ 斎藤:サイトウ 清水:シミズ
  山崎:ヤマザキ 森:モリ 池田:イケダ 橋本:ハシモト 阿部:アベ 石川:イシカワ 山下:ヤマシタ 中島:ナカジマ 石井:イシイ 小川:オガワ
  前田:マエダ 岡田:オカダ 長谷川:ハセガワ 藤田:フジタ 後藤:ゴトウ 近藤:コンドウ 村上:ムラカミ 遠藤:エンドウ 青木:アオキ 坂本:サカモト
  斉藤:サイトウ 福田:フクダ 太田:オオタ 西村:ニシムラ 藤井:フジイ 金子:カネコ 岡本:オカモト 藤原:フジワラ 三浦:ミウラ 中野:ナカノ
  中川:ナカガワ 原田:ハラダ 松田:マツダ 竹内:タケウチ:TAKEUCHI 小野:オノ 田村:タムラ 中山:ナカヤマ 和田:ワダ 石田:イシダ 森田:モリタ
  上田:ウエダ 原:ハラ 内田:ウチダ 柴田:シバタ 酒井:サカイ 宮崎:ミヤザキ 横山:ヨコヤマ 高木:タカギ 安藤:アンドウ 宮本:ミヤモト
  大野:オオノ 小島:コジマ 工藤:クドウ 谷口:タニグチ 今井:イマイ 高田:タカダ 増田:マスダ 丸山:マルヤマ 杉山:スギヤマ 村田:ムラタ
  大塚:オオツカ 新井:アライ 小山:コヤマ 平野:ヒラノ 藤本:フジモト 河野:コウノ 上野:ウエノ 武田:タケダ 野口:ノグチ 松井:マツイ
  千葉:チバ 菅原:スガワラ 岩崎:イワサキ 久保:クボ 木下:キノシタ 佐野:サノ 野村:ノムラ 松尾:マツオ 市川:イチカワ 菊地:キクチ
  渡邊:ワタナベ 渡邉:ワタナベ 齋藤:サイトウ 齊藤:サイトウ 髙橋:タカハシ 髙木:タカギ 山﨑:ヤマザキ 栁田:ヤナギダ 𠮷田:ヨシダ 五十嵐:イガラシ
  勅使河原:テシガワラ 小鳥遊:タカナシ 東海林:ショウジ 月見里:ヤマナシ 御手洗:ミタライ`);

interface Generation {
  /** Born in this year or later. */
  readonly from: number;
  readonly male: readonly NamePart[];
  readonly female: readonly NamePart[];
}

// Newest first.
const GENERATIONS: readonly Generation[] = [
  {
    from: 2004,
    male: parts(
      '蓮:レン 陽翔:ハルト 湊:ミナト 樹:イツキ 大翔:ヒロト 悠真:ユウマ 朝陽:アサヒ 蒼:アオイ 颯太:ソウタ 律:リツ 陸:リク 結翔:ユイト 奏:カナデ 湊斗:ミナト 瑛太:エイタ 一颯:イブキ 碧:アオ 新:アラタ',
    ),
    female: parts(
      '陽葵:ヒマリ 凛:リン 紬:ツムギ 結菜:ユイナ 咲良:サクラ 莉子:リコ 澪:ミオ 芽依:メイ 葵:アオイ さくら:サクラ 結衣:ユイ 杏:アン 美月:ミヅキ ひなた:ヒナタ 花音:カノン 琴音:コトネ 心春:コハル 詩:ウタ',
    ),
  },
  {
    from: 1980,
    male: parts(
      '翔太:ショウタ 健太:ケンタ 大輔:ダイスケ 拓也:タクヤ 直樹:ナオキ 翔:ショウ 達也:タツヤ 亮:リョウ 和也:カズヤ 哲也:テツヤ 雄太:ユウタ 大樹:ダイキ 駿:シュン 慎也:シンヤ 航:ワタル 健一郎:ケンイチロウ 優:ユウ 隼人:ハヤト',
    ),
    female: parts(
      '愛:アイ 美咲:ミサキ 麻衣:マイ 彩:アヤ 千尋:チヒロ 舞:マイ 恵:メグミ 沙織:サオリ 七海:ナナミ 優花:ユウカ 真由美:マユミ 友美:トモミ 香織:カオリ 萌:モエ 裕子:ユウコ 綾乃:アヤノ 奈々:ナナ 瞳:ヒトミ',
    ),
  },
  {
    from: 1950,
    male: parts(
      '誠:マコト 隆:タカシ 浩:ヒロシ 博:ヒロシ 茂:シゲル 健一:ケンイチ 浩二:コウジ 修:オサム 進:ススム 明:アキラ 勉:ツトム 和彦:カズヒコ 正人:マサト 豊:ユタカ 学:マナブ 哲:サトシ 純一:ジュンイチ 雅之:マサユキ',
    ),
    female: parts(
      '恵子:ケイコ 陽子:ヨウコ 洋子:ヨウコ 由美子:ユミコ 明美:アケミ 久美子:クミコ 幸子:サチコ 京子:キョウコ 直美:ナオミ 裕子:ヒロコ 真理子:マリコ 順子:ジュンコ 智子:トモコ 美智子:ミチコ 悦子:エツコ 典子:ノリコ 早苗:サナエ 千鶴:チヅル',
    ),
  },
  {
    from: 0,
    male: parts(
      '正:タダシ 清:キヨシ 勇:イサム 三郎:サブロウ 武:タケシ 実:ミノル 昭:アキラ 弘:ヒロシ 辰夫:タツオ 義雄:ヨシオ 一夫:カズオ 喜一:キイチ 㐂一:キイチ 貞治:サダハル 利夫:トシオ 幸男:ユキオ',
    ),
    female: parts(
      '和子:カズコ 幸子:サチコ 節子:セツコ 弘子:ヒロコ 文子:フミコ 千代:チヨ ハル:ハル キヨ:キヨ トメ:トメ ツル:ツル 美代子:ミヨコ 静子:シズコ 君江:キミエ 八重:ヤエ ウメ:ウメ 登美子:トミコ',
    ),
  },
];

/** A family name, the commonest ones often. */
export function drawFamilyName(random: Random): NamePart {
  return FAMILY_NAMES[Math.floor(random.next() ** 1.7 * FAMILY_NAMES.length)] ?? random.pick(FAMILY_NAMES);
}

/** A given name as parents chose them in that year. */
export function drawGivenName(random: Random, birthYear: number, sex: '1' | '2'): NamePart {
  const generation = GENERATIONS.find(({ from }) => birthYear >= from);
  if (generation === undefined) throw new RangeError(`no names for the year ${birthYear}`);
  return random.pick(sex === '1' ? generation.male : generation.female);
}
