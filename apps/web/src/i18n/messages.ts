import type { Bilingual } from '@mibun/rules';
import type { LanguageChoice } from './language.ts';
import { useLanguageChoice } from './language.ts';

/** A text, a list of texts, or a function that puts values into one. */
type Lines = readonly string[];
type Filled = (...values: never[]) => string;

/** A leaf: Japanese, English beside it, and やさしい日本語 where it differs from the Japanese. */
type Pair<M> = readonly [ja: M, en: M, easy?: M];
export type TextPair = Pair<string>;
export type Message = TextPair | Pair<Lines> | Pair<Filled>;

/** Messages in groups, as deep as a door likes. */
export interface MessageTree {
  readonly [key: string]: Message | MessageTree;
}

/** The same groups with each leaf in one language. */
export type Texts<T> = T extends readonly [infer M, ...unknown[]]
  ? M extends string
    ? string
    : M extends Lines
      ? Lines
      : M extends (...values: infer V) => string
        ? (...values: V) => string
        : never
  : { readonly [K in keyof T]: Texts<T[K]> };

/**
 * What {@link MessageTree} cannot say: both functions of a pair want the same values. Texts and lists are left alone here, and
 * pairs are not `const`, because each leaf as a type of its own costs the type checker gigabytes.
 */
type Alike<T> = {
  readonly [K in keyof T]: T[K] extends readonly [infer M extends Filled, ...unknown[]]
    ? Pair<(...values: Parameters<M>) => string>
    : T[K] extends readonly unknown[]
      ? unknown
      : Alike<T[K]>;
};

/**
 * Declares messages: groups of pairs, each the Japanese text and the English. A pair without its English does not
 * compile, nor do functions that want different values; that lists are of one length is a test's. A third text is やさしい日本語;
 * write readings as 市役所《しやくしょ》 and render with `<Furigana>`. Groups declared by themselves may stand in others.
 *
 * @example
 * export const messages = defineMessages({
 *   hello: ['こんにちは', 'Hello'],
 *   items: [(n: number) => `${n}件`, (n: number) => `${n} items`],
 *   steps: [['書類', '顔'], ['Documents', 'Face']],
 * });
 */
export function defineMessages<T extends MessageTree>(messages: T & Alike<NoInfer<T>>): T {
  return messages;
}

/** The messages in the reader's language. */
export function useText<T extends MessageTree>(messages: T): Texts<T> {
  return textIn(messages, useLanguageChoice());
}

const PLACE = { ja: 0, en: 1, easy: 2 } as const;
const read: Readonly<Record<LanguageChoice, WeakMap<MessageTree, unknown>>> = {
  ja: new WeakMap(),
  en: new WeakMap(),
  easy: new WeakMap(),
};

/** The messages in a given language; for code outside components. Each language is read out once and kept. */
export function textIn<T extends MessageTree>(messages: T, choice: LanguageChoice): Texts<T> {
  let texts = read[choice].get(messages);
  if (texts === undefined) {
    texts = inLanguage(messages, PLACE[choice]);
    read[choice].set(messages, texts);
  }
  return texts as Texts<T>;
}

/** One text as others take it: both languages by name. */
export function bilingual([ja, en]: TextPair): Bilingual {
  return { ja, en };
}

function inLanguage(node: Message | MessageTree, place: 0 | 1 | 2): unknown {
  if (isMessage(node)) return node[place] ?? node[0];
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, inLanguage(value, place)]));
}

/** Every leaf with its path; for tests of what was written. */
export function leavesOf(
  tree: MessageTree,
  prefix = '',
): readonly { readonly path: string; readonly message: Message }[] {
  return Object.entries(tree).flatMap(([key, node]) =>
    isMessage(node) ? [{ path: prefix + key, message: node }] : leavesOf(node, `${prefix}${key}.`),
  );
}

/** Lists are leaves, so that an array is always a pair. */
function isMessage(node: Message | MessageTree): node is Message {
  return Array.isArray(node);
}
