import { equalBytes } from '../der/write.ts';
import { OID } from '../oids.ts';
import type { ExtensionName } from '../profiles/index.ts';
import { keyIdentifier } from '../spki.ts';
import type { Lint } from './types.ts';

const EXTENSION_OIDS: Readonly<Record<ExtensionName, string>> = {
  authorityKeyIdentifier: OID.authorityKeyIdentifier,
  subjectKeyIdentifier: OID.subjectKeyIdentifier,
  keyUsage: OID.keyUsage,
  extendedKeyUsage: OID.extendedKeyUsage,
  certificatePolicies: OID.certificatePolicies,
  subjectAltName: OID.subjectAltName,
  issuerAltName: OID.issuerAltName,
  crlDistributionPoints: OID.crlDistributionPoints,
  authorityInfoAccess: OID.authorityInfoAccess,
  ocspNoCheck: OID.ocspNoCheck,
};

function sameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((value, index) => value === right[index]);
}

/** Addresses that were found sound: a CA writes the same few into thousands of certificates. */
const webUrls = new Set<string>();
const MOST_WEB_URLS = 10_000;

function isWebUrl(text: string | undefined): boolean {
  if (text === undefined) return false;
  if (webUrls.has(text)) return true;
  const sound = /^https?:\/\/[^\s/]+\/?\S*$/.test(text) && URL.canParse(text);
  if (sound && webUrls.size < MOST_WEB_URLS) webUrls.add(text);
  return sound;
}

/** The extensions, their order, criticality and contents. */
export const EXTENSION_LINTS: readonly Lint[] = [
  {
    id: 'extension-set',
    rule: 'pki.md §2',
    check: ({ fields, expected }) => {
      const wanted = expected.extensions.map((name) => EXTENSION_OIDS[name]);
      const found = fields.extensions.map(({ oid }) => oid);
      return sameList(wanted, found) ? undefined : `extensions are ${found.join(', ')}`;
    },
  },
  {
    id: 'extension-criticality',
    rule: 'RFC 5280 §4.2.1, RFC 3161 §2.3',
    check: ({ fields, expected }) => {
      const wrong = fields.extensions.find(({ oid, critical }) => {
        if (oid === OID.keyUsage) return !critical;
        if (oid === OID.extendedKeyUsage) return critical !== (expected.extendedKeyUsage?.critical ?? false);
        return critical;
      });
      return wrong && `extension ${wrong.oid} is ${wrong.critical ? '' : 'not '}critical`;
    },
  },
  {
    id: 'not-a-ca',
    rule: 'domain.md VER-02',
    check: ({ decoded }) => {
      const may =
        decoded.isCa || decoded.keyUsage.includes('keyCertSign') || decoded.keyUsage.includes('cRLSign');
      return may ? 'an end entity that could sign certificates or CRLs' : undefined;
    },
  },
  {
    id: 'key-usage',
    rule: 'pki.md §2, RFC 5280 §4.2.1.3',
    check: ({ decoded, expected }) =>
      sameList(decoded.keyUsage, expected.keyUsage) ? undefined : `keyUsage ${decoded.keyUsage.join(', ')}`,
  },
  {
    id: 'extended-key-usage',
    rule: 'pki.md §2, RFC 5280 §4.2.1.12',
    check: ({ decoded, expected }) =>
      sameList(decoded.extendedKeyUsage, expected.extendedKeyUsage?.usages ?? [])
        ? undefined
        : `extendedKeyUsage ${decoded.extendedKeyUsage.join(', ') || 'missing'}`,
  },
  {
    id: 'no-client-auth-from-signature-ca',
    rule: 'pki.md §1',
    check: ({ decoded, issuer }) =>
      issuer.kind !== 'authentication' && decoded.extendedKeyUsage.includes('clientAuth')
        ? `clientAuth by the ${issuer.kind} CA`
        : undefined,
  },
  {
    id: 'policy',
    rule: 'pki.md §2, RFC 5280 §4.2.1.4',
    check: ({ decoded, expected }) =>
      sameList(decoded.policies, [expected.policy]) ? undefined : `policies ${decoded.policies.join(', ')}`,
  },
  {
    id: 'cps-url',
    rule: 'pki.md §2',
    check: ({ decoded: { cpsUrls } }) =>
      cpsUrls.length === 1 && isWebUrl(cpsUrls[0]) ? undefined : 'not exactly one CPS URL',
  },
  {
    id: 'authority-key-identifier',
    rule: 'RFC 5280 §4.2.1.1',
    check: ({ decoded, issuer }) =>
      decoded.authorityKeyIdentifier && equalBytes(decoded.authorityKeyIdentifier, issuer.keyIdentifier)
        ? undefined
        : 'does not point to the key of the CA',
  },
  {
    id: 'subject-key-identifier',
    rule: 'RFC 5280 §4.2.1.2',
    check: ({ decoded, fields }) =>
      decoded.subjectKeyIdentifier &&
      equalBytes(decoded.subjectKeyIdentifier, keyIdentifier(fields.publicKey))
        ? undefined
        : 'is not the SHA-1 of the key',
  },
  {
    id: 'status-locations',
    rule: 'pki.md §2, RFC 5280 §4.2.1.13, §4.2.2.1',
    check: ({ decoded, expected }) => {
      const groups: string[][] = [];
      if (expected.extensions.includes('crlDistributionPoints')) groups.push([...decoded.crlUrls]);
      if (expected.extensions.includes('authorityInfoAccess')) {
        groups.push([...decoded.ocspUrls], [...decoded.caIssuersUrls]);
      }
      return groups.every((urls) => urls.length === 1 && isWebUrl(urls[0]))
        ? undefined
        : 'needs exactly one http(s) URL each for CRL, OCSP and CA certificate';
    },
  },
];
