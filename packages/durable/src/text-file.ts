import { readFileSync } from 'node:fs';

export type TextFileFault = 'shift_jis' | 'euc-jp' | 'utf-16' | 'binary';

/** What stands in a file that is no text in Unicode, as far as it can be told, with what to do. */
export class NotUnicode extends Error {
  override readonly name = 'NotUnicode';
  readonly looksLike: TextFileFault;
  readonly hint: string;
  constructor(what: string, looksLike: TextFileFault) {
    super(`${what} is no text in UTF-8${LOOKS[looksLike]}`);
    this.looksLike = looksLike;
    this.hint = HINTS[looksLike];
  }
}

const LOOKS: Readonly<Record<TextFileFault, string>> = {
  shift_jis: '; it looks like Shift_JIS (ANSI, CP932)',
  'euc-jp': '; it looks like EUC-JP',
  'utf-16': '; it looks like UTF-16 without a byte-order mark',
  binary: '',
};
const SAVE = 'save it as UTF-8 (a byte-order mark does no harm)';
const HINTS: Readonly<Record<TextFileFault, string>> = {
  shift_jis: SAVE,
  'euc-jp': SAVE,
  'utf-16': SAVE,
  binary: 'is it the right file?',
};

const strict = (encoding: string, octets: Uint8Array): string | undefined => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(octets);
  } catch {
    return undefined;
  }
};

/**
 * A text that some program of the person's wrote: UTF-8 with a byte-order mark or without, or UTF-16 with one, as Windows
 * PowerShell redirects. Nothing else is guessed at: a name that is read wrong looks like a name.
 * @param what names the text in a refusal: `resident.json`, `standard input`
 * @throws NotUnicode
 */
export function decodeText(octets: Uint8Array, what: string): string {
  const [first, second] = octets;
  const marked =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : undefined;
  // Decoding takes the mark away.
  const text = strict(marked ?? 'utf-8', octets);
  if (text !== undefined && !text.includes('\0')) return text;
  throw new NotUnicode(what, kindOf(octets));
}

function kindOf(octets: Uint8Array): TextFileFault {
  const zeros = octets.reduce((count, octet) => count + (octet === 0 ? 1 : 0), 0);
  if (zeros > 0) return zeros * 3 >= octets.length && octets.length % 2 === 0 ? 'utf-16' : 'binary';
  // Both may fit; in the wrong one of the two, Japanese is mostly half-width katakana.
  const readings = (['shift_jis', 'euc-jp'] as const).flatMap((encoding) => {
    const text = strict(encoding, octets);
    return text === undefined ? [] : [{ encoding, odd: text.match(/[\uff61-\uff9f\p{Cc}]/gu)?.length ?? 0 }];
  });
  const [likely] = readings.sort((a, b) => a.odd - b.odd);
  return likely?.encoding ?? 'binary';
}

/** {@link decodeText} of a file; 0 is standard input. @throws NotUnicode, or what the operating system says */
export function readTextFile(path: string | 0): string {
  return decodeText(readFileSync(path), path === 0 ? 'standard input' : path);
}

/**
 * Octets that are either text or not, such as a certificate in PEM or DER: a marked text becomes UTF-8 without a mark, anything
 * else stays as it is.
 */
export function withoutMark(octets: Uint8Array): Uint8Array {
  const [first, second, third] = octets;
  const utf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (!utf16 && !(first === 0xef && second === 0xbb && third === 0xbf)) return octets;
  return new TextEncoder().encode(decodeText(octets, 'the file'));
}
