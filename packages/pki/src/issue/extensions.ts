import { EXTENDED_KEY_USAGE_OIDS, type Extension } from '../certificate/extensions.ts';
import { directoryName, uriName } from '../certificate/general-names.ts';
import {
  boolean,
  explicit,
  ia5,
  implicit,
  integer,
  namedBits,
  nullValue,
  octetString,
  oid,
  sequence,
} from '../der/write.ts';
import type { NameAttribute } from '../names.ts';
import { OID } from '../oids.ts';
import { type CertifiedPerson, encodePersonNames, type PersonField } from '../person.ts';
import { type ExtendedKeyUsage, KEY_USAGES, type KeyUsage } from '../profiles/types.ts';

function extension(id: string, critical: boolean, value: Uint8Array): Extension {
  return { oid: id, critical, value };
}

/** RFC 5280 §4.2.1.1: keyIdentifier alone, as one DN has several keys (CA-03). */
export function authorityKeyIdentifier(identifier: Uint8Array): Extension {
  return extension(OID.authorityKeyIdentifier, false, sequence(implicit(0, identifier)));
}

export function subjectKeyIdentifier(identifier: Uint8Array): Extension {
  return extension(OID.subjectKeyIdentifier, false, octetString(identifier));
}

export function keyUsage(usages: readonly KeyUsage[]): Extension {
  return extension(OID.keyUsage, true, namedBits(usages.map((usage) => KEY_USAGES.indexOf(usage))));
}

export function extendedKeyUsage(usages: readonly ExtendedKeyUsage[], critical: boolean): Extension {
  const oids = usages.map((usage) => oid(EXTENDED_KEY_USAGE_OIDS[usage]));
  return extension(OID.extendedKeyUsage, critical, sequence(...oids));
}

/** Without pathLenConstraint: readers that count self-issued certificates would refuse link certificates. */
export function basicConstraintsOfCa(pathLength?: number): Extension {
  const fields = pathLength === undefined ? [] : [integer(pathLength)];
  return extension(OID.basicConstraints, true, sequence(boolean(true), ...fields));
}

/** One policy with the URL of the practice statement (RFC 5280 §4.2.1.4). */
export function certificatePolicies(policy: string, cpsUrl: string): Extension {
  const qualifier = sequence(oid(OID.cpsQualifier), ia5(cpsUrl));
  return extension(OID.certificatePolicies, false, sequence(sequence(oid(policy), sequence(qualifier))));
}

export function personAltName(
  person: CertifiedPerson,
  oids: Readonly<Record<PersonField, string>>,
): Extension {
  return extension(OID.subjectAltName, false, encodePersonNames(person, oids));
}

export function directoryAltName(which: 'subject' | 'issuer', name: readonly NameAttribute[]): Extension {
  const id = which === 'subject' ? OID.subjectAltName : OID.issuerAltName;
  return extension(id, false, sequence(directoryName(name)));
}

/** One distribution point with all these names of the same CRL (RFC 5280 §4.2.1.13). */
export function crlDistributionPoint(names: readonly Uint8Array[]): Extension {
  return extension(OID.crlDistributionPoints, false, sequence(sequence(explicit(0, explicit(0, ...names)))));
}

export function authorityInfoAccess(ocspUrl: string, caIssuersUrl: string): Extension {
  return extension(
    OID.authorityInfoAccess,
    false,
    sequence(
      sequence(oid(OID.ocspAccess), uriName(ocspUrl)),
      sequence(oid(OID.caIssuersAccess), uriName(caIssuersUrl)),
    ),
  );
}

/** RFC 6960 §4.2.2.2.1: the value is NULL. */
export function ocspNoCheck(): Extension {
  return extension(OID.ocspNoCheck, false, nullValue());
}
