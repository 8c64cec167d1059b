import type { Language, LanguageChoice } from './language.ts';

/** What is known of the reader before the first page is drawn. */
export interface FirstLook {
  /** The query of the address: links between origins carry `?lang=`. */
  readonly search: string;
  /** What was chosen on this origin before, if anything. */
  readonly stored: string | null;
  /** The languages of the browser, the best first. */
  readonly languages: readonly string[];
}

/** Whether a text names a choice. */
export function isLanguageChoice(value: unknown): value is LanguageChoice {
  return value === 'ja' || value === 'en' || value === 'easy';
}

/** What the address asks for wins, then what was chosen before, then the browser's language, then Japanese. */
export function firstLanguage(look: FirstLook): LanguageChoice {
  const asked = askedLanguage(look.search);
  if (asked !== undefined) return asked;
  if (isLanguageChoice(look.stored)) return look.stored;
  return browserLanguage(look.languages) ?? 'ja';
}

/** The choice that `?lang=` carries. */
export function askedLanguage(search: string): LanguageChoice | undefined {
  const asked = new URLSearchParams(search).get('lang');
  return isLanguageChoice(asked) ? asked : undefined;
}

/** The first of the browser's languages that every page has; `en-GB` and `EN` are English, too. */
function browserLanguage(languages: readonly string[]): Language | undefined {
  for (const tag of languages) {
    const [primary] = tag.toLowerCase().split('-');
    if (primary === 'ja' || primary === 'en') return primary;
  }
  return undefined;
}
