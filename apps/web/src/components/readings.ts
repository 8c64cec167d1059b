/** A piece of a sentence, with its reading when it has one. */
export interface ReadingPart {
  readonly text: string;
  readonly reading?: string;
}

// ｜ marks where the word begins when it is not just the kanji before the reading.
const pattern = /(?:｜([^《]+)|([\p{Script=Han}々〆ヶ]+))《([^》]*)》/gu;

/** Splits `市役所《しやくしょ》へ` into words with readings and the text between them. */
export function splitReadings(sentence: string): readonly ReadingPart[] {
  const parts: ReadingPart[] = [];
  let at = 0;
  for (const match of sentence.matchAll(pattern)) {
    if (match.index > at) parts.push({ text: sentence.slice(at, match.index) });
    parts.push({ text: match[1] ?? match[2] ?? '', reading: match[3] ?? '' });
    at = match.index + match[0].length;
  }
  if (at < sentence.length) parts.push({ text: sentence.slice(at) });
  return parts;
}
