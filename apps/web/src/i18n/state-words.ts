import type { Language } from './language.ts';

interface Table<S extends string> {
  readonly states: { readonly [K in S]: { readonly ja: string; readonly en: string } };
}

/** The words of a life-cycle table for its states, as a label begins: a state is called the same on every page. */
export function stateWords<S extends string>(
  { states }: Table<S>,
  language: Language,
): Readonly<Record<S, string>> {
  const words = {} as Record<S, string>;
  for (const state of Object.keys(states) as S[]) {
    const word = states[state][language];
    words[state] = language === 'en' ? word.charAt(0).toUpperCase() + word.slice(1) : word;
  }
  return words;
}
