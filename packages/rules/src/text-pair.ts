/** One text for people, in both languages of the pages. */
export interface Bilingual {
  readonly ja: string;
  readonly en: string;
}

/** A refusal by rule: a stable id for programs, the rule it follows from, and words for the person refused. */
export interface Refusal<R extends string> extends Bilingual {
  readonly ok: false;
  readonly reason: R;
  /** Rule id of domain.md, such as `VAL-08`. */
  readonly rule: string;
}

/** The answer of an eligibility rule. */
export type Verdict<R extends string> = { readonly ok: true } | Refusal<R>;

export const ALLOWED: { readonly ok: true } = { ok: true };

/** Builds a refusal. */
export function refuse<R extends string>(reason: R, rule: string, ja: string, en: string): Refusal<R> {
  return { ok: false, reason, rule, ja, en };
}
