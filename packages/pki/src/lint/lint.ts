import { inspectTbs } from '../certificate/read.ts';
import { PkiError } from '../errors.ts';
import { PROFILES } from '../profiles/index.ts';
import type { Finding } from '../types.ts';
import { EXTENSION_LINTS } from './extensions.ts';
import { NAME_LINTS } from './names.ts';
import { PERSON_LINTS } from './person.ts';
import { STRUCTURE_LINTS } from './structure.ts';
import type { Lint, LintExpectation } from './types.ts';
import { VALIDITY_LINTS } from './validity.ts';

/** Every lint, in the order it is asked. */
export const LINTS: readonly Lint[] = [
  ...STRUCTURE_LINTS,
  ...VALIDITY_LINTS,
  ...NAME_LINTS,
  ...EXTENSION_LINTS,
  ...PERSON_LINTS,
];

/**
 * Lints to-be-signed octets before anybody signs them (pki.md §3). Reads the octets anew and knows nothing of the
 * request they were built from. A finding stops the issue; octets that cannot be read are the finding `readable`.
 */
export function lintTbs(tbs: Uint8Array, expectation: LintExpectation): readonly Finding[] {
  try {
    const profile = PROFILES[expectation.profile];
    const expected = profile.endEntity[expectation.kind];
    const subject = { ...inspectTbs(tbs), ...expectation, tbs, profile, expected };
    return LINTS.flatMap(({ id, rule, check }) => {
      const detail = check(subject);
      return detail === undefined ? [] : [{ id, rule, detail }];
    });
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return [{ id: 'readable', rule: 'X.690 §10, RFC 5280 §4.1', detail: error.message }];
  }
}
