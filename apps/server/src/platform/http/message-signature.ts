import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/**
 * HTTP Message Signatures (RFC 9421) in one fixed profile: one signature over `@method`, `@authority`, `@path`, `@query`
 * and, where they are there, `authorization` and `content-digest` (RFC 9530, sha-256); parameters `created`, `nonce`,
 * `keyid`, `alg` and `tag`. The tag says what the signer is, so that a signature made as one is worth nothing as another.
 */
export type SignatureTag = 'mibun-verifier' | 'mibun-device';
const COMPONENTS = ['@method', '@authority', '@path', '@query', 'authorization', 'content-digest'] as const;
type Component = (typeof COMPONENTS)[number];
/** What only some requests have. */
const OPTIONAL: readonly Component[] = ['authorization', 'content-digest'];

/** The algorithms of RFC 9421 §3.3 that are taken, with how Node makes them. */
const ALGORITHMS = {
  'ecdsa-p256-sha256': { digest: 'sha256', type: 'ec', curve: 'prime256v1' },
  'ecdsa-p384-sha384': { digest: 'sha384', type: 'ec', curve: 'secp384r1' },
  ed25519: { digest: null, type: 'ed25519', curve: undefined },
} as const;
export type SignatureAlgorithm = keyof typeof ALGORITHMS;

/** What of a request is signed. */
export interface SignedRequest {
  readonly method: string;
  /** Host and port as in the address, lower case, without the scheme's own port. */
  readonly authority: string;
  /** Path as on the wire. */
  readonly path: string;
  /** With its question mark; `?` alone when there is none (RFC 9421 §2.2.7). */
  readonly query: string;
  /** The field value of Authorization: whose session the request acts in; undefined without one. */
  readonly authorization?: string;
  /** The field value of Content-Digest; undefined without a body. */
  readonly contentDigest?: string;
}

/** A Signature-Input and Signature pair as it stands, unverified. */
export interface MessageSignature {
  readonly components: readonly Component[];
  /** The value of `@signature-params`, as it was signed. */
  readonly parameters: string;
  readonly created: Date;
  readonly nonce: string;
  readonly keyId: string;
  readonly algorithm: SignatureAlgorithm;
  readonly signature: Uint8Array;
}

const INPUT =
  /^([a-z][a-z0-9_-]{0,30})=(\(("[a-z@-]+"(?: "[a-z@-]+")*)\);created=(\d{1,12});nonce="([\w.~-]{16,100})";keyid="([\w-]{43})";alg="([a-z0-9-]+)";tag="([a-z-]+)")$/;

/** Reads the two fields; undefined for anything but this profile in the canonical form of RFC 8941 §4.1. */
export function readMessageSignature(
  input: unknown,
  signature: unknown,
  tagWanted: SignatureTag,
): MessageSignature | undefined {
  if (typeof input !== 'string' || typeof signature !== 'string' || input.length > 1_000) return undefined;
  const match = INPUT.exec(input);
  if (!match) return undefined;
  const [, label = '', parameters = '', list = '', created, nonce = '', keyId = '', alg = '', tag] = match;
  const components = list.split(' ').map((name) => name.slice(1, -1));
  const value = new RegExp(`^${label}=:([A-Za-z0-9+/]{80,140}={0,2}):$`).exec(signature)?.[1];
  if (!value || tag !== tagWanted || !Object.hasOwn(ALGORITHMS, alg)) return undefined;
  const known = components.filter((name): name is Component => COMPONENTS.some((one) => one === name));
  if (known.length !== components.length || new Set(known).size !== known.length) return undefined;
  return {
    components: known,
    parameters,
    created: new Date(Number(created) * 1000),
    nonce,
    keyId,
    algorithm: alg as SignatureAlgorithm,
    signature: Buffer.from(value, 'base64'),
  };
}

/** Whether everything that decides what a request does is under the signature. */
export function coversRequest({ components }: MessageSignature, request: SignedRequest): boolean {
  const values = valuesOf(request);
  return COMPONENTS.every(
    (name) => components.includes(name) || (OPTIONAL.includes(name) && values[name] === undefined),
  );
}

function valuesOf(request: SignedRequest): Readonly<Record<Component, string | undefined>> {
  return {
    '@method': request.method,
    '@authority': request.authority,
    '@path': request.path,
    '@query': request.query,
    authorization: request.authorization,
    'content-digest': request.contentDigest,
  };
}

