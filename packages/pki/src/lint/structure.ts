import { SIGNATURE_ALGORITHMS } from '../algorithms.ts';
import { equalBytes } from '../der/write.ts';
import { hasSmallArcs } from '../oids.ts';
import { sameProfile } from '../profiles/index.ts';
import { keySpecOf } from '../spki.ts';
import type { Lint } from './types.ts';

/** Longest signature with its wrapping: RSA-2048 is 256 octets, P-384 at most 104. */
const SIGNATURE_OCTETS = { sha256WithRSA: 256, sha384WithECDSA: 104 } as const;

/** Version, serial, algorithm, issuer, key. */
export const STRUCTURE_LINTS: readonly Lint[] = [
  {
    id: 'version-3',
    rule: 'RFC 5280 §4.1.2.1',
    check: ({ fields }) => (fields.version === 3 ? undefined : `version ${fields.version}`),
  },
  {
    id: 'serial-64-bits',
    rule: 'pki.md §2, RFC 5280 §4.1.2.2',
    check: ({ fields }) =>
      fields.serial.length >= 16 ? undefined : `serial of ${fields.serial.length / 2} octets`,
  },
  {
    id: 'algorithm-of-issuer',
    rule: 'RFC 5280 §4.1.2.3, pki.md §1',
    check: ({ fields, issuer }) =>
      equalBytes(fields.algorithmIdentifier, SIGNATURE_ALGORITHMS[issuer.algorithm].identifier)
        ? undefined
        : `announces ${fields.algorithm ?? 'an unknown algorithm'}, the CA signs with ${issuer.algorithm}`,
  },
  {
    id: 'issuer-name',
    rule: 'RFC 5280 §4.1.2.4',
    check: ({ fields, issuer }) =>
      equalBytes(fields.issuer, issuer.name) ? undefined : 'issuer is not the DN of the CA, octet for octet',
  },
  {
    id: 'issuer-kind',
    rule: 'pki.md §1',
    check: ({ expected, issuer, kind, profile }) => {
      if (!sameProfile(issuer.profile, profile)) return `CA of the profile ${issuer.profile.id}`;
      return expected.issuedBy.includes(issuer.kind)
        ? undefined
        : `the ${issuer.kind} CA never issues ${kind}`;
    },
  },
  {
    id: 'no-unique-identifiers',
    rule: 'RFC 5280 §4.1.2.8',
    check: ({ fields }) => (fields.hasUniqueIdentifiers ? 'unique identifiers are there' : undefined),
  },
  {
    id: 'key-type',
    rule: 'pki.md §1, chip.md §2.1',
    check: ({ fields, expected }) => {
      const spec = keySpecOf(fields.publicKey);
      return spec && expected.keySpecs.includes(spec) ? undefined : `key type ${spec ?? 'unknown'}`;
    },
  },
  {
    id: 'readable-oids',
    rule: 'RFC 5280 Appendix B',
    check: ({ fields, decoded }) => {
      const oids = [
        ...fields.extensions.map(({ oid }) => oid),
        ...decoded.policies,
        ...(decoded.subjectAltName?.otherNames ?? []).map(({ oid }) => oid),
      ];
      const large = oids.find((oid) => !hasSmallArcs(oid));
      return large && `an arc above 28 bits: ${large}`;
    },
  },
  {
    id: 'two-octet-length',
    rule: 'pki.md §2, chip.md §2.1',
    check: ({ tbs, issuer }) => {
      const most = tbs.length + SIGNATURE_OCTETS[issuer.algorithm] + 24;
      const least = tbs.length + 80;
      return least >= 0x100 && most <= 0xffff
        ? undefined
        : `about ${most} octets: outer length is not 82 hh ll`;
    },
  },
];
