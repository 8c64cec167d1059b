import type { ReactNode } from 'react';
import { Furigana } from '../../components/index.ts';
import { splitReadings } from '../../components/readings.ts';
import { useLanguageChoice } from '../../i18n/index.ts';

/** The sentence without its readings: for names of controls, and for those who read without help. */
export function plain(sentence: string): string {
  return splitReadings(sentence)
    .map(({ text }) => text)
    .join('');
}

/** Renders a message: with readings above the characters in やさしい日本語, plain otherwise. */
export function useFurigana(): (sentence: string) => ReactNode {
  const easy = useLanguageChoice() === 'easy';
  return (sentence) => (easy ? <Furigana>{sentence}</Furigana> : plain(sentence));
}
