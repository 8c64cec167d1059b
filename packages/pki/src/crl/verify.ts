import type { Certificate } from '../certificate/read.ts';
import { equalBytes } from '../der/write.ts';
import type { SerialInput } from '../serial.ts';
import type { Check } from '../types.ts';
import { verifySignature } from '../verify/signature.ts';
import type { Crl, CrlEntry } from './read.ts';

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
      if (!about || crl.shardUrls.length === 0) return undefined;
      const fits = crl.shardUrls.some((url) => about.crlUrls.includes(url));
      return fits ? undefined : 'the certificate belongs to another shard';
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
 * Verifies a CRL for an instant, and, if a certificate is given, that it is the CRL for that one. One failed check
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

/** Sets of URLs that name one and the same scope. */
function sameUrls(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((url, index) => url === right[index]);
}

/** RFC 5280 §5.2.4 and §6.3.3 (c): scope, issuer and numbers that let a delta CRL complete this base. */
function whyNotOfBase(base: Crl, delta: Crl): string | undefined {
  if (delta.deltaBase === undefined) return 'not a delta CRL';
  if (!equalBytes(base.issuerDer, delta.issuerDer)) return 'another issuer';
  if (!sameUrls(base.shardUrls, delta.shardUrls)) return 'another scope';
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
