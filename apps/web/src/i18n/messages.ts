import type { LanguageChoice } from './language.ts';
import { useLanguageChoice } from './language.ts';

/** A leaf of a catalogue: a text, or a function that puts values into one. */
export type Message = string | readonly string[] | ((...values: never[]) => string);

/** Messages in groups, as deep as a door likes. */
export interface MessageTree {
  readonly [key: string]: Message | MessageTree;
}

/** The same keys and the same parameters, with any text. */
export type SameKeys<T> = T extends string
  ? string
  : T extends readonly string[]
    ? readonly string[]
    : T extends (...values: infer V) => string
      ? (...values: V) => string
      : { readonly [K in keyof T]: SameKeys<T[K]> };

/** Some of the keys; what is missing is taken from Japanese. */
export type SomeKeys<T> = T extends string
  ? string
  : T extends readonly string[]
    ? readonly string[]
    : T extends (...values: infer V) => string
      ? (...values: V) => string
      : { readonly [K in keyof T]?: SomeKeys<T[K]> };

/** The messages of one door in both languages. */
export interface Catalogue<T> {
  readonly ja: SameKeys<T>;
  readonly en: SameKeys<T>;
  readonly easy?: SomeKeys<T>;
}

/**
 * Declares a catalogue. English must have exactly the keys of Japanese: one too few or too many does not
 * compile. `easy` (やさしい日本語) may override any of them; write readings as 市役所《しやくしょ》 and render
 * with `<Furigana>`.
 *
 * @example
 * export const messages = defineMessages({
 *   ja: { hello: 'こんにちは', items: (n: number) => `${n}件` },
 *   en: { hello: 'Hello', items: (n: number) => `${n} items` },
 * });
 */
export function defineMessages<const T extends MessageTree>(catalogue: {
  readonly ja: T;
  readonly en: SameKeys<NoInfer<T>>;
  readonly easy?: SomeKeys<NoInfer<T>>;
}): Catalogue<T> {
  return catalogue as unknown as Catalogue<T>;
}

/** The messages of a catalogue in the reader's language. */
export function useText<T>(catalogue: Catalogue<T>): SameKeys<T> {
  return textIn(catalogue, useLanguageChoice());
}

const mergedEasy = new WeakMap<object, unknown>();

/** The messages of a catalogue in a given language; for code outside components. */
export function textIn<T>(catalogue: Catalogue<T>, choice: LanguageChoice): SameKeys<T> {
  if (choice === 'en') return catalogue.en;
  if (choice === 'ja' || catalogue.easy === undefined) return catalogue.ja;
  let merged = mergedEasy.get(catalogue);
  if (merged === undefined) {
    merged = overlay(catalogue.ja, catalogue.easy);
    mergedEasy.set(catalogue, merged);
  }
  return merged as SameKeys<T>;
}

/** Paths of all leaves, sorted; two languages are complete when their paths are equal. */
export function messagePaths(tree: unknown, prefix = ''): readonly string[] {
  if (!isTree(tree)) return [prefix];
  return Object.entries(tree)
    .flatMap(([key, value]) => messagePaths(value, prefix === '' ? key : `${prefix}.${key}`))
    .sort();
}

function overlay(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (!isTree(base) || !isTree(over)) return over;
  return Object.fromEntries(Object.entries(base).map(([key, value]) => [key, overlay(value, over[key])]));
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
