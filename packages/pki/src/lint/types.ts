import type { CaInfo } from '../certificate/authority.ts';
import type { InspectedTbs } from '../certificate/read.ts';
import type { CertifiedPerson } from '../person.ts';
import type { CertificateProfile, EndEntityKind, EndEntityProfile, ProfileRef } from '../profiles/index.ts';

/** What the to-be-signed octets are supposed to be. */
export interface LintExpectation {
  readonly profile: ProfileRef;
  readonly kind: EndEntityKind;
  readonly issuer: CaInfo;
}

/** What a lint looks at. */
export interface LintSubject extends InspectedTbs {
  readonly tbs: Uint8Array;
  readonly kind: EndEntityKind;
  readonly issuer: CaInfo;
  readonly profile: CertificateProfile;
  readonly expected: EndEntityProfile;
  /** The holder, if the six otherNames of the profile are there. */
  readonly holder: CertifiedPerson | undefined;
}

/** One lint: a name, the clause it stands for, and a question. The answer is what is wrong, or undefined. */
export interface Lint {
  readonly id: string;
  readonly rule: string;
  readonly check: (subject: LintSubject) => string | undefined;
}
