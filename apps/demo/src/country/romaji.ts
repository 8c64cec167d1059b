const SYLLABLES: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'ア A イ I ウ U エ E オ O カ KA キ KI ク KU ケ KE コ KO サ SA シ SHI ス SU セ SE ソ SO タ TA チ CHI ツ TSU テ TE ト TO ' +
    'ナ NA ニ NI ヌ NU ネ NE ノ NO ハ HA ヒ HI フ FU ヘ HE ホ HO マ MA ミ MI ム MU メ ME モ MO ヤ YA ユ YU ヨ YO ラ RA リ RI ' +
    'ル RU レ RE ロ RO ワ WA ヲ O ン N ガ GA ギ GI グ GU ゲ GE ゴ GO ザ ZA ジ JI ズ ZU ゼ ZE ゾ ZO ダ DA ヂ JI ヅ ZU デ DE ' +
    'ド DO バ BA ビ BI ブ BU ベ BE ボ BO パ PA ピ PI プ PU ペ PE ポ PO ヴ BU'
  )
    .split(' ')
    .flatMap((entry, i, all) => (i % 2 === 0 ? [[entry, all[i + 1] ?? '']] : [])),
);
const SMALL: Readonly<Record<string, string>> = { ャ: 'A', ュ: 'U', ョ: 'O' };

/**
 * Katakana as the passport's Hepburn spelling: long vowels are not written (`ユウコ` → `YUKO`, `オオノ` → `ONO`), ン is M
 * before B, M and P. One name at a time; a space or U+3000 becomes a space.
 */
export function romaji(kana: string): string {
  return kana
    .split(/[\s\u3000]/)
    .map(romajiWord)
    .join(' ');
}

function romajiWord(kana: string): string {
  let out = '';
  const chars = [...kana];
  for (let i = 0; i < chars.length; i++) {
    const char = chars[i] ?? '';
    const next = chars[i + 1] ?? '';
    if (char === 'ッ') {
      const following = SYLLABLES[next] ?? '';
      out += following.startsWith('CH') ? 'T' : (following[0] ?? '');
      continue;
    }
    if (char === 'ー') continue;
    const small = SMALL[char];
    if (small !== undefined) {
      out = out.replace(/(SH|CH|J)I$/, '$1').replace(/I$/, 'Y') + small;
      continue;
    }
    const last = out.at(-1);
    // オウ, オオ and ウウ are long vowels; a word keeps a オオ at its end.
    if (char === 'ウ' && (last === 'O' || last === 'U')) continue;
    if (char === 'オ' && last === 'O' && i < chars.length - 1) continue;
    const syllable = SYLLABLES[char] ?? char;
    if (char === 'ン' && /^[BMP]/.test(SYLLABLES[next] ?? '')) out += 'M';
    else out += syllable;
  }
  return out;
}
