import { createHash, type Hash, X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Transform } from 'node:stream';
import { TLSSocket } from 'node:tls';
import type { Http, Platform } from '../platform/index.ts';
import type { Verifier } from './api.ts';
import { certificateHandle, keyHandle, keyThumbprint } from './handles.ts';
import {
  coversRequest,
  readMessageSignature,
  type SignedRequest,
  verifyMessageSignature,
} from './http-signature.ts';
import type { Registry } from './registry.ts';
import { takeNonce } from './store.ts';

/** How far `created` may be from our clock; a nonce is remembered for twice as long. */
const WINDOW_MS = 60_000;

/** Who sends a request. `stranger`: no credential at all; `refused`: one that is not to be believed. */
export type Identified =
  | { readonly who: 'verifier'; readonly verifier: Verifier }
  | { readonly who: 'stranger' }
  | { readonly who: 'refused' };

export interface Authentication {
  /** `body`: what was sent, when somebody else than the framework has read it. */
  identify(request: IncomingMessage, body?: Uint8Array): Identified | Promise<Identified>;
  /** Has the digest of signed bodies taken while they are read. */
  watchBodies(app: Http): void;
}

const REFUSED: Identified = { who: 'refused' };
const STRANGER: Identified = { who: 'stranger' };

/** Mutual TLS with a pinned certificate, or a request signed by a registered key (VAR-05). */
export function authenticationOn(platform: Platform, registry: Registry): Authentication {
  const { clock, config, database } = platform;
  const authority = new URL(config.origins.server).host;
  const digests = new WeakMap<object, Hash>();

  async function byCertificate(der: Uint8Array): Promise<Identified> {
    const { validFromDate, validToDate } = new X509Certificate(der);
    const now = clock.now();
    if (now < validFromDate || now > validToDate) return REFUSED;
    const verifier = await registry.byHandle(certificateHandle(der));
    return verifier ? { who: 'verifier', verifier } : REFUSED;
  }

  function digestOf(request: IncomingMessage, body: Uint8Array | undefined): string | undefined {
    if (body) return createHash('sha256').update(body).digest('base64');
    // A copy: a digest can be taken only once.
    return digests.get(request)?.copy().digest('base64');
  }

  function signedPart(request: IncomingMessage, body: Uint8Array | undefined): SignedRequest | undefined {
    const [path = '', query] = (request.url ?? '').split(/\?(.*)/s, 2);
    const header = request.headers['content-digest'];
    const digest = digestOf(request, body);
    if (digest !== undefined && header !== `sha-256=:${digest}:`) return undefined;
    return {
      method: request.method ?? '',
      authority,
      path,
      query: query === undefined ? '?' : `?${query}`,
      ...(digest !== undefined && { contentDigest: `sha-256=:${digest}:` }),
    };
  }

  async function bySignature(request: IncomingMessage, body: Uint8Array | undefined): Promise<Identified> {
    const message = readMessageSignature(request.headers['signature-input'], request.headers.signature);
    const signed = signedPart(request, body);
    if (!message || !signed || !coversRequest(message, signed)) return REFUSED;
    const age = clock.now().getTime() - message.created.getTime();
    if (Math.abs(age) > WINDOW_MS) return REFUSED;
    const verifier = await registry.byHandle(keyHandle(message.keyId));
    const jwk = verifier?.keys.find((key) => keyThumbprint(key) === message.keyId);
    if (!verifier || !jwk || !verifyMessageSignature(message, signed, jwk)) return REFUSED;
    const forgetAt = new Date(message.created.getTime() + 2 * WINDOW_MS);
    const fresh = await database.transaction((tx) => takeNonce(tx, message.keyId, message.nonce, forgetAt));
    return fresh ? { who: 'verifier', verifier } : REFUSED;
  }

  return {
    identify(request, body) {
      const der = peerCertificate(request);
      if (der) return byCertificate(der);
      const signed = 'signature-input' in request.headers || 'signature' in request.headers;
      return signed ? bySignature(request, body) : STRANGER;
    },

    watchBodies(app) {
      app.addHook('preParsing', async (request, _reply, payload) => {
        const { headers, raw } = request;
        const hasBody = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
        if (!('signature-input' in headers) || !hasBody || headers['content-length'] === '0') return payload;
        const hash = createHash('sha256');
        digests.set(raw, hash);
        const tee = Object.assign(
          new Transform({
            transform(chunk: Buffer, _encoding, done) {
              hash.update(chunk);
              tee.receivedEncodedLength += chunk.length;
              done(null, chunk);
            },
          }),
          { receivedEncodedLength: 0 },
        );
        payload.on('error', (error) => tee.destroy(error));
        return payload.pipe(tee);
      });
    },
  };
}

/** The certificate with which the other side of this very connection has proved its key. Never taken from a header. */
function peerCertificate({ socket }: IncomingMessage): Uint8Array | undefined {
  if (!(socket instanceof TLSSocket)) return undefined;
  const der: Buffer | undefined = socket.getPeerCertificate().raw;
  return der && der.length > 0 ? der : undefined;
}
