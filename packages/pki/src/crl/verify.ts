import type { Certificate } from '../certificate/read.ts';
import { equalBytes } from '../der/write.ts';
import type { Check } from '../types.ts';
import { verifySignature } from '../verify/signature.ts';
import type { Crl } from './read.ts';

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
  const context: CrlContext = { ...input, about: input.about };
  const checks = CHECKS.map(({ check, rule, run }) => {
    const detail = run(context);
    return { check, ok: detail === undefined, rule, detail: detail ?? '' };
  });
  return { ok: checks.every(({ ok }) => ok), checks };
}
