import type { Language } from './language.ts';

/**
 * Splits a number that people copy into groups: every `size` characters, or by the given sizes with the last
 * one repeated. Separators already there are dropped.
 *
 * @example groupDigits('12345678901234567890123', 4) // ['1234', '5678', '9012', '3456', '7890', '123']
 */
export function groupDigits(value: string, sizes: number | readonly number[] = 4): readonly string[] {
  const bare = value.replaceAll(/[\s-]/g, '');
  const plan = typeof sizes === 'number' ? [sizes] : sizes;
  const groups: string[] = [];
  let at = 0;
  while (at < bare.length) {
    const size = Math.max(1, plan[Math.min(groups.length, plan.length - 1)] ?? 4);
    groups.push(bare.slice(at, at + size));
    at += size;
  }
  return groups;
}

/** The value without separators, as it is put on the clipboard. */
export function ungrouped(value: string): string {
  return value.replaceAll(/[\s-]/g, '');
}

/** An Individual Number with all but its last four digits hidden (domain.md NUM-19 c): ********9018. */
export function maskNumber(value: string): string {
  const bare = ungrouped(value);
  return '*'.repeat(Math.max(0, bare.length - 4)) + bare.slice(-4);
}

/** A count with separators: 1,234,567. */
export function formatCount(value: number, language: Language = 'ja'): string {
  return new Intl.NumberFormat(language === 'ja' ? 'ja-JP' : 'en-GB').format(value);
}

/** A size in bytes for people: 20 KB, 1.4 MB. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1).replace(/\.0$/, '')} MB`;
}

/** Full-width digits, letters and hyphens to ASCII, as people's keyboards produce them (domain.md NUM-06). */
export function toHalfWidth(value: string): string {
  return value
    .replaceAll(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
    .replaceAll(/[\u2010-\u2015\u2212\uff70]/g, '-');
}
