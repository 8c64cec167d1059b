import { X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import { type Http, keyThumbprint, type Platform, signedRequestsOn, type Tx } from '../../platform/index.ts';
import type { Verifier } from './api.ts';
import { certificateHandle, keyHandle } from './handles.ts';
import type { Registry } from './registry.ts';

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
  forgetNonces(tx: Tx): Promise<void>;
}

const REFUSED: Identified = { who: 'refused' };
const STRANGER: Identified = { who: 'stranger' };

/** Mutual TLS with a pinned certificate, or a request signed by a registered key (VAR-05). */
export function authenticationOn(platform: Platform, registry: Registry): Authentication {
  const { clock } = platform;
  const signatures = signedRequestsOn(platform, 'mibun-verifier');

  async function byCertificate(der: Uint8Array): Promise<Identified> {
    const { validFromDate, validToDate } = new X509Certificate(der);
    const now = clock.now();
    if (now < validFromDate || now > validToDate) return REFUSED;
    const verifier = await registry.byHandle(certificateHandle(der));
    return verifier ? { who: 'verifier', verifier } : REFUSED;
  }

  async function bySignature(request: IncomingMessage, body: Uint8Array | undefined): Promise<Identified> {
    let verifier: Verifier | undefined;
    const verdict = await signatures.check(
      request,
      async (keyId) => {
        verifier = await registry.byHandle(keyHandle(keyId));
        return verifier?.keys.find((key) => keyThumbprint(key) === keyId);
      },
      body,
    );
    return verdict.ok && verifier ? { who: 'verifier', verifier } : REFUSED;
  }

  return {
    identify(request, body) {
      const der = peerCertificate(request);
      if (der) return byCertificate(der);
      return signatures.isSigned(request) ? bySignature(request, body) : STRANGER;
    },
    watchBodies: signatures.watchBodies,
    forgetNonces: signatures.forget,
  };
}

/** The certificate with which the other side of this very connection has proved its key. Never taken from a header. */
function peerCertificate({ socket }: IncomingMessage): Uint8Array | undefined {
  if (!(socket instanceof TLSSocket)) return undefined;
  const der: Buffer | undefined = socket.getPeerCertificate().raw;
  return der && der.length > 0 ? der : undefined;
}
