import { createHash, type Hash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Transform } from 'node:stream';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { internal } from '../database/constraints.ts';
import { type Database, type Tx, tables } from '../database/database.ts';
import type { Migration } from '../database/migrate.ts';
import { dictionaryMember } from './headers.ts';
import {
  coversRequest,
  readMessageSignature,
  type SignatureTag,
  type SignedRequest,
  verifyMessageSignature,
} from './message-signature.ts';
import type { Http } from './server.ts';

/** How far `created` may be from our clock; a nonce is remembered for twice as long. */
const WINDOW_MS = 60_000;

type NonceTables = { requestNonces: { keyId: string; nonce: string; expiresAt: Date } };

export const signedRequestMigrations: readonly Migration[] = [
  {
    name: '0009_request_nonces',
    statements: [
      `create table request_nonces (
         key_id text not null, nonce text not null, expires_at timestamptz not null,
         primary key (key_id, nonce))`,
      'create index request_nonces_by_end on request_nonces (expires_at)',
    ],
    constraints: { request_nonces_pkey: internal('the statement leaves the row that is there alone') },
  },
];

/** Why a signature is not believed. `clock` and `replayed` are said only of a signature that is otherwise right. */
export type SignatureFault = 'unreadable' | 'not-covered' | 'unknown-key' | 'wrong' | 'clock' | 'replayed';
export type SignatureVerdict =
  | { readonly ok: true; readonly keyId: string }
  | { readonly ok: false; readonly fault: SignatureFault };

export interface SignedRequests {
  /** Whether the request carries a signature at all, good or bad. */
  isSigned(request: IncomingMessage): boolean;
  /**
   * Whether the key that the request names has signed it, now and for the first time. `keyOf` answers the public key
   * (JWK) of a key id; `body` is what was sent, when somebody else than the framework has read it.
   */
  check(
    request: IncomingMessage,
    keyOf: (keyId: string) => Promise<Readonly<Record<string, unknown>> | undefined>,
    body?: Uint8Array,
  ): Promise<SignatureVerdict>;
  /** Has the digest of signed bodies taken while they are read. */
  watchBodies(app: Http): void;
  /** Throws away the nonces that no signature can use any more. */
  forget(tx: Tx): Promise<void>;
}

/** One request is parsed once, whoever asks about its body: the digests are shared by all who check signatures. */
const digests = new WeakMap<IncomingMessage, Hash>();
const watched = new WeakSet<object>();

/** Requests signed with a registered key (RFC 9421): the only thing that a claim of a device or company rests on. */
export function signedRequestsOn(
  { clock, config, database }: { clock: Clock; config: Config; database: Database },
  tag: SignatureTag,
): SignedRequests {
  const authority = new URL(config.origins.server).host;

  function digestOf(request: IncomingMessage, body: Uint8Array | undefined): string | undefined {
    if (body) return createHash('sha256').update(body).digest('base64');
    // A copy: a digest can be taken only once.
    return digests.get(request)?.copy().digest('base64');
  }

  function signedPart(request: IncomingMessage, body: Uint8Array | undefined): SignedRequest | undefined {
    const [path = '', query] = (request.url ?? '').split(/\?(.*)/s, 2);
    const sent = request.headers['content-digest'];
    const header = Array.isArray(sent) ? sent.join(', ') : sent;
    const digest = digestOf(request, body);
    // A body that nobody has hashed is not signed, whatever the signature covers.
    if (digest === undefined && hasBody(request)) return undefined;
    if (digest !== undefined && dictionaryMember(header, 'sha-256') !== `:${digest}:`) return undefined;
    const { authorization } = request.headers;
    return {
      method: request.method ?? '',
      authority,
      path,
      query: query === undefined ? '?' : `?${query}`,
      ...(authorization !== undefined && { authorization }),
      // The field is signed as it was sent; it may name the digest by further algorithms (RFC 9530).
      ...(header !== undefined && digest !== undefined && { contentDigest: header }),
    };
  }

  const fault = (what: SignatureFault): SignatureVerdict => ({ ok: false, fault: what });

  return {
    isSigned: ({ headers }) => 'signature-input' in headers || 'signature' in headers,

    async check(request, keyOf, body) {
      const message = readMessageSignature(
        request.headers['signature-input'],
        request.headers.signature,
        tag,
      );
      if (!message) return fault('unreadable');
      const signed = signedPart(request, body);
      if (!signed || !coversRequest(message, signed)) return fault('not-covered');
      const jwk = await keyOf(message.keyId);
      if (!jwk) return fault('unknown-key');
      if (!verifyMessageSignature(message, signed, jwk)) return fault('wrong');
      const age = clock.now().getTime() - message.created.getTime();
      if (Math.abs(age) > WINDOW_MS) return fault('clock');
      const expiresAt = new Date(message.created.getTime() + 2 * WINDOW_MS);
      const fresh = await database.transaction((tx) =>
        takeNonce(tx, { keyId: message.keyId, nonce: message.nonce, expiresAt }),
      );
      return fresh ? { ok: true, keyId: message.keyId } : fault('replayed');
    },

    watchBodies(app) {
      if (watched.has(app)) return;
      watched.add(app);
      app.addHook('preParsing', async ({ headers, raw }, _reply, payload) => {
        if (!('signature-input' in headers) || !hasBody(raw)) return payload;
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

    async forget(tx) {
      await tables<NonceTables>(tx)
        .deleteFrom('requestNonces')
        .where('expiresAt', '<', clock.now())
        .execute();
    },
  };
}

function hasBody({ headers }: IncomingMessage): boolean {
  const { 'content-length': length, 'transfer-encoding': encoding } = headers;
  return encoding !== undefined || (length !== undefined && length !== '0');
}

async function takeNonce(tx: Tx, nonce: NonceTables['requestNonces']): Promise<boolean> {
  const inserted = await tables<NonceTables>(tx)
    .insertInto('requestNonces')
    .values(nonce)
    .onConflict((conflict) => conflict.doNothing())
    .returning('nonce')
    .executeTakeFirst();
  return inserted !== undefined;
}
