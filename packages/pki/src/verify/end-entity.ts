import type { CaInfo } from '../certificate/authority.ts';
import { UNDERSTOOD_EXTENSIONS } from '../certificate/extensions.ts';
import { type Certificate, readCertificate } from '../certificate/read.ts';
import { equalBytes } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { personFromOtherNames } from '../person.ts';
import type { EndEntityKind, EndEntityProfile } from '../profiles/index.ts';
import type { Check } from '../types.ts';
import { linkedAuthorities, type TrustAnchors } from './anchors.ts';
import { verifySignedBy } from './signature.ts';

/** Everything the checks may look at. */
interface VerificationContext {
  readonly certificate: Certificate;
  readonly anchors: TrustAnchors;
  readonly expected: EndEntityProfile;
  readonly at: Date;
  /** The pinned root whose key made the signature. */
  readonly issuer: CaInfo | undefined;
}

interface EndEntityCheck {
  readonly check: string;
  readonly rule: string;
  /** VER-07: what the certificate is, and whether it is in force at that time, are two answers. */
  readonly about: 'correctness' | 'validity';
  /** What is wrong, or undefined. */
  readonly run: (context: VerificationContext) => string | undefined;
}

function outside(certificate: Certificate, at: Date): string | undefined {
  if (at < certificate.notBefore) return `not before ${certificate.notBefore.toISOString()}`;
  // the last second counts to its end
  return at.getTime() >= certificate.notAfter.getTime() + 1000
    ? `not after ${certificate.notAfter.toISOString()}`
    : undefined;
}

function difference(found: readonly string[], wanted: readonly string[]): string | undefined {
  const lacking = wanted.filter((item) => !found.includes(item));
  if (lacking.length > 0) return `${lacking.join(', ')} missing`;
  const surplus = found.filter((item) => !wanted.includes(item));
  return surplus.length > 0 ? `${surplus.join(', ')} too much` : undefined;
}

/** The checks, in the order they are reported. Revocation is not among them: it has a source of its own. */
const CHECKS: readonly EndEntityCheck[] = [
  {
    check: 'version-3',
    rule: 'RFC 5280 §4.1.2.1',
    about: 'correctness',
    run: ({ certificate }) => (certificate.version === 3 ? undefined : `version ${certificate.version}`),
  },
  {
    check: 'right-ca-for-kind',
    rule: 'VER-02',
    about: 'correctness',
    run: ({ anchors, expected }) =>
      expected.issuedBy.includes(anchors.kind) ? undefined : `roots of the ${anchors.kind} CA were given`,
  },
  {
    check: 'leaf-is-no-ca',
    rule: 'VER-02',
    about: 'correctness',
    run: ({ certificate }) =>
      certificate.isCa || certificate.keyUsage.includes('keyCertSign') ? 'it is a CA certificate' : undefined,
  },
  {
    check: 'issuer-is-pinned',
    rule: 'VER-02, CA-03',
    about: 'correctness',
    run: ({ certificate, anchors }) =>
      candidates(certificate, anchors).length > 0
        ? undefined
        : 'no pinned root has this DN and key identifier',
  },
  {
    check: 'signed-by-pinned-root',
    rule: 'VER-02',
    about: 'correctness',
    run: ({ issuer }) => (issuer ? undefined : 'no pinned root made the signature'),
  },
  {
    check: 'critical-extensions-understood',
    rule: 'RFC 5280 §4.2',
    about: 'correctness',
    run: ({ certificate }) => {
      const strange = certificate.extensions.find(
        ({ oid, critical }) => critical && !UNDERSTOOD_EXTENSIONS.has(oid),
      );
      return strange && `critical extension ${strange.oid}`;
    },
  },
  {
    check: 'policy',
    rule: 'VER-03',
    about: 'correctness',
    run: ({ certificate, expected }) => difference(certificate.policies, [expected.policy]),
  },
  {
    check: 'key-usage',
    rule: 'VER-03',
    about: 'correctness',
    run: ({ certificate, expected }) => difference(certificate.keyUsage, expected.keyUsage),
  },
  {
    check: 'extended-key-usage',
    rule: 'VER-03, RFC 5280 §4.2.1.12',
    about: 'correctness',
    run: ({ certificate, expected }) =>
      difference(certificate.extendedKeyUsage, expected.extendedKeyUsage?.usages ?? []),
  },
  {
    check: 'personal-data-as-profiled',
    rule: 'pki.md §2',
    about: 'correctness',
    run: ({ certificate, expected, anchors }) =>
      (expected.person ? holderIsNamed(certificate, anchors) : certificate.person === undefined)
        ? undefined
        : `personal data ${expected.person ? 'missing' : 'where none belongs'}`,
  },
  {
    check: 'leaf-in-force',
    rule: 'VER-03',
    about: 'validity',
    run: ({ certificate, at }) => outside(certificate, at),
  },
  {
    check: 'root-in-force',
    rule: 'VER-03',
    about: 'validity',
    run: ({ issuer, at }) => (issuer ? outside(issuer.certificate, at) : 'no root'),
  },
];

