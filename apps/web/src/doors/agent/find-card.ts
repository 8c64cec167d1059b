import type { WalletCard } from '@mibun/protocol';

/** By what is written on it, or however its holder's name is read: kanji, kana, Roman letters, in either order. */
export function matches({ label, about }: WalletCard, wanted: string): boolean {
  const words = wanted.split(/\s+/).map(bare);
  const names = [
    label ?? '',
    about?.kana ?? '',
    about?.romaji ?? '',
    about?.post?.ja ?? '',
    about?.post?.en ?? '',
  ];
  return words.every((word) => names.some((name) => bare(name).includes(word)));
}

/** Full and half width, spaces, capitals, hiragana and katakana make no difference. */
function bare(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .toLowerCase()
    .replaceAll(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}
