import type { Certificate } from '../certificate/read.ts';
import { PkiError } from '../errors.ts';
import { OID } from '../oids.ts';
import type { KeyUsage } from '../profiles/index.ts';
import type { Check } from '../types.ts';
import { verifyByIdentifier } from '../verify/signature.ts';
import { type NameConstraints, PROCESSED_EXTENSIONS, readCaConstraints } from './extensions.ts';
import { sameName } from './name.ts';
import { whyNotPermitted } from './name-constraints.ts';
import { PolicyGraph } from './policies.ts';

/** What is known about the revocation of a certificate. Anything but `good` ends the path (VER-05). */
export type RevocationAnswer = 'good' | 'revoked' | 'unavailable';

/** What is asked of a path (RFC 5280 §6.1.1). */
export interface PathExpectation {
  /** As of when everything must be in force. */
  readonly at: Date;
  /** Policies of which one is wanted; absent: any will do. */
  readonly policies?: readonly string[];
  /** Whether the path must be valid for a policy at all. */
  readonly explicitPolicy?: boolean;
  readonly inhibitPolicyMapping?: boolean;
  readonly inhibitAnyPolicy?: boolean;
  /** Names that are permitted and excluded from the beginning. */
  readonly names?: NameConstraints;
  /** One of these the last certificate must be for, if it says what it is for. */
  readonly keyUsage?: readonly KeyUsage[];
  /** The purpose: a name of this system's, or an OID. */
  readonly extendedKeyUsage?: string;
  /** Asked for every certificate below the anchor, with its issuer. Absent: revocation is the caller's, and not looked at. */
  readonly revocation?: (certificate: Certificate, issuer: Certificate) => RevocationAnswer;
}

export interface PathValidation {
  readonly ok: boolean;
  readonly checks: readonly Check[];
  /** Policies of the anchor's domain under which the path is valid; `2.5.29.32.0`: any. */
  readonly policies: readonly string[];
}

interface State {
  readonly length: number;
  readonly graph: PolicyGraph;
  /** Set when a certificate has no policies: none is valid from there on. */
  hasNoPolicy: boolean;
  explicitPolicy: number;
  policyMapping: number;
  inhibitAnyPolicy: number;
  maxPathLength: number;
  issuer: Certificate;
  readonly names: NameConstraints[];
  readonly expectation: PathExpectation;
}

/** What is wrong with one certificate at its place, counted from 1 below the anchor; undefined: nothing. */
interface Step {
  readonly check: string;
  readonly rule: string;
  readonly run: (state: State, certificate: Certificate, place: number) => string | undefined;
}

const isSelfIssued = ({ issuerDer, subjectDer }: Certificate) => sameName(issuerDer, subjectDer);

/** RFC 5280 §6.1.3, in its order. */
const EVERY: readonly Step[] = [
  {
    check: 'signature',
    rule: 'RFC 5280 §6.1.3 (a)(1)',
    run: ({ issuer }, { algorithmIdentifier, tbs, signature }) =>
      verifyByIdentifier(issuer.spki, algorithmIdentifier, tbs, signature)
        ? undefined
        : 'not made by the certificate above',
  },
  {
    check: 'in-force',
    rule: 'RFC 5280 §6.1.3 (a)(2)',
    run: ({ expectation: { at } }, { notBefore, notAfter }) =>
      at >= notBefore && at.getTime() < notAfter.getTime() + 1000 ? undefined : 'not in force',
  },
  {
    check: 'not-revoked',
    rule: 'RFC 5280 §6.1.3 (a)(3), VER-05',
    run: ({ expectation: { revocation }, issuer }, certificate) => {
      const answer = revocation?.(certificate, issuer) ?? 'good';
      return answer === 'good' ? undefined : answer;
    },
  },
  {
    check: 'names-chain',
    rule: 'RFC 5280 §6.1.3 (a)(4)',
    run: ({ issuer }, { issuerDer }) =>
      sameName(issuer.subjectDer, issuerDer)
        ? undefined
        : 'issued by somebody else than the certificate above',
  },
  {
    check: 'names-permitted',
    rule: 'RFC 5280 §6.1.3 (b), (c)',
    run: ({ names, length }, certificate, place) =>
      isSelfIssued(certificate) && place < length ? undefined : whyNotPermitted(certificate, names),
  },
  {
    check: 'policies',
    rule: 'RFC 5280 §6.1.3 (d) to (f), RFC 9618',
    run: (state, certificate, place) => {
      const { graph, inhibitAnyPolicy, length } = state;
      const allowsAny = inhibitAnyPolicy > 0 || (place < length && isSelfIssued(certificate));
      if (certificate.policies.length === 0) state.hasNoPolicy = true;
      else graph.descend(certificate.policies, allowsAny);
      return state.explicitPolicy > 0 || hasPolicy(state) ? undefined : 'no policy is valid any more';
    },
  },
];

