import { createHash } from 'node:crypto';
import { type CaKind, ocspError } from '@mibun/pki';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AuthorityKind, Certificates } from '../certificates/index.ts';
import { commonErrors, type Http, type Platform } from '../platform/index.ts';
import type { CrlShard, Crls } from './crls.ts';
import { statusErrors } from './errors.ts';
import { MAX_REQUEST_OCTETS, type OcspReply, type OcspResponder } from './responder.ts';
import { authorityParams, caParams, crlParams } from './schemas.ts';

/** Whether a caller may have the revocation data of the resident CAs (VAR-01, VAR-05). */
export type Accredited = (request: FastifyRequest) => boolean | Promise<boolean>;

/** Caches may keep an answer this long, so that a suspension is seen everywhere within five seconds (pki.md §4). */
const OCSP_MAX_AGE_S = 2;
const CRL_MAX_AGE_S = 60;
const CA_MAX_AGE_S = 86_400;
/** RFC 6960 A.1: a request in a URL is base64, and each of its octets may be percent-encoded. */
const MAX_GET_CHARACTERS = 4_096;

export function statusRoutes(
  app: Http,
  parts: {
    readonly platform: Platform;
    readonly certificates: Certificates;
    readonly responder: OcspResponder;
    readonly crls: Crls;
    readonly accredited: Accredited;
  },
): void {
  const { certificates, responder, crls, accredited } = parts;

  async function mayAsk(kind: AuthorityKind, request: FastifyRequest): Promise<boolean> {
    return kind === 'institution' || (await accredited(request));
  }

  async function ocsp(
    kind: AuthorityKind,
    bytes: Uint8Array | undefined,
    request: FastifyRequest,
  ): Promise<OcspReply> {
    if (!(await mayAsk(kind, request))) return { ok: false, der: ocspError('unauthorized') };
    if (!bytes) return { ok: false, der: ocspError('malformedRequest') };
    return responder.answer(kind, bytes);
  }

  app.route({
    method: 'POST',
    url: '/ocsp/:kind',
    bodyLimit: MAX_REQUEST_OCTETS,
    config: { access: 'public' },
    schema: {
      tags: ['status'],
      summary: 'Status of certificates (RFC 6960): application/ocsp-request, one or several questions',
      params: authorityParams,
    },
    handler: async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : undefined;
      const result = await ocsp(request.params.kind, body, request);
      return reply
        .type('application/ocsp-response')
        .header('cache-control', 'no-store')
        .send(Buffer.from(result.ok ? result.answer.der : result.der));
    },
  });

  app.route({
    method: 'GET',
    url: '/ocsp/:kind/*',
    config: { access: 'public' },
    // The address is that of RFC 6960 A.1; OpenAPI has no words for a path that goes on.
    schema: { hide: true, params: authorityParams.loose() },
    handler: async (request, reply) => {
      const { kind } = request.params;
      const result = await ocsp(kind, requestInUrl(request.raw.url ?? '', kind), request);
      reply.type('application/ocsp-response');
      if (!result.ok || !result.reusable) {
        return reply
          .header('cache-control', 'no-store')
          .send(Buffer.from(result.ok ? result.answer.der : result.der));
      }
      const { der, thisUpdate, nextUpdate } = result.answer;
      return cacheable(request, reply, { der, maxAge: OCSP_MAX_AGE_S, from: thisUpdate, until: nextUpdate });
    },
  });

  app.route({
    method: 'GET',
    url: '/crl/:kind/:file',
    config: { access: 'public' },
    schema: {
      tags: ['status'],
      summary: 'A CRL: one shard, or all.crl for everything that the CA has issued',
      params: crlParams,
    },
    handler: async (request, reply) => {
      const { kind, file } = request.params;
      if (!(await mayAsk(kind, request))) throw statusErrors.NOT_ACCREDITED();
      const shard = shardIn(file);
      if (kind === 'institution' && shard !== 'all') throw commonErrors.NOT_FOUND();
      const { der, thisUpdate, nextUpdate } = await crls.current(kind, shard);
      reply.type('application/pkix-crl');
      return cacheable(request, reply, { der, maxAge: CRL_MAX_AGE_S, from: thisUpdate, until: nextUpdate });
    },
  });

  app.route({
    method: 'GET',
    url: '/ca/:file',
    config: { access: 'public' },
    schema: { tags: ['status'], summary: 'The certificate of a CA', params: caParams },
    handler: async (request, reply) => {
      const kind = request.params.file.replace(/\.cer$/, '') as CaKind;
      const { certificate } = certificates.ca(kind);
      reply.type('application/pkix-cert');
      const { der, notBefore: from, notAfter: until } = certificate;
      return cacheable(request, reply, { der, maxAge: CA_MAX_AGE_S, from, until });
    },
  });
}

function shardIn(file: string): CrlShard {
  const name = file.replace(/\.crl$/, '');
  return name === 'all' ? name : Number(name);
}

/** Taken from the raw address: base64 has slashes, single and double, that a router must not touch. */
function requestInUrl(url: string, kind: AuthorityKind): Uint8Array | undefined {
  const [path = ''] = url.split('?', 1);
  const encoded = path.slice(`/ocsp/${kind}/`.length);
  if (encoded.length > MAX_GET_CHARACTERS) return undefined;
  try {
    const base64 = decodeURIComponent(encoded);
    return /^[A-Za-z0-9+/]+={0,2}$/.test(base64) ? Buffer.from(base64, 'base64') : undefined;
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** RFC 5019 §6.2: validators and times, so that a cache asks again cheaply. */
function cacheable(
  request: FastifyRequest,
  reply: FastifyReply,
  file: { readonly der: Uint8Array; readonly maxAge: number; readonly from: Date; readonly until: Date },
): FastifyReply {
  const etag = `"${createHash('sha256').update(file.der).digest('base64url')}"`;
  reply
    .header('cache-control', `public, max-age=${file.maxAge}, no-transform, must-revalidate`)
    .header('etag', etag)
    .header('last-modified', file.from.toUTCString())
    .header('expires', file.until.toUTCString());
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  return reply.send(Buffer.from(file.der));
}
