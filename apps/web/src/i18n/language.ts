import { useSyncExternalStore } from 'react';
import { askedLanguage, firstLanguage } from './first-language.ts';

/** The languages every page has. */
export type Language = 'ja' | 'en';

/** What the reader chose: `easy` is やさしい日本語, Japanese in short sentences with furigana. */
export type LanguageChoice = Language | 'easy';

const storageKey = 'mibun.language';
const listeners = new Set<() => void>();
let current: LanguageChoice = initialChoice();
// Before anything is drawn: the page's shell says Japanese, and hyphens, fonts and voices go by the attribute.
showInDocument();

/** The reader's choice, `easy` included. */
export function getLanguageChoice(): LanguageChoice {
  return current;
}

/** The language for dates, names and the `accept-language` header. */
export function getLanguage(): Language {
  return languageOf(current);
}

/** Maps a choice to the language it is a form of. */
export function languageOf(choice: LanguageChoice): Language {
  return choice === 'en' ? 'en' : 'ja';
}

/** Switches every page of this origin to another language, and remembers it. */
export function setLanguageChoice(choice: LanguageChoice): void {
  current = choice;
  remember(choice);
  showInDocument();
  for (const listener of listeners) listener();
}

function remember(choice: LanguageChoice): void {
  try {
    localStorage.setItem(storageKey, choice);
  } catch {
    // Storage may be forbidden (private window, kiosk): the choice then lasts as long as the page.
  }
}

/** The current choice, re-rendering when it changes. */
export function useLanguageChoice(): LanguageChoice {
  return useSyncExternalStore(subscribe, getLanguageChoice, () => 'ja' as const);
}

/** The current language, re-rendering when it changes. */
export function useLanguage(): Language {
  return languageOf(useLanguageChoice());
}

/** Writes the language to `<html lang>`. */
function showInDocument(): void {
  if (typeof document !== 'undefined') document.documentElement.lang = languageOf(current);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What the address asks for is remembered: the next page's address may not carry it. */
function initialChoice(): LanguageChoice {
  if (typeof location === 'undefined') return 'ja';
  const asked = askedLanguage(location.search);
  if (asked !== undefined) remember(asked);
  return firstLanguage({
    search: location.search,
    stored: remembered(),
    languages: navigator.languages ?? [navigator.language],
  });
}

function remembered(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null; // see remember
  }
}