function hasPolicy({ hasNoPolicy, graph }: State): boolean {
  return !hasNoPolicy && !graph.isEmpty;
}

/** RFC 5280 §6.1.4: what a certificate must be to have others below it. */
const ABOVE_OTHERS: readonly Step[] = [
  {
    check: 'is-ca',
    rule: 'RFC 5280 §6.1.4 (k), (n)',
    run: (_, { version, isCa, hasKeyUsage, keyUsage }) => {
      if (version !== 3 || !isCa) return 'not a CA certificate';
      return !hasKeyUsage || keyUsage.includes('keyCertSign') ? undefined : 'keyCertSign missing';
    },
  },
  {
    check: 'policy-mappings',
    rule: 'RFC 5280 §6.1.4 (a), (b)',
    run: (state, certificate) => {
      const { mappings } = readCaConstraints(certificate);
      if (mappings.some((pair) => pair.includes(OID.anyPolicy))) return 'anyPolicy is mapped';
      state.graph.map(mappings, state.policyMapping === 0);
      return undefined;
    },
  },
  {
    check: 'path-length',
    rule: 'RFC 5280 §6.1.4 (l), (m)',
    run: (state, certificate) => {
      if (!isSelfIssued(certificate)) {
        if (state.maxPathLength === 0) return 'more CA certificates than one above allows';
        state.maxPathLength--;
      }
      state.maxPathLength = Math.min(state.maxPathLength, certificate.pathLength ?? Number.POSITIVE_INFINITY);
      return undefined;
    },
  },
  {
    check: 'constraints',
    rule: 'RFC 5280 §6.1.4 (g) to (j)',
    run: (state, certificate) => {
      const { names, policies, inhibitAnyPolicy } = readCaConstraints(certificate);
      if (names) state.names.push(names);
      if (!isSelfIssued(certificate)) countDown(state);
      const { requireExplicitPolicy = state.explicitPolicy, inhibitPolicyMapping = state.policyMapping } =
        policies ?? {};
      state.explicitPolicy = Math.min(state.explicitPolicy, requireExplicitPolicy);
      state.policyMapping = Math.min(state.policyMapping, inhibitPolicyMapping);
      state.inhibitAnyPolicy = Math.min(state.inhibitAnyPolicy, inhibitAnyPolicy ?? state.inhibitAnyPolicy);
      return undefined;
    },
  },
];

function countDown(state: State): void {
  state.explicitPolicy = Math.max(0, state.explicitPolicy - 1);
  state.policyMapping = Math.max(0, state.policyMapping - 1);
  state.inhibitAnyPolicy = Math.max(0, state.inhibitAnyPolicy - 1);
}

const EXTENSIONS_STEP: Step = {
  check: 'critical-extensions-processed',
  rule: 'RFC 5280 §6.1.4 (o), §6.1.5 (f)',
  run: (_, { extensions }) => {
    const strange = extensions.find(({ oid, critical }) => critical && !PROCESSED_EXTENSIONS.has(oid));
    return strange && `critical extension ${strange.oid}`;
  },
};