/** Under the OIDs of the profile itself: the same six names under another country's arc are no holder's here. */
function holderIsNamed({ otherNames }: Certificate, { profile }: TrustAnchors): boolean {
  return personFromOtherNames(otherNames, profile.personOids) !== undefined;
}

/** Roots that may have issued this one: the DN narrows, the key identifier decides (CA-03). */
function candidates(certificate: Certificate, anchors: TrustAnchors): readonly CaInfo[] {
  const identifier = certificate.authorityKeyIdentifier;
  return anchors.authorities.filter(
    ({ name, keyIdentifier }) =>
      equalBytes(name, certificate.issuerDer) &&
      identifier !== undefined &&
      equalBytes(identifier, keyIdentifier),
  );
}

export interface EndEntityVerification {
  /** Every check passed. Says nothing about revocation. */
  readonly ok: boolean;
  /** Right CA, right profile, true signature: independent of the time (VER-07). */
  readonly correct: boolean;
  /** Leaf and root in force at the time given. */
  readonly inForce: boolean;
  readonly checks: readonly Check[];
  /** undefined if the octets are no certificate. */
  readonly certificate: Certificate | undefined;
  /** The pinned root that signed it, or the link certificate of its generation. */
  readonly issuer: CaInfo | undefined;
}

/**
 * Verifies a certificate against the pinned roots of one CA, as of one instant. Never throws on a bad certificate:
 * what is wrong stands in `checks`, all of them, in a fixed order.
 */
export function verifyEndEntity(input: {
  readonly certificate: Uint8Array;
  /** Made by `trustAnchors`: the roots of one CA alone. */
  readonly roots: TrustAnchors;
  readonly kind: EndEntityKind;
  readonly at: Date;
  /** Link certificates, untrusted: ways from a generation that is pinned to one that is not. */
  readonly links?: readonly Uint8Array[];
}): EndEntityVerification {
  const { kind, at, links = [] } = input;
  let certificate: Certificate;
  try {
    certificate = readCertificate(input.certificate);
  } catch (error) {
    if (!(error instanceof PkiError)) throw error;
    const checks = [{ check: 'readable', ok: false, rule: 'RFC 5280 §4.1', detail: error.message }];
    return { ok: false, correct: false, inForce: false, checks, certificate: undefined, issuer: undefined };
  }
  const linked = links.length > 0 ? linkedAuthorities(input.roots, links, at) : [];
  const anchors = { ...input.roots, authorities: [...input.roots.authorities, ...linked] };
  const issuer = candidates(certificate, anchors).find((ca) => verifySignedBy(certificate, ca.certificate));
  const expected = anchors.profile.endEntity[kind];
  const context: VerificationContext = { certificate, anchors, expected, at, issuer };
  const results = CHECKS.map(({ check, rule, about, run }) => {
    const detail = run(context);
    return { about, result: { check, ok: detail === undefined, rule, detail: detail ?? '' } };
  });
  const passed = (about: 'correctness' | 'validity') =>
    results.every((entry) => entry.about !== about || entry.result.ok);
  const correct = passed('correctness');
  const inForce = passed('validity');
  const readable = { check: 'readable', ok: true, rule: 'RFC 5280 §4.1', detail: '' };
  const checks = [readable, ...results.map(({ result }) => result)];
  return { ok: correct && inForce, correct, inForce, checks, certificate, issuer };
}
