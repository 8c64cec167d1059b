import { PERSON_FIELD_NUMBERS, PERSON_FIELD_ORDER, type PersonField } from '../person.ts';
import type { CaGeneration, EndEntityKind, EndEntityProfile } from './types.ts';

/**
 * RSA-2048 with SHA-256, then ECDSA P-384 with SHA-384 (pki.md §1). Certificates of generation 2 may live ten years, and
 * a CA issues for four (pki.md §1), so its own is valid for longer. Ours: the fifteen years.
 */
export const GENERATIONS: readonly [CaGeneration, ...CaGeneration[]] = [
  { keySpec: 'rsa-2048', algorithm: 'sha256WithRSA', maxYears: 10 },
  { keySpec: 'ec-p384', algorithm: 'sha384WithECDSA', maxYears: 15 },
];

/** With the leap days in them. */
const FIVE_YEARS_DAYS = 1827;
const TEN_YEARS_DAYS = 3653;

/** Cards of generation 1 have RSA keys (VAL-09); those of generation 2 P-384, and certificates that end with the card. */
const HOLDER_DAYS = { 'rsa-2048': FIVE_YEARS_DAYS, 'ec-p384': TEN_YEARS_DAYS };

const withAnyKey = (days: number) => ({ 'rsa-2048': days, 'ec-p384': days });

/** The six otherName OIDs under an arc. */
export function personOids(arc: string): Readonly<Record<PersonField, string>> {
  const pairs = PERSON_FIELD_ORDER.map((field) => [field, `${arc}.${PERSON_FIELD_NUMBERS[field]}`]);
  return Object.fromEntries(pairs) as Record<PersonField, string>;
}

/** What the end-entity profiles have in common in both shipped profiles; the policy OIDs come from each. */
export function endEntityProfiles(
  policies: Readonly<Record<EndEntityKind, string>>,
): Readonly<Record<EndEntityKind, EndEntityProfile>> {
  return {
    signature: {
      issuedBy: ['signature'],
      subject: ['country', 'prefecture', 'municipality', 'commonName'],
      keyUsage: ['digitalSignature', 'nonRepudiation'],
      policy: policies.signature,
      extensions: [
        'authorityKeyIdentifier',
        'subjectKeyIdentifier',
        'keyUsage',
        'certificatePolicies',
        'subjectAltName',
        'crlDistributionPoints',
        'authorityInfoAccess',
      ],
      person: true,
      keySpecs: ['rsa-2048', 'ec-p384'],
      maxDays: HOLDER_DAYS,
      endsWithDayJst: true,
      crlDirectoryName: false,
    },
    authentication: {
      issuedBy: ['authentication'],
      subject: ['country', 'commonName'],
      keyUsage: ['digitalSignature'],
      extendedKeyUsage: { usages: ['clientAuth'], critical: false },
      policy: policies.authentication,
      extensions: [
        'authorityKeyIdentifier',
        'subjectKeyIdentifier',
        'keyUsage',
        'extendedKeyUsage',
        'certificatePolicies',
        'crlDistributionPoints',
        'authorityInfoAccess',
      ],
      person: false,
      keySpecs: ['rsa-2048', 'ec-p384'],
      maxDays: HOLDER_DAYS,
      endsWithDayJst: true,
      crlDirectoryName: false,
    },
    seal: {
      issuedBy: ['institution'],
      subject: ['country', 'prefecture', 'organisation', 'commonName'],
      // no extendedKeyUsage: PDF readers that check with an e-mail purpose refuse one they do not know
      keyUsage: ['digitalSignature', 'nonRepudiation'],
      policy: policies.seal,
      extensions: [
        'authorityKeyIdentifier',
        'subjectKeyIdentifier',
        'keyUsage',
        'certificatePolicies',
        'crlDistributionPoints',
        'authorityInfoAccess',
      ],
      person: false,
      keySpecs: ['rsa-2048', 'ec-p384'],
      maxDays: withAnyKey(FIVE_YEARS_DAYS),
      endsWithDayJst: false,
      crlDirectoryName: false,
    },
    'time-stamp': {
      issuedBy: ['institution'],
      subject: ['country', 'organisation', 'commonName'],
      keyUsage: ['digitalSignature'],
      // RFC 3161 §2.3: the one purpose, and critical
      extendedKeyUsage: { usages: ['timeStamping'], critical: true },
      policy: policies['time-stamp'],
      extensions: [
        'authorityKeyIdentifier',
        'subjectKeyIdentifier',
        'keyUsage',
        'extendedKeyUsage',
        'certificatePolicies',
        'crlDistributionPoints',
        'authorityInfoAccess',
      ],
      person: false,
      keySpecs: ['rsa-2048', 'ec-p384'],
      maxDays: withAnyKey(TEN_YEARS_DAYS),
      endsWithDayJst: false,
      crlDirectoryName: false,
    },
    ocsp: {
      issuedBy: ['signature', 'authentication', 'institution'],
      subject: ['country', 'organisation', 'commonName'],
      keyUsage: ['digitalSignature'],
      extendedKeyUsage: { usages: ['OCSPSigning'], critical: false },
      policy: policies.ocsp,
      // id-pkix-ocsp-nocheck in place of status locations (RFC 6960 §4.2.2.2.1); short life instead
      extensions: [
        'authorityKeyIdentifier',
        'subjectKeyIdentifier',
        'keyUsage',
        'extendedKeyUsage',
        'certificatePolicies',
        'ocspNoCheck',
      ],
      person: false,
      keySpecs: ['rsa-2048', 'ec-p384'],
      maxDays: withAnyKey(31),
      endsWithDayJst: false,
      crlDirectoryName: false,
    },
  };
}
