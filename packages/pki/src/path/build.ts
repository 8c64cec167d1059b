import type { Certificate } from '../certificate/read.ts';
import { equalBytes } from '../der/write.ts';
import { comparableName } from './name.ts';
import { type PathExpectation, type PathValidation, validatePath } from './validate.ts';

/** More certificates between anchor and holder than any hierarchy has. */
const MAX_LENGTH = 10;
/** Ways that are followed, and paths that are tried; a bundle of cross-certificates has a number of ways through it that grows without bound. */
const MAX_LOOKED = 2_000;
const MAX_TRIED = 100;

export interface PathSearch {
  /** Trusted as they are. */
  readonly anchors: readonly Certificate[];
  /** Untrusted: link certificates, cross-certificates, whatever came with a signature. In any order. */
  readonly certificates?: readonly Certificate[];
  readonly expectation: PathExpectation;
}

export interface FoundPath extends PathValidation {
  /** From the certificate that the anchor has issued to the one asked about; empty when no way leads to an anchor. */
  readonly path: readonly Certificate[];
  readonly anchor: Certificate | undefined;
}

/**
 * Looks for a path from an anchor to the certificate that is valid (RFC 4158): issuers by name, those whose key is named
 * first. When none is valid, the first that was found tells why.
 */
export function findPath(
  certificate: Certificate,
  { anchors, certificates = [], expectation }: PathSearch,
): FoundPath {
  let first: FoundPath | undefined;
  let tried = 0;
  for (const { path, anchor } of waysUp(certificate, anchors, certificates)) {
    const found = { ...validatePath(path, anchor, expectation), path, anchor };
    if (found.ok) return found;
    first ??= found;
    if (++tried === MAX_TRIED) break;
  }
  return first ?? { ok: false, checks: [NO_WAY], policies: [], path: [], anchor: undefined };
}

const NO_WAY = {
  check: 'way-to-anchor',
  rule: 'RFC 4158 §2',
  ok: false,
  detail: 'no certificate at hand leads to one that is trusted',
};

interface Way {
  readonly path: readonly Certificate[];
  readonly anchor: Certificate;
}

/** Every way from a certificate up to an anchor, the shortest first, none through one name and key twice. */
function* waysUp(
  certificate: Certificate,
  anchors: readonly Certificate[],
  certificates: readonly Certificate[],
): Generator<Way> {
  const waiting: (readonly Certificate[])[] = [[certificate]];
  for (let looked = 0; looked < MAX_LOOKED; looked++) {
    const path = waiting[looked];
    const top = path?.[0];
    if (!path || !top) return;
    for (const anchor of issuersOf(top, anchors)) yield { path, anchor };
    if (path.length === MAX_LENGTH || waiting.length > MAX_LOOKED) continue;
    for (const issuer of issuersOf(top, certificates)) {
      if (!path.some((below) => isSameEntity(below, issuer))) waiting.push([issuer, ...path]);
    }
  }
}

function isSameEntity(one: Certificate, other: Certificate): boolean {
  return equalBytes(one.subjectDer, other.subjectDer) && equalBytes(one.spki, other.spki);
}

const named = new WeakMap<Certificate, { readonly subject: string; readonly issuer: string }>();

function namesOf(certificate: Certificate): { readonly subject: string; readonly issuer: string } {
  const known = named.get(certificate);
  if (known) return known;
  const text = (der: Uint8Array) => comparableName(der).join('\n');
  const made = { subject: text(certificate.subjectDer), issuer: text(certificate.issuerDer) };
  named.set(certificate, made);
  return made;
}

/** Those that may have issued it, the likeliest first: key identifiers only help to look (RFC 4158 §3.5.12). */
function issuersOf(certificate: Certificate, among: readonly Certificate[]): readonly Certificate[] {
  const { issuer } = namesOf(certificate);
  const wanted = certificate.authorityKeyIdentifier;
  const rank = ({ subjectKeyIdentifier: key }: Certificate) =>
    !wanted || !key ? 1 : equalBytes(wanted, key) ? 0 : 2;
  return among
    .filter((one) => namesOf(one).subject === issuer)
    .toSorted((one, other) => rank(one) - rank(other));
}
