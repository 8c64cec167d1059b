import { type DistributionPointName, readPointName } from '../certificate/distribution-points.ts';
import type { Certificate } from '../certificate/read.ts';
import { DerReader, readFlag } from '../der/read.ts';
import { primitiveContextTag } from '../der/tags.ts';
import { equalBytes } from '../der/write.ts';
import { PkiError } from '../errors.ts';

/** What a CRL is limited to: its issuingDistributionPoint (RFC 5280 §5.2.5). */
export interface CrlScope {
  /** undefined: of every distribution point. */
  readonly point: DistributionPointName | undefined;
  /** undefined: of certificates of both kinds. */
  readonly only: 'user certificates' | 'CA certificates' | undefined;
  /** The extension's value, DER: base and delta have the same, octet for octet (§5.2.4). */
  readonly octets: Uint8Array;
}

/** Parts of the choice that make a CRL something that nobody here can ask. */
const UNSUPPORTED: readonly (readonly [number, string])[] = [
  [primitiveContextTag(3), 'onlySomeReasons'],
  [primitiveContextTag(4), 'indirectCRL'],
  [primitiveContextTag(5), 'onlyContainsAttributeCerts'],
];

/** Reads an issuingDistributionPoint. Throws `crl-unsupported` for a list of some reasons, or of others' certificates. */
export function readScope(value: Uint8Array, issuer: Uint8Array): CrlScope {
  const fields = DerReader.sequence(value);
  const named = fields.explicit(0);
  const user = readFlagOf(fields, 1);
  const ca = readFlagOf(fields, 2);
  for (const [tag, what] of UNSUPPORTED)
    if (fields.peek() === tag) throw new PkiError('crl-unsupported', what);
  fields.end();
  if (user && ca) throw new PkiError('der-value', 'only of users and only of CAs');
  if (!named && !user && !ca) throw new PkiError('der-value', 'issuingDistributionPoint that says nothing');
  return {
    point: named && readPointName(named, issuer),
    only: user ? 'user certificates' : ca ? 'CA certificates' : undefined,
    octets: value,
  };
}

/** [n] IMPLICIT BOOLEAN DEFAULT FALSE. */
function readFlagOf(fields: DerReader, number: number): boolean {
  return readFlag(fields.optional(primitiveContextTag(number)), primitiveContextTag(number));
}

/** Why a CRL of this scope says nothing about the certificate; undefined: it does. */
export function whyOutside({ point, only }: CrlScope, about: Certificate): string | undefined {
  if (only && (only === 'CA certificates') !== about.isCa) return `the CRL is of ${only} only`;
  if (!point) return undefined;
  const fits = point.names.some((name) => about.crlPoints.some((own) => equalBytes(own, name)));
  return fits ? undefined : 'the certificate belongs to another shard';
}

/** The names and addresses of a list, for words about it. */
export function scopeText(scope: CrlScope | undefined): string {
  if (!scope) return 'everything that the CA issued';
  const { point, only } = scope;
  const shard = point && (point.urls.length > 0 ? `the shard ${point.urls.join(', ')}` : 'one shard');
  return [shard, only].filter((part) => part !== undefined).join(', ');
}
