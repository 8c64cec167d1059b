// Characters that people's names use for the same word. The first of each group is the common form; what stands in
// for a character outside the repertoire, and what comparing folds to (domain.md CRT-01, CRT-02). Compatibility ideographs
// are not listed: NFKC folds them.
const VARIANT_GROUPS =
  '高髙 崎﨑嵜碕 吉𠮷 徳德 浜濱濵 辺邊邉 斎齋 斉齊 沢澤 広廣 真眞 恵惠 国國 桜櫻 島嶋嶌 富冨 峰峯 館舘 柳栁 瀬瀨 橋槗𣘺 関關 竜龍 滝瀧 黒黑 桑桒 曽曾 蔵藏 来來 栄榮 円圓 条條 将將 静靜 学學 実實 寿壽 為爲 仏佛 団團 豊豐 万萬 与與 余餘 礼禮 郎郞 緑綠 昂昻 教敎 録錄 彦彥 産產 清淸 青靑 尚尙 芦蘆 桧檜 土圡 内內 戸戶';

/** Variant character → the common form. */
export const COMMON_FORM: ReadonlyMap<string, string> = new Map(
  VARIANT_GROUPS.split(' ').flatMap((group) => {
    const [common, ...variants] = [...group];
    return variants.map((variant) => [variant, common ?? ''] as const);
  }),
);

let repertoire: ReadonlySet<string> | undefined;

// Code points that encoders disagree about for one and the same JIS X 0208 character (wave dash, minus, …); both are taken.
const EITHER_WAY = '〜～−－‖∥—―¢￠£￡¬￢¦￤\u00a5￥‾￣';

/**
 * JIS X 0201 Latin, JIS X 0208 (rows 1–8 and both levels of kanji, rows 16–84) and JIS X 0212 (domain.md CRT-01). Built at
 * first use from the EUC-JP decoder that every runtime has, so that no table of 12,000 characters is carried along; the
 * rows beyond the standards (vendors' extensions, where 髙 and 﨑 live) are left out.
 */
export function certificateRepertoire(): ReadonlySet<string> {
  if (repertoire !== undefined) return repertoire;
  const decoder = new TextDecoder('euc-jp');
  const characters = new Set<string>(EITHER_WAY);
  for (let code = 0x20; code < 0x7f; code++) characters.add(String.fromCharCode(code));
  const addRow = (row: number, prefix: readonly number[]) => {
    for (let cell = 1; cell <= 94; cell++) {
      const text = decoder.decode(Uint8Array.from([...prefix, 0xa0 + row, 0xa0 + cell]));
      if (!text.includes('\ufffd')) characters.add(text);
    }
  };
  for (let row = 1; row <= 84; row++) if (row <= 8 || row >= 16) addRow(row, []);
  for (let row = 2; row <= 77; row++) addRow(row, [0x8f]);
  repertoire = characters;
  return characters;
}
