import type { Certificate } from '../certificate/read.ts';
import { equalBytes } from '../der/write.ts';
import type { SerialInput } from '../serial.ts';
import type { Check } from '../types.ts';
import { verifySignature } from '../verify/signature.ts';
import type { Crl, CrlEntry } from './read.ts';
import { whyOutside } from './scope.ts';

interface CrlContext {
  readonly crl: Crl;
  readonly issuer: Certificate;
  readonly at: Date;
  /** The certificate the CRL is asked about. */
  readonly about: Certificate | undefined;
}

interface CrlCheck {
  readonly check: string;
  readonly rule: string;
  readonly run: (context: CrlContext) => string | undefined;
}

const CHECKS: readonly CrlCheck[] = [
  {
    check: 'issuer-name',
    rule: 'RFC 5280 §6.3.3 (b)(1)',
    run: ({ crl, issuer }) => (equalBytes(crl.issuerDer, issuer.subjectDer) ? undefined : crl.issuer),
  },
  {
    check: 'issuer-of-certificate',
    rule: 'RFC 5280 §6.3.3 (b)(1), domain.md CA-03',
    run: ({ issuer, about }) => {
      if (!about) return undefined;
      if (!equalBytes(about.issuerDer, issuer.subjectDer)) return `the certificate is of ${about.issuer}`;
      const [named, key] = [about.authorityKeyIdentifier, issuer.subjectKeyIdentifier];
      return !named || !key || equalBytes(named, key)
        ? undefined
        : 'the certificate is of another generation';
    },
  },
  {
    check: 'issuer-key',
    rule: 'RFC 5280 §5.2.1, domain.md CA-03',
    run: ({ crl, issuer }) => {
      const [named, key] = [crl.authorityKeyIdentifier, issuer.subjectKeyIdentifier];
      return named && key && equalBytes(named, key) ? undefined : 'key identifier of another generation';
    },
  },
  {
    check: 'issuer-may-sign-crls',
    rule: 'RFC 5280 §6.3.3 (f)',
    run: ({ issuer }) => (issuer.keyUsage.includes('cRLSign') ? undefined : 'cRLSign missing'),
  },
  {
    check: 'signature',
    rule: 'RFC 5280 §6.3.3 (g)',
    run: ({ crl, issuer }) =>
      crl.algorithm && verifySignature(issuer.spki, crl.algorithm, crl.tbs, crl.signature)
        ? undefined
        : 'not made by this CA',
  },
  {
    check: 'numbered',
    rule: 'RFC 5280 §5.2.3',
    run: ({ crl }) => (crl.number === undefined ? 'CRL number missing' : undefined),
  },
  {
    check: 'complete',
    rule: 'RFC 5280 §5.2.4',
    run: ({ crl }) => (crl.deltaBase === undefined ? undefined : 'a delta CRL says nothing without its base'),
  },
  {
    check: 'shard-of-certificate',
    rule: 'RFC 5280 §6.3.3 (b)(2)',
    run: ({ crl, about }) => {
      return about && crl.scope && whyOutside(crl.scope, about);
    },
  },
  {
    check: 'fresh',
    rule: 'domain.md VER-05',
    run: ({ crl, at }) => {
      if (at < crl.thisUpdate) return `issued only at ${crl.thisUpdate.toISOString()}`;
      return at > crl.nextUpdate ? `stale since ${crl.nextUpdate.toISOString()}` : undefined;
    },
  },
];

/**
 * Verifies a CRL for an instant, and, if a certificate is given, that it is the CRL for that one: whoever looks up a serial
 * gives it, as a CRL of one shard says nothing about the others. One failed check
 * makes the status unavailable (VER-05), whatever the entries say.
 */
export function verifyCrl(input: {
  readonly crl: Crl;
  readonly issuer: Certificate;
  readonly at: Date;
  readonly about?: Certificate;
}): { readonly ok: boolean; readonly checks: readonly Check[] } {
  return verdict(CHECKS.map((check) => outcome(check, { ...input, about: input.about })));
}

/** RFC 5280 §5.2.4: both without an issuingDistributionPoint, or with the same. */
function sameScope(left: Crl, right: Crl): boolean {
  if (!left.scope || !right.scope) return left.scope === right.scope;
  return equalBytes(left.scope.octets, right.scope.octets);
}

/** RFC 5280 §5.2.4 and §6.3.3 (c): scope, issuer and numbers that let a delta CRL complete this base. */
function whyNotOfBase(base: Crl, delta: Crl): string | undefined {
  if (delta.deltaBase === undefined) return 'not a delta CRL';
  if (base.deltaBase !== undefined) return 'the base is a delta CRL itself';
  if (!equalBytes(base.issuerDer, delta.issuerDer)) return 'another issuer';
  // RFC 5280 §6.3.3 (c)(3)
  const [baseKey, deltaKey] = [base.authorityKeyIdentifier, delta.authorityKeyIdentifier];
  if (!baseKey || !deltaKey || !equalBytes(baseKey, deltaKey)) return 'another key of the issuer';
  if (!sameScope(base, delta)) return 'another scope';
  if (base.number === undefined || delta.number === undefined) return 'CRL number missing';
  if (base.number < delta.deltaBase) return `needs a complete CRL from number ${delta.deltaBase} on`;
  return delta.number < base.number ? 'older than the complete CRL' : undefined;
}

/**
 * Verifies a delta CRL and that it completes `base`, which {@link verifyCrl} has to have passed. Only then may
 * {@link revocationIn} be asked with both.
 */
export function verifyDeltaCrl(input: {
  readonly base: Crl;
  readonly delta: Crl;
  readonly issuer: Certificate;
  readonly at: Date;
  readonly about?: Certificate;
}): { readonly ok: boolean; readonly checks: readonly Check[] } {
  const { base, delta, issuer, at, about } = input;
  const own = CHECKS.filter(({ check }) => check !== 'complete').map((check) =>
    outcome(check, { crl: delta, issuer, at, about }),
  );
  const detail = whyNotOfBase(base, delta);
  const ofBase = { check: 'delta-of-base', ok: !detail, rule: 'RFC 5280 §6.3.3 (c)', detail: detail ?? '' };
  return verdict([...own, ofBase]);
}

/** What a complete CRL, and the delta CRL on top of it, say about a serial; undefined: not revoked. */
export function revocationIn(base: Crl, delta: Crl | undefined, serial: SerialInput): CrlEntry | undefined {
  const newer = delta?.find(serial);
  if (newer?.reason === 'removeFromCRL') return undefined;
  return newer ?? base.find(serial);
}

function outcome({ check, rule, run }: CrlCheck, context: CrlContext): Check {
  const detail = run(context);
  return { check, ok: detail === undefined, rule, detail: detail ?? '' };
}

function verdict(checks: readonly Check[]): { readonly ok: boolean; readonly checks: readonly Check[] } {
  return { ok: checks.every(({ ok }) => ok), checks };
}
