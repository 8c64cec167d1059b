// `node scripts/web-font/web-font.ts`: writes the small font of the pages, for what the subsets of the big one leave out.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { create, type Font } from 'fontkit';
import { root } from '../steps.ts';
import { restFont } from './rest-font.ts';

const WHOLE = '@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf';
export const FOLDER = join(root, 'apps/web/src/styles/fonts');

export interface WebFont {
  readonly css: string;
  readonly bytes: Uint8Array;
  /** Whether a font of the pages has it. */
  readonly draws: (codePoint: number) => boolean;
}

export function webFont(): WebFont {
  const subsets = readFileSync(
    createRequire(join(root, 'apps/web/package.json')).resolve('@fontsource-variable/noto-sans-jp/index.css'),
    'utf8',
  );
  const covered = new Set<number>();
  for (const [, first = '', last = first] of subsets.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/gi))
    for (let at = Number.parseInt(first, 16); at <= Number.parseInt(last, 16); at++) covered.add(at);
  const source = readFileSync(createRequire(join(root, 'packages/documents/package.json')).resolve(WHOLE));
  const { bytes, characters } = restFont(create(source) as Font, source, (one) => covered.has(one));
  return {
    bytes,
    css: `/* Written by scripts/web-font/web-font.ts: characters that no subset of Noto Sans JP has. */
@font-face {
  font-family: "Mibun Rest";
  font-style: normal;
  font-weight: 400;
  font-display: swap;
  src: url("./rest.woff") format("woff");
  unicode-range: ${rangesOf(characters).join(', ')};
}
`,
    draws: (codePoint) => covered.has(codePoint) || characters.includes(codePoint),
  };
}

/** As CSS has them. */
function rangesOf(codePoints: readonly number[]): readonly string[] {
  const sorted = [...new Set(codePoints)].sort((a, b) => a - b);
  const ranges: [number, number][] = [];
  for (const one of sorted) {
    const last = ranges.at(-1);
    if (last && one === last[1] + 1) last[1] = one;
    else ranges.push([one, one]);
  }
  const hex = (value: number) => value.toString(16).toUpperCase();
  return ranges.map(([first, last]) => (first === last ? `U+${hex(first)}` : `U+${hex(first)}-${hex(last)}`));
}

if (import.meta.main) {
  const { bytes, css } = webFont();
  writeFileSync(join(FOLDER, 'rest.woff'), bytes);
  writeFileSync(join(FOLDER, 'rest.css'), css);
  console.log(`rest.woff: ${bytes.length} octets`);
}