/** RFC 9421 §2.5; undefined when a component is not there. */
function signatureBase(
  request: SignedRequest,
  components: readonly Component[],
  parameters: string,
): string | undefined {
  const values = valuesOf(request);
  if (components.some((name) => values[name] === undefined)) return undefined;
  const lines = components.map((name) => `"${name}": ${values[name]}`);
  return [...lines, `"@signature-params": ${parameters}`].join('\n');
}

/** Whether this key made this signature over this request. */
export function verifyMessageSignature(
  message: MessageSignature,
  request: SignedRequest,
  jwk: Readonly<Record<string, unknown>>,
): boolean {
  const base = signatureBase(request, message.components, message.parameters);
  if (base === undefined) return false;
  const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
  if (algorithmOf(key) !== message.algorithm) return false;
  const { digest } = ALGORITHMS[message.algorithm];
  return verify(digest, Buffer.from(base), { key, dsaEncoding: 'ieee-p1363' }, message.signature);
}

/** The one algorithm that goes with a key; undefined for a key that is not taken. */
export function algorithmOf(key: KeyObject): SignatureAlgorithm | undefined {
  const names = Object.keys(ALGORITHMS) as SignatureAlgorithm[];
  return names.find((name) => {
    const { type, curve } = ALGORITHMS[name];
    return key.asymmetricKeyType === type && key.asymmetricKeyDetails?.namedCurve === curve;
  });
}

/** RFC 7638: SHA-256 over the members that make the key, in the order of their names. */
export function keyThumbprint(jwk: Readonly<Record<string, unknown>>): string {
  const { crv, kty, x, y } = jwk;
  const members = kty === 'EC' ? { crv, kty, x, y } : { crv, kty, x };
  return createHash('sha256').update(JSON.stringify(members)).digest('base64url');
}

/** A public key of a kind that is taken, and nothing more: a private one has no business here. */
export function isSigningKey(jwk: Readonly<Record<string, unknown>>): boolean {
  if ('d' in jwk) return false;
  try {
    return algorithmOf(createPublicKey({ key: { ...jwk }, format: 'jwk' })) !== undefined;
  } catch {
    return false;
  }
}

/** Content-Digest of a body (RFC 9530). */
export function contentDigestOf(body: Uint8Array): string {
  return `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
}

/**
 * The client's side: the header fields that sign a request.
 *
 * @example
 * const headers = signRequest({ method: 'POST', url, body, created: new Date(), nonce, keyId, key });
 */
export function signRequest(request: {
  readonly method: string;
  readonly url: string;
  readonly body?: Uint8Array;
  /** The field value that is sent beside it. */
  readonly authorization?: string;
  readonly tag?: SignatureTag;
  readonly created: Date;
  /** 16 to 100 characters of `A-Za-z0-9_.~-`, never used before. */
  readonly nonce: string;
  /** RFC 7638 thumbprint of the public key. */
  readonly keyId: string;
  /** Private key. */
  readonly key: KeyObject;
}): Readonly<Record<string, string>> {
  const { method, body, authorization, created, nonce, keyId, key, tag = 'mibun-verifier' } = request;
  const algorithm = algorithmOf(key);
  if (!algorithm) throw new RangeError('not a key for signing requests');
  const url = new URL(request.url);
  const contentDigest = body && body.length > 0 ? contentDigestOf(body) : undefined;
  const signed: SignedRequest = {
    method,
    authority: url.host,
    path: url.pathname,
    query: url.search || '?',
    ...(authorization && { authorization }),
    ...(contentDigest && { contentDigest }),
  };
  const present = valuesOf(signed);
  const components = COMPONENTS.filter((name) => present[name] !== undefined);
  const seconds = Math.floor(created.getTime() / 1000);
  const list = components.map((name) => `"${name}"`).join(' ');
  const parameters = `(${list});created=${seconds};nonce="${nonce}";keyid="${keyId}";alg="${algorithm}";tag="${tag}"`;
  const base = signatureBase(signed, components, parameters);
  const { digest } = ALGORITHMS[algorithm];
  const signature = sign(digest, Buffer.from(base ?? ''), { key, dsaEncoding: 'ieee-p1363' });
  return {
    'signature-input': `sig=${parameters}`,
    signature: `sig=:${signature.toString('base64')}:`,
    ...(contentDigest && { 'content-digest': contentDigest }),
  };
}
