import { createHash } from 'node:crypto';
import type { Certificate } from '../certificate/read.ts';
import { type StatementKind, signDelegated, verifyDelegated } from '../delegated-jws.ts';
import { PkiError } from '../errors.ts';
import type { Signer } from '../types.ts';

/** A question of an accredited verifier, as it is repeated under the signature of its answer. */
export interface VerifierQuestion {
  readonly verifierId: string;
  readonly about: 'link' | 'attributes';
  readonly serviceId: string;
  /** DER of the certificate that was asked about. */
  readonly certificate: Uint8Array;
}

export interface VerifierAnswer {
  /** The installation that answers: its origin. */
  readonly issuer: string;
  /** To the second. */
  readonly at: Date;
  readonly answer: Readonly<Record<string, unknown>>;
}

const STATEMENT: StatementKind = {
  typ: 'mibun-verifier-answer',
  malformed: 'answer-malformed',
  forged: 'answer-forged',
};
/** An answer is of the moment; clocks may differ by this much. */
const MAX_AGE_MS = 5 * 60_000;

/**
 * An answer as a compact JWS (domain.md VAR-05) by the status responder of the institution CA. The question stands in it,
 * so that it answers no other one, for no other verifier.
 */
export async function signVerifierAnswer(
  question: VerifierQuestion,
  { issuer, at, answer }: VerifierAnswer,
  responder: Certificate,
  sign: Signer,
): Promise<string> {
  const payload = { iss: issuer, iat: Math.floor(at.getTime() / 1000), ...claimsOf(question), answer };
  return signDelegated(STATEMENT, payload, responder, sign);
}

/**
 * What was answered to `question`, verified against the pinned roots of the institution CA. `at` is when it was received.
 * Throws `answer-malformed`, `answer-forged`, `answer-other` (to another question or verifier) and `answer-stale`.
 */
export function verifyVerifierAnswer(
  statement: string,
  question: VerifierQuestion,
  roots: readonly Certificate[],
  at: Date,
): VerifierAnswer {
  const claims = verifyDelegated(STATEMENT, statement, roots, at);
  const { iss, iat, answer } = claims;
  const readable =
    typeof iss === 'string' &&
    typeof iat === 'number' &&
    Number.isSafeInteger(iat) &&
    typeof answer === 'object' &&
    answer !== null;
  if (!readable) throw new PkiError('answer-malformed', 'payload of another kind');
  const other = Object.entries(claimsOf(question)).find(([claim, value]) => claims[claim] !== value);
  if (other) throw new PkiError('answer-other', `the ${other[0]} is another one`);
  const answeredAt = new Date(iat * 1000);
  if (Math.abs(at.getTime() - answeredAt.getTime()) > MAX_AGE_MS) {
    throw new PkiError('answer-stale', `answered at ${answeredAt.toISOString()}`);
  }
  return { issuer: iss, at: answeredAt, answer: answer as Record<string, unknown> };
}

function claimsOf({ verifierId, about, serviceId, certificate }: VerifierQuestion) {
  return {
    aud: verifierId,
    about,
    service: serviceId,
    // RFC 7515 §4.1.8
    'x5t#S256': createHash('sha256').update(certificate).digest('base64url'),
  };
}
