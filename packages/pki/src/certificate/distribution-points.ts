import { type DerElement, DerReader, readNamedBits } from '../der/read.ts';
import { contextTag, primitiveContextTag, TAG } from '../der/tags.ts';
import { explicit, retag, sequence } from '../der/write.ts';
import { PkiError } from '../errors.ts';
import { readGeneralNames } from './general-names.ts';

/** Where a list of revocations is, or what it is of (RFC 5280 §4.2.1.13). */
export interface DistributionPointName {
  /** Each a GeneralName, DER: any of them names the point. */
  readonly names: readonly Uint8Array[];
  readonly urls: readonly string[];
}

/**
 * DistributionPointName ::= CHOICE { fullName [0] GeneralNames, nameRelativeToCRLIssuer [1] RDN }; `issuer` is the DN to
 * which the second is relative.
 */
export function readPointName(node: DerElement, issuer: Uint8Array): DistributionPointName {
  if (node.tag === contextTag(0)) {
    const { urls, encoded } = readGeneralNames(node.content);
    if (encoded.length === 0) throw new PkiError('der-value', 'a distribution point without a name');
    return { names: encoded, urls };
  }
  if (node.tag !== contextTag(1)) throw new PkiError('der-tag', `tag ${node.tag} where a point is named`);
  const rdns = [...DerReader.sequence(issuer)].map(({ raw }) => raw);
  const name = sequence(...rdns, retag(TAG.set, node.raw));
  return { names: [explicit(4, name)], urls: [] };
}

/** One DistributionPoint of a certificate. */
interface DistributionPoint extends DistributionPointName {
  /** It has lists of some reasons alone, or of another issuer: nothing is complete that is found there. */
  readonly isPartial: boolean;
}

/** DistributionPoint ::= SEQUENCE { distributionPoint [0], reasons [1], cRLIssuer [2] }, at least one of the ends. */
function readPoint(fields: DerReader, issuer: Uint8Array): DistributionPoint {
  const named = fields.explicit(0);
  const reasons = fields.optional(primitiveContextTag(1));
  const crlIssuer = fields.optional(contextTag(2));
  fields.end();
  if (!named && !crlIssuer) throw new PkiError('der-value', 'a distribution point that names nothing');
  if (reasons) readNamedBits(reasons, primitiveContextTag(1));
  if (crlIssuer && readGeneralNames(crlIssuer.content).count === 0) {
    throw new PkiError('der-value', 'cRLIssuer without a name');
  }
  const isPartial = reasons !== undefined || crlIssuer !== undefined;
  // relative to the issuer of the CRL, who is another one where cRLIssuer is given
  const name = named && !(crlIssuer && named.tag === contextTag(1)) ? readPointName(named, issuer) : NOWHERE;
  return { ...name, isPartial };
}

const NOWHERE: DistributionPointName = { names: [], urls: [] };

/** The points of cRLDistributionPoints or freshestCRL whose lists are complete and of the certificate's own issuer. */
export function readDistributionPoints(value: Uint8Array, issuer: Uint8Array): DistributionPointName {
  const points = DerReader.sequence(value);
  if (points.done) throw new PkiError('der-value', 'no distribution point in the list');
  const names: Uint8Array[] = [];
  const urls: string[] = [];
  while (!points.done) {
    const point = readPoint(points.enter(), issuer);
    if (point.isPartial) continue;
    names.push(...point.names);
    urls.push(...point.urls);
  }
  return { names, urls };
}

/** Whether a point is named relative to an issuer. */
export function hasRelativeName(value: Uint8Array): boolean {
  for (const point of DerReader.sequence(value)) {
    if (point.tag !== TAG.sequence) return false;
    if (DerReader.inside(point).enterContext(0)?.peek() === contextTag(1)) return true;
  }
  return false;
}
