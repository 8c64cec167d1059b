import type { Language } from '../../../i18n/index.ts';
import { useLanguage } from '../../../i18n/index.ts';

/** A text that the server gives in both languages. */
export type Bilingual = { readonly [L in Language]: string };

/** Picks the reader's language out of texts that come from the server or the rules. */
export function useSay(): (text: Bilingual) => string {
  const language = useLanguage();
  return (text) => sentenceCase(text[language]);
}

/** Terms of the rules stand in small letters, for use inside sentences; here each stands alone. */
function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
