import type { KeySpec, SignatureAlgorithm } from '../algorithms.ts';
import type { NameAttribute } from '../names.ts';
import type { PersonField } from '../person.ts';
import type { CertificateNames } from './names.ts';

/** How certificates are laid out. */
export type LayoutId = 'mibun' | 'jpki-compatible';

/**
 * A layout, with the OIDs of the demo country, or with those under a country's own arc: `mibun:1.2.3`. Made by
 * `profileUnder`.
 */
export type ProfileId = LayoutId | `${LayoutId}:${string}`;

/** A profile by its id, with the names of the demo; or one with a country's own, made by `profileWith`. */
export type ProfileRef = ProfileId | CertificateProfile;

/** The certification authorities of pki.md §1. */
export type CaKind = 'signature' | 'authentication' | 'institution' | 'card-face';

/** What a CA issues. Every CA issues `ocsp` for its own responder and nobody else's. */
export type EndEntityKind = 'signature' | 'authentication' | 'seal' | 'time-stamp' | 'ocsp';

/** The bits of RFC 5280 §4.2.1.3; the place in this list is the number of the bit. */
export const KEY_USAGES = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;
export type KeyUsage = (typeof KEY_USAGES)[number];

export type ExtendedKeyUsage = 'clientAuth' | 'timeStamping' | 'OCSPSigning';

/** The extensions an end-entity profile lists; they are written in the order listed. */
export type ExtensionName =
  | 'authorityKeyIdentifier'
  | 'subjectKeyIdentifier'
  | 'keyUsage'
  | 'extendedKeyUsage'
  | 'certificatePolicies'
  | 'subjectAltName'
  | 'issuerAltName'
  | 'crlDistributionPoints'
  | 'authorityInfoAccess'
  | 'ocspNoCheck';

/** The parts of a subject, in the order they are written. `organisation` and the places come from the request. */
export type SubjectPart = 'country' | 'prefecture' | 'municipality' | 'organisation' | 'commonName';

/** Key type, algorithm and longest life of one CA generation (pki.md §1). */
export interface CaGeneration {
  readonly keySpec: KeySpec;
  readonly algorithm: SignatureAlgorithm;
  readonly maxYears: number;
}

export interface CaProfile {
  /** Subject and issuer of every generation: same DN, different keys (CA-03). */
  readonly name: readonly NameAttribute[];
  readonly keyUsage: readonly KeyUsage[];
  /** directoryName in subjectAltName, and in issuerAltName of what the CA issues where a profile lists it. */
  readonly alternativeName?: readonly NameAttribute[];
  /** Own DN as cRLDistributionPoints directoryName (CA-02). */
  readonly ownCrlDirectoryName: boolean;
  /** Generation 1 first; the last entry stands for all later generations. */
  readonly generations: readonly [CaGeneration, ...CaGeneration[]];
}

export interface EndEntityProfile {
  readonly issuedBy: readonly CaKind[];
  readonly subject: readonly SubjectPart[];
  readonly keyUsage: readonly KeyUsage[];
  readonly extendedKeyUsage?: { readonly usages: readonly ExtendedKeyUsage[]; readonly critical: boolean };
  /** Policy OID. */
  readonly policy: string;
  readonly extensions: readonly ExtensionName[];
  /** true: six otherNames; false: no personal data anywhere. */
  readonly person: boolean;
  readonly keySpecs: readonly KeySpec[];
  /** The longest life, by the kind of the key that is certified. */
  readonly maxDays: Readonly<Record<KeySpec, number>>;
  /** notAfter is 23:59:59 JST (VAL-09). */
  readonly endsWithDayJst: boolean;
  /** CRL directoryName beside the URL, as the public layout has it (domain.md §6.2). */
  readonly crlDirectoryName: boolean;
}

/** One shipped profile: everything that differs between certificates, as data. */
export interface CertificateProfile {
  readonly id: ProfileId;
  readonly layout: LayoutId;
  /** Under which it has its own OIDs. */
  readonly arc: string;
  readonly names: CertificateNames;
  readonly title: { readonly ja: string; readonly en: string };
  readonly personOids: Readonly<Record<PersonField, string>>;
  readonly ca: Readonly<Record<CaKind, CaProfile>>;
  readonly endEntity: Readonly<Record<EndEntityKind, EndEntityProfile>>;
}
