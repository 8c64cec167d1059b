import type { Bilingual } from '@mibun/rules';
import type { Language } from './language.ts';
import { useLanguage } from './language.ts';

/** A text of the server or of the rules as it stands by itself: on a badge, in a list, as a sentence. */
export function say(text: Bilingual, language: Language): string {
  return language === 'en' ? sentenceCase(text.en) : text.ja;
}

/** Picks the reader's language out of texts that come from the server or the rules. */
export function useSay(): (text: Bilingual) => string {
  const language = useLanguage();
  return (text) => say(text, language);
}

/** Terms of the rules stand in small letters, for use inside sentences. */
function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
