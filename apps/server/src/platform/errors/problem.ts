import type { Bilingual } from '@mibun/rules';
import { bestLanguage } from '../http/headers.ts';
import type { RefusalDetails } from './define.ts';
import { Refusal } from './define.ts';

export type Language = keyof Bilingual;

/** RFC 9457 problem details, with the code, the way out and the fields that a page needs. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly next: string;
  readonly fields?: readonly { readonly field: string; readonly message: string }[];
}

function fill(text: string, params: RefusalDetails['params']): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params?.[name] ?? whole));
}

/** The one place that turns an error of ours into what a caller sees. */
export function toProblem(refusal: Refusal, language: Language): Problem {
  const { definition, details } = refusal;
  return {
    type: `/problems/${definition.code}`,
    title: fill((details.title ?? definition.title)[language], details.params),
    status: definition.status,
    code: definition.code,
    next: fill(definition.next[language], details.params),
    ...(details.fields && {
      fields: details.fields.map(({ field, message }) => ({ field, message: message[language] })),
    }),
  };
}

/** The language that the caller reads best; Japanese when none of ours is named. */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  return bestLanguage(acceptLanguage, ['ja', 'en']) ?? 'ja';
}

export { Refusal };