/** RFC 5280 §6.1.5, and what the last certificate is wanted for. */
const LAST: readonly Step[] = [
  {
    check: 'policy-wanted',
    rule: 'RFC 5280 §6.1.5 (a), (b), (g)',
    run: (state, certificate) => {
      const { policies } = readCaConstraints(certificate);
      const left = Math.max(0, state.explicitPolicy - 1);
      const explicit = policies?.requireExplicitPolicy === 0 ? 0 : left;
      return explicit > 0 || wantedPolicies(state).length > 0
        ? undefined
        : 'valid for no policy that is wanted';
    },
  },
  {
    check: 'key-usage',
    rule: 'RFC 5280 §4.2.1.3',
    run: ({ expectation: { keyUsage } }, { hasKeyUsage, keyUsage: own }) =>
      !keyUsage || !hasKeyUsage || keyUsage.some((usage) => own.includes(usage))
        ? undefined
        : `is not for ${keyUsage.join(' or ')}`,
  },
  {
    check: 'extended-key-usage',
    rule: 'RFC 5280 §4.2.1.12',
    run: ({ expectation: { extendedKeyUsage } }, { extendedKeyUsage: own }) => {
      if (!extendedKeyUsage || own.includes(extendedKeyUsage)) return undefined;
      const isOpen = own.length === 0 || own.includes(OID.anyExtendedKeyUsage);
      return isOpen && !NAMED_ALWAYS.has(extendedKeyUsage) ? undefined : `is not for ${extendedKeyUsage}`;
    },
  },
];

/** Purposes that must stand in the certificate: RFC 3161 §2.3, RFC 6960 §4.2.2.2. */
const NAMED_ALWAYS: ReadonlySet<string> = new Set(['timeStamping', 'OCSPSigning']);

function wantedPolicies(state: State): readonly string[] {
  if (!hasPolicy(state)) return [];
  const valid = state.graph.valid();
  const { policies } = state.expectation;
  if (!policies || policies.includes(OID.anyPolicy)) return [...valid];
  return policies.filter((policy) => valid.has(policy) || valid.has(OID.anyPolicy));
}

/**
 * Validates a path (RFC 5280 §6.1): certificates from the one that the anchor has issued to the one that is asked about. The
 * anchor is trusted as it is, while it is in force. What is wrong first stands in `checks`; nothing behind it is looked at.
 */
export function validatePath(
  path: readonly Certificate[],
  anchor: Certificate,
  expectation: PathExpectation,
): PathValidation {
  const checks: Check[] = [];
  const length = path.length;
  const whenInhibited = (flag: boolean | undefined) => (flag ? 0 : length + 1);
  const state: State = {
    length,
    graph: new PolicyGraph(),
    hasNoPolicy: false,
    explicitPolicy: whenInhibited(expectation.explicitPolicy),
    policyMapping: whenInhibited(expectation.inhibitPolicyMapping),
    inhibitAnyPolicy: whenInhibited(expectation.inhibitAnyPolicy),
    maxPathLength: length,
    issuer: anchor,
    names: expectation.names ? [expectation.names] : [],
    expectation,
  };
  const holds = (step: Step, certificate: Certificate, place: number): boolean => {
    const detail = attempt(() => step.run(state, certificate, place));
    const where = detail && `${detail} (certificate ${place} of ${length}: ${certificate.subject})`;
    checks.push({ check: step.check, rule: step.rule, ok: !detail, detail: where ?? '' });
    return !detail;
  };
  if (length === 0) checks.push(EMPTY);
  const inForce = EVERY.filter(({ check }) => check === 'in-force');
  const sound =
    length > 0 &&
    inForce.every((step) => holds(step, anchor, 0)) &&
    path.every((certificate, index) => {
      const place = index + 1;
      const steps =
        place < length ? [...EVERY, ...ABOVE_OTHERS, EXTENSIONS_STEP] : [...EVERY, EXTENSIONS_STEP, ...LAST];
      const passed = steps.every((step) => holds(step, certificate, place));
      state.issuer = certificate;
      return passed;
    });
  return { ok: sound, checks, policies: sound ? wantedPolicies(state) : [] };
}

const EMPTY: Check = { check: 'path', rule: 'RFC 5280 §6.1', ok: false, detail: 'no certificate was given' };

/** Constraints that cannot be read are a failed check. */
function attempt(run: () => string | undefined): string | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof PkiError) return error.message;
    throw error;
  }
}
