import type { Bilingual } from '@mibun/rules';
import type { TextPair } from './messages.ts';
import { say } from './say.ts';

/** The words of a life-cycle table for its states, as a label begins: a state is called the same on every page. */
export function stateWords<S extends string>(table: {
  readonly states: Readonly<Record<S, Bilingual>>;
}): Readonly<Record<S, TextPair>> {
  const words = {} as Record<S, TextPair>;
  for (const state of Object.keys(table.states) as S[]) {
    const text = table.states[state];
    words[state] = [say(text, 'ja'), say(text, 'en')];
  }
  return words;
}
