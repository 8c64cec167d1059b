import { SIGNATURE_ALGORITHMS, type SignatureAlgorithm } from '../algorithms.ts';
import type { CaInfo } from '../certificate/authority.ts';
import { type Extension, encodeExtension } from '../certificate/extensions.ts';
import { uriName } from '../certificate/general-names.ts';
import { time } from '../der/time.ts';
import { explicit, integer, sequence } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { authorityKeyIdentifier } from '../issue/extensions.ts';
import { OID } from '../oids.ts';
import { assembleSigned } from '../signed.ts';
import { encodeEntries, type RevokedEntry } from './entries.ts';

export interface CrlRequest {
  readonly issuer: CaInfo;
  /** Never smaller than one used before, also after a restore (pki.md §4). */
  readonly number: bigint;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  /** In ascending order of serials; may be a generator over a database cursor. */
  readonly entries?: Iterable<RevokedEntry>;
  /** The same as {@link encodeEntries} gives it: the shards of a CA one after another, or one that was kept. */
  readonly encoded?: readonly Uint8Array[];
  /** URL of the shard, as it stands in the certificates. Absent: the CRL covers all certificates of the CA. */
  readonly shardUrl?: string;
  /** Number of the complete CRL this one adds to: makes it a delta CRL (RFC 5280 §5.2.4). */
  readonly deltaBase?: bigint;
  /** In complete CRLs: where the delta CRL is found (RFC 5280 §5.2.6). */
  readonly freshestUrl?: string;
}

/** RFC 5280 §5.2.3: at most 20 octets, not negative. */
function crlNumber(value: bigint): Uint8Array {
  if (value < 0n || value >= 1n << 159n) throw new PkiError('crl-entries', 'CRL number out of range');
  return integer(value);
}

function extensionsOf(request: CrlRequest): readonly Extension[] {
  const { issuer, number, shardUrl, deltaBase, freshestUrl } = request;
  const list: Extension[] = [
    authorityKeyIdentifier(issuer.keyIdentifier),
    { oid: OID.crlNumber, critical: false, value: crlNumber(number) },
  ];
  if (deltaBase !== undefined) {
    if (deltaBase >= number) throw new PkiError('crl-entries', 'a delta CRL is newer than its base');
    list.push({ oid: OID.deltaCrlIndicator, critical: true, value: crlNumber(deltaBase) });
  }
  if (shardUrl !== undefined) {
    // distributionPoint [0] { fullName [0] }; critical, so that nobody takes a shard for the whole (§5.2.5)
    const point = explicit(0, explicit(0, uriName(shardUrl)));
    list.push({ oid: OID.issuingDistributionPoint, critical: true, value: sequence(point) });
  }
  if (freshestUrl !== undefined) {
    const point = sequence(explicit(0, explicit(0, uriName(freshestUrl))));
    list.push({ oid: OID.freshestCrl, critical: false, value: sequence(point) });
  }
  return list;
}

/**
 * The to-be-signed octets of a CRL (version 2). Sign them with the key of `issuer`, then {@link assembleCrl}.
 * Throws `crl-entries` if order, numbers or times do not fit.
 */
export function buildTbsCrl(request: CrlRequest): Uint8Array {
  if (request.nextUpdate <= request.thisUpdate) throw new PkiError('crl-entries', 'nextUpdate is not later');
  const own = encodeEntries(request.entries ?? [], request.deltaBase !== undefined);
  const entries = [own, ...(request.encoded ?? [])];
  return sequence(
    integer(1),
    SIGNATURE_ALGORITHMS[request.issuer.algorithm].identifier,
    request.issuer.name,
    time(request.thisUpdate),
    time(request.nextUpdate),
    // RFC 5280 §5.1.2.6: the list is absent when nothing is revoked
    ...(entries.some(({ length }) => length > 0) ? [sequence(...entries)] : []),
    explicit(0, sequence(...extensionsOf(request).map(encodeExtension))),
  );
}

/** The finished CRL. */
export function assembleCrl(
  tbs: Uint8Array,
  algorithm: SignatureAlgorithm,
  signature: Uint8Array,
): Uint8Array {
  return assembleSigned(tbs, algorithm, signature);
}
