import type { IncomingMessage } from 'node:http';
import type { OcspRequestSignature } from '@mibun/pki';
import type { Platform } from '../../platform/index.ts';
import type { AuthorityKind } from '../certificates/index.ts';

/** What somebody wants to know, and of which CA. */
export interface StatusNeed {
  readonly kind: AuthorityKind;
  readonly need: 'ocsp' | 'crl' | 'feed';
  /** Of a POST: the octets that were sent, for a signature over the whole HTTP request. */
  readonly body?: Uint8Array;
  /** Of a signed OCSP request; not verified yet. */
  readonly signature?: OcspRequestSignature;
}

export interface StatusVerifier {
  readonly id: string;
  /** Registered for answers that repeat the nonce (pki.md §4). */
  readonly nonce: boolean;
  /** Told after an OCSP answer: the serials asked about, so that each resident sees the trace (VAR-05). Returns at once. */
  answered?(serials: readonly string[]): void;
}

/**
 * `no`: nobody whom we know, or not for this. `later`: the quota or rate is used up. Without `verifier` it is somebody to
 * whom everybody's answer is given.
 */
export type Accreditation = 'no' | 'later' | { readonly verifier?: StatusVerifier };

/**
 * Who asks, judged by the connection (mutual TLS), the headers or the signature of an OCSP request (VAR-05). It is
 * asked once for each request, before anything else is done for it, so that it can count and refuse; for an OCSP
 * request that is signed and was refused by the connection, once more with the signature. `request.url` and the
 * socket are the client's, the body is not to be read.
 */
export type Accredited = (
  request: IncomingMessage,
  asked: StatusNeed,
) => Accreditation | Promise<Accreditation>;

const EVERYBODY: Accreditation = {};

/**
 * The rule of VAR-01 around the registry of verifiers: the institution CA is public; the resident CAs answer
 * accredited clients in production, and everybody in demo mode, where accredited ones still get what is theirs alone.
 */
export function gatekeeper(platform: Platform, accredited: Accredited | undefined): Accredited {
  const stranger: Accreditation = platform.config.mode === 'demo' ? EVERYBODY : 'no';
  const orStranger = (found: Accreditation) => (found === 'no' ? stranger : found);
  return (request, asked) => {
    if (asked.kind === 'institution') return EVERYBODY;
    if (!accredited) return stranger;
    const found = accredited(request, asked);
    return found instanceof Promise ? found.then(orStranger) : orStranger(found);
  };
}
