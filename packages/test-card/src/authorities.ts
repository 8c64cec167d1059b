import { randomBytes } from 'node:crypto';
import { chipPublicKeyFromSpki } from '@mibun/card';
import {
  type CaInfo,
  type CustodyAlgorithm,
  caGeneration,
  caInfo,
  createCaCertificate,
  ecdsaPair,
  newSerial,
  type ProfileId,
} from '@mibun/pki';
import { type FileSigner, fileSignerKeyId } from '@mibun/reader';
import { type AuthorityKeys, memoryKeys } from './keys.ts';

/** The three that a card leads back to (domain.md §6.1). */
export const AUTHORITY_KINDS = ['signature', 'authentication', 'card-face'] as const;
export type AuthorityKind = (typeof AUTHORITY_KINDS)[number];

/** One throw-away CA. */
export interface TestAuthority {
  readonly info: CaInfo;
  sign(tbs: Uint8Array): Promise<Uint8Array>;
}

/** A hierarchy that nobody trusts except those who are given its certificates. */
export interface TestAuthorities {
  readonly profile: ProfileId;
  readonly signature: TestAuthority;
  readonly authentication: TestAuthority;
  /** Issues no X.509: `sign` is for the files of the chip. */
  readonly cardFace: Pick<TestAuthority, 'info'> & FileSigner;
}

/** The CA certificates, DER: what a verifier needs. */
export type AuthorityCertificates = Readonly<Record<AuthorityKind, Uint8Array>>;

export interface AuthorityOptions {
  /** Layout of certificates; 'mibun' unless told otherwise. */
  readonly profile?: ProfileId | undefined;
  /** 1: RSA-2048, for cards of generation 1; 2: P-384, for those of generation 2 (pki.md §1). Default 1. */
  readonly generation?: 1 | 2 | undefined;
  /** Default: keys that end with the process. */
  readonly keys?: AuthorityKeys | undefined;
  /** The CAs are valid from the beginning of this instant's year, as long as their generation allows. */
  readonly at: Date;
}

const label = (kind: AuthorityKind): string => `test-ca/${kind}`;

/** Makes three new CAs. Keep `certificatesOf` what it returns to open them again. */
export async function makeTestAuthorities(options: AuthorityOptions): Promise<TestAuthorities> {
  const { profile = 'mibun', generation = 1, at, keys = memoryKeys() } = options;
  const year = at.getUTCFullYear();
  const make = async (kind: AuthorityKind): Promise<Uint8Array> => {
    const { keySpec, algorithm, maxYears } = caGeneration(profile, kind, generation);
    return createCaCertificate({
      profile,
      kind,
      generation,
      publicKey: await keys.create(label(kind), keySpec),
      notBefore: new Date(Date.UTC(year, 0, 1)),
      notAfter: new Date(Date.UTC(year + maxYears - 1, 11, 31, 14, 59, 59)),
      serial: newSerial((length) => randomBytes(length)),
      sign: (tbs) => keys.sign(label(kind), algorithm, tbs),
    });
  };
  const certificates = {
    signature: await make('signature'),
    authentication: await make('authentication'),
    'card-face': await make('card-face'),
  };
  return openTestAuthorities({ profile, keys, certificates });
}

/** Authorities made earlier, from their certificates and the custody of their keys. */
export function openTestAuthorities(stored: {
  readonly profile: ProfileId;
  readonly keys: AuthorityKeys;
  readonly certificates: AuthorityCertificates;
}): TestAuthorities {
  const { profile, keys, certificates } = stored;
  const authority = (kind: AuthorityKind): TestAuthority => {
    const info = caInfo(certificates[kind]);
    return { info, sign: (tbs) => keys.sign(label(kind), info.algorithm, tbs) };
  };
  return {
    profile,
    signature: authority('signature'),
    authentication: authority('authentication'),
    cardFace: cardFaceOf(caInfo(certificates['card-face']), keys),
  };
}

function cardFaceOf(info: CaInfo, keys: AuthorityKeys): TestAuthorities['cardFace'] {
  const publicKey = chipPublicKeyFromSpki(info.certificate.spki);
  const sign = (algorithm: CustodyAlgorithm, payload: Uint8Array) =>
    keys.sign(label('card-face'), algorithm, payload);
  if ('modulus' in publicKey) {
    return {
      info,
      publicKey,
      keyId: fileSignerKeyId(1),
      sign: (payload) => sign('sha256WithRSA', payload),
      signDigestInfo: (digestInfo) => sign('rsaPkcs1', digestInfo),
    };
  }
  const signEcdsa = async (payload: Uint8Array) => ecdsaPair(await sign('sha384WithECDSA', payload));
  return { info, publicKey, keyId: fileSignerKeyId(2), sign: signEcdsa, signDigestInfo: signEcdsa };
}

/** What a verifier of these cards pins, DER. */
export function certificatesOf(authorities: TestAuthorities): AuthorityCertificates {
  const { signature, authentication, cardFace } = authorities;
  return {
    signature: signature.info.certificate.der,
    authentication: authentication.info.certificate.der,
    'card-face': cardFace.info.certificate.der,
  };
}

const shared = new Map<string, Promise<TestAuthorities>>();

/** Authorities that all cards of this process share, so that making a card does not make three more keys. */
export function sharedTestAuthorities(
  profile: ProfileId,
  generation: 1 | 2,
  at: Date,
): Promise<TestAuthorities> {
  const key = `${profile} ${generation} ${at.getUTCFullYear()}`;
  const made = shared.get(key) ?? makeTestAuthorities({ profile, generation, at });
  shared.set(key, made);
  return made;
}
