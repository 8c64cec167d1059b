import { UNDERSTOOD_EXTENSIONS } from '../certificate/extensions.ts';
import { readGeneralNames } from '../certificate/general-names.ts';
import type { Certificate } from '../certificate/read.ts';
import { type DerElement, DerReader, onlyElement, readOid, readSmallInteger } from '../der/read.ts';
import { contextTag, primitiveContextTag, TAG } from '../der/tags.ts';
import { PkiError, reading } from '../errors.ts';
import { OID } from '../oids.ts';

/** The extensions that validating a path processes: those of every certificate, and those of CAs (RFC 5280 §6.1). */
export const PROCESSED_EXTENSIONS: ReadonlySet<string> = new Set([
  ...UNDERSTOOD_EXTENSIONS,
  OID.nameConstraints,
  OID.policyMappings,
  OID.policyConstraints,
  OID.inhibitAnyPolicy,
]);

export interface PolicyConstraints {
  readonly requireExplicitPolicy: number | undefined;
  readonly inhibitPolicyMapping: number | undefined;
}

/** A name and everything below it; the GeneralName as it stands. */
export type Subtree = DerElement;

export interface NameConstraints {
  readonly permitted: readonly Subtree[];
  readonly excluded: readonly Subtree[];
}

/** What the extensions of CAs say about the certificates below. */
export interface CaConstraints {
  readonly names: NameConstraints | undefined;
  /** From the issuer's policy to what it is called below. */
  readonly mappings: readonly (readonly [issuer: string, subject: string])[];
  readonly policies: PolicyConstraints | undefined;
  readonly inhibitAnyPolicy: number | undefined;
}

/** Throws `certificate-malformed`. */
export function readCaConstraints(certificate: Certificate): CaConstraints {
  return reading('certificate-malformed', 'constraints', () => {
    const decode = <T>(id: string, read: (value: Uint8Array) => T): T | undefined => {
      const found = certificate.extensions.find(({ oid }) => oid === id);
      return found && read(found.value);
    };
    return {
      names: decode(OID.nameConstraints, readNameConstraints),
      mappings: decode(OID.policyMappings, readMappings) ?? [],
      policies: decode(OID.policyConstraints, readPolicyConstraints),
      inhibitAnyPolicy: decode(OID.inhibitAnyPolicy, (value) => readCount(onlyElement(value), TAG.integer)),
    };
  });
}

/** SkipCerts ::= INTEGER (0..MAX). */
function readCount(node: DerElement, tag: number): number {
  const count = readSmallInteger(node, tag);
  if (count < 0) throw new PkiError('der-value', 'negative number of certificates');
  return count;
}

/** RFC 5280 §4.2.1.11: one of the two at least. */
function readPolicyConstraints(value: Uint8Array): PolicyConstraints {
  const fields = DerReader.sequence(value);
  const count = (number: number) => {
    const node = fields.optional(primitiveContextTag(number));
    return node && readCount(node, primitiveContextTag(number));
  };
  const constraints = { requireExplicitPolicy: count(0), inhibitPolicyMapping: count(1) };
  fields.end();
  if (Object.values(constraints).every((one) => one === undefined)) {
    throw new PkiError('der-value', 'policy constraints that say nothing');
  }
  return constraints;
}

function readMappings(value: Uint8Array): CaConstraints['mappings'] {
  const list = DerReader.sequence(value);
  if (list.done) throw new PkiError('der-value', 'no policy mapping in the list');
  const mappings: (readonly [string, string])[] = [];
  while (!list.done) {
    const pair = list.enter();
    mappings.push([readOid(pair.next()), readOid(pair.next())]);
    pair.end();
  }
  return mappings;
}

/** RFC 5280 §4.2.1.10: minimum is 0, which DER does not write, and maximum is absent. */
function readNameConstraints(value: Uint8Array): NameConstraints {
  const fields = DerReader.sequence(value);
  const subtrees = (number: number): readonly Subtree[] | undefined => {
    const list = fields.optional(contextTag(number));
    if (!list) return undefined;
    const found: Subtree[] = [];
    for (const subtree of DerReader.inside(list)) {
      if (subtree.tag !== TAG.sequence) throw new PkiError('der-tag', 'a subtree is a SEQUENCE');
      const inside = DerReader.inside(subtree);
      const base = inside.next();
      inside.end();
      readGeneralNames(base.raw);
      found.push(base);
    }
    if (found.length === 0) throw new PkiError('der-value', 'no subtree in the list');
    return found;
  };
  const [permitted, excluded] = [subtrees(0), subtrees(1)];
  fields.end();
  if (!permitted && !excluded) throw new PkiError('der-value', 'name constraints that say nothing');
  return { permitted: permitted ?? [], excluded: excluded ?? [] };
}
