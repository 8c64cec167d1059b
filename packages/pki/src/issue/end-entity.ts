import type { CaInfo } from '../certificate/authority.ts';
import { type Extension, encodeExtension } from '../certificate/extensions.ts';
import { directoryName, uriName } from '../certificate/general-names.ts';
import { encodeTbs } from '../certificate/tbs.ts';
import { PkiError } from '../errors.ts';
import { encodeName, type NameAttribute } from '../names.ts';
import type { CertifiedPerson } from '../person.ts';
import {
  type EndEntityKind,
  type EndEntityProfile,
  type ExtensionName,
  type ProfileRef,
  profileOf,
  type SubjectPart,
} from '../profiles/index.ts';
import type { SerialInput } from '../serial.ts';
import { keyIdentifier } from '../spki.ts';
import * as write from './extensions.ts';

/** The variable parts of a subject. Which of them a kind has is decided by its profile. */
export interface SubjectFields {
  /** Opaque for residents: says nothing about the person. */
  readonly commonName: string;
  readonly prefecture?: string;
  readonly municipality?: string;
  /** Seals, time stamps and responders. */
  readonly organisation?: string;
}

export interface CertificateUrls {
  readonly ocsp: string;
  readonly caIssuers: string;
  /** The shard this certificate belongs to for its whole life (pki.md §4). */
  readonly crl: string;
  /** Certification practice statement. */
  readonly cps: string;
}

export interface EndEntityRequest {
  readonly profile: ProfileRef;
  readonly kind: EndEntityKind;
  readonly issuer: CaInfo;
  readonly serial: SerialInput;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array;
  readonly subject: SubjectFields;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Given for `signature`, for nothing else. */
  readonly person?: CertifiedPerson;
  readonly urls: CertificateUrls;
}

/**
 * The to-be-signed octets of a certificate: what is stored as the intent before anything is signed (pki.md §3).
 * The same request gives the same octets. Throws `profile-violation` if the profile cannot be filled from the
 * request; everything else is for `lintTbs` to find.
 */
export function buildEndEntityTbs(request: EndEntityRequest): Uint8Array {
  const profile = profileOf(request.profile).endEntity[request.kind];
  if (profile.person !== (request.person !== undefined)) {
    throw new PkiError(
      'profile-violation',
      `${request.kind}: person ${profile.person ? 'missing' : 'given'}`,
    );
  }
  return encodeTbs({
    serial: request.serial,
    algorithm: request.issuer.algorithm,
    issuer: request.issuer.name,
    notBefore: request.notBefore,
    notAfter: request.notAfter,
    subject: encodeName(profile.subject.map((part) => subjectAttribute(part, request))),
    publicKey: request.publicKey,
    extensions: extensionsOf(request, profile),
  });
}

const SUBJECT_PARTS: Readonly<
  Record<
    SubjectPart,
    { readonly type: NameAttribute['type']; readonly from: keyof SubjectFields | 'profile' }
  >
> = {
  country: { type: 'C', from: 'profile' },
  prefecture: { type: 'L', from: 'prefecture' },
  municipality: { type: 'L', from: 'municipality' },
  organisation: { type: 'O', from: 'organisation' },
  commonName: { type: 'CN', from: 'commonName' },
};

function subjectAttribute(part: SubjectPart, request: EndEntityRequest): NameAttribute {
  const { type, from } = SUBJECT_PARTS[part];
  const value = from === 'profile' ? profileOf(request.profile).names.country : request.subject[from];
  if (!value) throw new PkiError('profile-violation', `${request.kind}: subject without ${part}`);
  return { type, value };
}

/** What these say depends on nothing but the CA, the profile and the addresses: the same for thousands of certificates. */
const SHARED: ReadonlySet<ExtensionName> = new Set([
  'authorityKeyIdentifier',
  'keyUsage',
  'extendedKeyUsage',
  'certificatePolicies',
  'issuerAltName',
  'crlDistributionPoints',
  'authorityInfoAccess',
  'ocspNoCheck',
]);
interface SharedExtensions {
  readonly urls: CertificateUrls;
  readonly made: Map<ExtensionName, Extension>;
}

/** By CA, then by kind and CRL shard. */
const sharedOf = new WeakMap<CaInfo, Map<string, SharedExtensions>>();

function extensionsOf(request: EndEntityRequest, profile: EndEntityProfile): readonly Extension[] {
  const { issuer, urls } = request;
  const shards = sharedOf.get(issuer) ?? new Map<string, SharedExtensions>();
  sharedOf.set(issuer, shards);
  const key = `${profileOf(request.profile).id} ${request.kind} ${urls.crl}`;
  const known = shards.get(key);
  const shared = known && sameUrls(known.urls, urls) ? known : { urls, made: new Map() };
  if (shared !== known) shards.set(key, shared);
  return profile.extensions.map((name) => {
    const kept = shared.made.get(name);
    if (kept) return kept;
    const made = EXTENSION_BUILDERS[name](request, profile);
    if (!SHARED.has(name)) return made;
    const encoded = { ...made, encoded: encodeExtension(made) };
    shared.made.set(name, encoded);
    return encoded;
  });
}

function sameUrls(left: CertificateUrls, right: CertificateUrls): boolean {
  return (
    left.crl === right.crl &&
    left.ocsp === right.ocsp &&
    left.caIssuers === right.caIssuers &&
    left.cps === right.cps
  );
}

type ExtensionBuilder = (request: EndEntityRequest, profile: EndEntityProfile) => Extension;

const EXTENSION_BUILDERS: Readonly<Record<ExtensionName, ExtensionBuilder>> = {
  authorityKeyIdentifier: ({ issuer }) => write.authorityKeyIdentifier(issuer.keyIdentifier),
  subjectKeyIdentifier: ({ publicKey }) => write.subjectKeyIdentifier(keyIdentifier(publicKey)),
  keyUsage: (_, profile) => write.keyUsage(profile.keyUsage),
  extendedKeyUsage: (_, { extendedKeyUsage }) =>
    write.extendedKeyUsage(extendedKeyUsage?.usages ?? [], extendedKeyUsage?.critical ?? false),
  certificatePolicies: ({ urls }, profile) => write.certificatePolicies(profile.policy, urls.cps),
  subjectAltName: ({ person, profile, kind }) => {
    if (!person) throw new PkiError('profile-violation', `${kind}: person missing`);
    return write.personAltName(person, profileOf(profile).personOids);
  },
  issuerAltName: ({ issuer }) => {
    const ca = issuer.profile.ca[issuer.kind];
    return write.directoryAltName('issuer', ca.alternativeName ?? ca.name);
  },
  crlDistributionPoints: (request, profile) => {
    const directory = profile.crlDirectoryName ? [directoryName(crlDirectoryName(request))] : [];
    return write.crlDistributionPoint([...directory, uriName(request.urls.crl)]);
  },
  authorityInfoAccess: ({ urls }) => write.authorityInfoAccess(urls.ocsp, urls.caIssuers),
  ocspNoCheck: () => write.ocspNoCheck(),
};

/** domain.md §6.2 puts the CRL under the CA's DN; here the shard takes the place of the municipality. */
function crlDirectoryName({ issuer, urls }: EndEntityRequest): readonly NameAttribute[] {
  const shard = urls.crl.replace(/^.*\//, '').replace(/\.crl$/, '');
  return [
    ...issuer.profile.ca[issuer.kind].name.slice(0, 3),
    { type: 'OU', value: 'CRL Distribution Points' },
    { type: 'CN', value: `${shard} CRLDP` },
  ];
}
