import { algorithmForKey, type SignatureAlgorithm } from './algorithms.ts';
import { type Certificate, readCertificate } from './certificate/read.ts';
import { DerReader, readInteger } from './der/read.ts';
import { equalBytes, sequence, unsignedInteger } from './der/write.ts';
import { PkiError, type PkiErrorCode } from './errors.ts';
import { isInForce, whyNotDelegated } from './ocsp/delegation.ts';
import { keySpecOf } from './spki.ts';
import type { Signer } from './types.ts';
import { verifySignature, verifySignedBy } from './verify/signature.ts';

/** What a statement is: `typ` keeps one kind from being taken for another, though one key signs them all. */
export interface StatementKind {
  readonly typ: string;
  readonly malformed: PkiErrorCode;
  readonly forged: PkiErrorCode;
}

/** RFC 7518 §3.1. */
const JWS_ALGORITHMS: Readonly<Record<SignatureAlgorithm, string>> = {
  sha256WithRSA: 'RS256',
  sha384WithECDSA: 'ES384',
};
const P384_OCTETS = 48;
const BASE64URL = /^[A-Za-z0-9_-]+$/;
const MAX_CHARACTERS = 16_384;

/**
 * A compact JWS (RFC 7515) with the responder's certificate in `x5c`, by the key to which a CA has delegated its status
 * answers: a verifier needs nothing but the root that it has pinned anyway.
 */
export async function signDelegated(
  { typ }: StatementKind,
  payload: object,
  responder: Certificate,
  sign: Signer,
): Promise<string> {
  const algorithm = algorithmOf(responder);
  if (!algorithm) throw new PkiError('key-kind', 'responder with a key of another type');
  const x5c = [Buffer.from(responder.der).toString('base64')];
  const input = `${encode({ alg: JWS_ALGORITHMS[algorithm], typ, x5c })}.${encode(payload)}`;
  const signature = await sign(Buffer.from(input));
  const raw = algorithm === 'sha384WithECDSA' ? rawEcdsa(signature) : signature;
  return `${input}.${Buffer.from(raw).toString('base64url')}`;
}

/** The payload, verified at `at` against the pinned roots of the CA. Throws the two codes of its kind. */
export function verifyDelegated(
  kind: StatementKind,
  token: string,
  roots: readonly Certificate[],
  at: Date,
): Record<string, unknown> {
  const malformed = (detail: string, cause?: unknown) =>
    new PkiError(kind.malformed, `${kind.typ}: ${detail}`, { cause });
  if (token.length > MAX_CHARACTERS) throw malformed('too large');
  const [head = '', body = '', signature = '', ...more] = token.split('.');
  if (more.length > 0) throw malformed('not a compact JWS');
  const header = decode(head);
  if (header?.typ !== kind.typ || !Array.isArray(header.x5c) || typeof header.x5c[0] !== 'string') {
    throw malformed('header of another kind');
  }
  // RFC 7515 §4.1.11: what must be understood, and is not
  if ('crit' in header) throw malformed('critical header parameters');
  const responder = readResponder(header.x5c[0]);
  if (responder instanceof PkiError) throw malformed('certificate of the responder', responder);
  const algorithm = algorithmOf(responder);
  if (!algorithm) throw malformed('responder with a key of another type');
  if (header.alg !== JWS_ALGORITHMS[algorithm]) throw malformed('algorithm does not go with the key');
  const problem = whyNotByResponder(responder, roots, at);
  if (problem) throw new PkiError(kind.forged, problem);
  if (![head, body, signature].every((part) => BASE64URL.test(part))) throw malformed('not base64url');
  const raw = Buffer.from(signature, 'base64url');
  if (algorithm === 'sha384WithECDSA' && raw.length !== 2 * P384_OCTETS) {
    throw new PkiError(kind.forged, 'signature of another length');
  }
  const encoded = algorithm === 'sha384WithECDSA' ? derEcdsa(raw) : raw;
  if (!verifySignature(responder.spki, algorithm, Buffer.from(`${head}.${body}`), encoded)) {
    throw new PkiError(kind.forged, 'signature does not fit');
  }
  const payload = decode(body);
  if (!payload) throw malformed('no JSON object');
  return payload;
}

/** RFC 6960 §4.2.2.2, as for OCSP answers: delegated by the CA itself, in force, and needing no status of its own. */
function whyNotByResponder(
  responder: Certificate,
  roots: readonly Certificate[],
  at: Date,
): string | undefined {
  const root = roots.find(
    (one) => equalBytes(responder.issuerDer, one.subjectDer) && verifySignedBy(responder, one),
  );
  if (!root) return 'not delegated by a pinned root';
  const problem = whyNotDelegated(responder, root);
  if (problem) return problem;
  return isInForce(responder, at) ? undefined : 'certificate of the responder is not in force';
}

function readResponder(base64: string): Certificate | PkiError {
  try {
    return readCertificate(Buffer.from(base64, 'base64'));
  } catch (error) {
    if (error instanceof PkiError) return error;
    throw error;
  }
}

function algorithmOf({ spki }: Certificate): SignatureAlgorithm | undefined {
  const spec = keySpecOf(spki);
  return spec && algorithmForKey(spec);
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function decode(base64url: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(base64url, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** RFC 7518 §3.4: r and s one after another, where X.509 has a SEQUENCE. */
function rawEcdsa(signature: Uint8Array): Uint8Array {
  const fields = DerReader.sequence(signature);
  return Buffer.concat(
    [readInteger(fields.next()), readInteger(fields.next())].map((value) =>
      Buffer.from(value.toString(16).padStart(2 * P384_OCTETS, '0'), 'hex'),
    ),
  );
}

function derEcdsa(raw: Uint8Array): Uint8Array {
  return sequence(unsignedInteger(raw.subarray(0, P384_OCTETS)), unsignedInteger(raw.subarray(P384_OCTETS)));
}
