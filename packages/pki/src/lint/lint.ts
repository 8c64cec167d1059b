import { inspectTbs } from '../certificate/read.ts';
import { PkiError } from '../errors.ts';
import { personFromOtherNames } from '../person.ts';
import { profileOf } from '../profiles/index.ts';
import type { Finding } from '../types.ts';
import { EXTENSION_LINTS } from './extensions.ts';
import { NAME_LINTS } from './names.ts';
import { PERSON_LINTS } from './person.ts';
import { STRUCTURE_LINTS } from './structure.ts';
import type { Lint, LintExpectation, LintSubject } from './types.ts';
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
    const profile = profileOf(expectation.profile);
    const expected = profile.endEntity[expectation.kind];
    const { fields, decoded, subject } = inspectTbs(tbs);
    const { kind, issuer } = expectation;
    const holder = personFromOtherNames(decoded.subjectAltName?.otherNames ?? [], profile.personOids);
    const looked: LintSubject = { fields, decoded, subject, tbs, kind, issuer, profile, expected, holder };
    const findings: Finding[] = [];
    for (const { id, rule, check } of LINTS) {
      const detail = check(looked);
      if (detail !== undefined) findings.push({ id, rule, detail });
    }
    return findings;
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    return [{ id: 'readable', rule: 'X.690 §10, RFC 5280 §4.1', detail: error.message }];
  }
}
