import type { Bilingual } from '@mibun/rules';

declare const actBrand: unique symbol;

/** `module.act`: an act that has its words. Only {@link defineActs} makes one, so that none is recorded without. */
export type ActName = string & { readonly [actBrand]: true };

/**
 * What was done, for the person whom it concerns: a sentence without its subject, said after `… が、` and `Naoko …`. A third
 * member has other words for actors of a kind, who did the same for another reason.
 */
export type ActWords = readonly [
  ja: string,
  en: string,
  by?: Readonly<Record<string, readonly [ja: string, en: string]>>,
];

const registry = new Map<string, ActWords>();

/** Registers the acts of a module and returns the name of each: `audit.record(tx, { action: kioskActs.pay, … })`. */
export function defineActs<K extends string>(
  module: string,
  words: Readonly<Record<K, ActWords>>,
): Readonly<Record<K, ActName>> {
  const names = {} as Record<K, ActName>;
  for (const act of Object.keys(words) as K[]) {
    const name = `${module}.${act}`;
    if (registry.has(name)) throw new Error(`the act ${name} is defined twice`);
    registry.set(name, words[act]);
    names[act] = name as ActName;
  }
  return names;
}

/** The words of a recorded act; undefined for one that an earlier version recorded and this one knows no more. */
export function wordsOfAct(action: string, by = ''): Bilingual | undefined {
  const words = registry.get(action);
  if (words === undefined) return undefined;
  const [ja, en] = words[2]?.[by] ?? words;
  return { ja, en };
}

/** Every act of the loaded modules. */
export function allActs(): readonly (Bilingual & { readonly name: string })[] {
  return [...registry].map(([name, [ja, en]]) => ({ name, ja, en }));
}

/** What every module may leave. */
export const platformActs = defineActs('access', {
  refused: [
    'あなたの記録や手続を扱おうとして、権限がないため断られました',
    'tried to deal with your record or case and was refused, because it is not theirs to deal with',
  ],
});

export const vaultActs = defineActs('vault', {
  'read-number': ['マイナンバーを見ました', 'read your Individual Number'],
  'find-by-number': ['マイナンバーで、あなたを探しました', 'looked you up by your Individual Number'],
});
