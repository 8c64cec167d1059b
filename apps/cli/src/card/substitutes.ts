import type { Substitute } from '@mibun/documents';
import { say } from '../output.ts';

/** CRT-01: a picture that shows a character otherwise than registered must not pass for the right one. */
export function sayWhatIsSubstituted(substitutes: readonly Substitute[]): void {
  if (substitutes.length === 0) return;
  say('mibun: not drawn as registered, because no font here has it:');
  for (const { character, drawn } of substitutes) {
    say(`  ${character} (${codePoints(character)}) is drawn as ${drawn} (${codePoints(drawn)})`);
  }
  say('hint: the font IPAmj Mincho (Debian: fonts-ipamj-mincho) has most characters of names');
}

function codePoints(text: string): string {
  const hex = (c: string) => (c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return Array.from(text, (c) => `U+${hex(c)}`).join(' ');
}
