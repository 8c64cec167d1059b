import { Readable } from 'node:stream';
import { type Certificate, readCertificate } from '@mibun/pki';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { commonErrors, type Http, isUnchanged, serve } from '../../platform/index.ts';
import { type Certificates, parseAuthorityName } from '../certificates/index.ts';
import type { Accredited, StatusNeed } from './accredited.ts';
import { statusContract } from './contract.ts';
import type { Crls } from './crls.ts';
import { statusErrors } from './errors.ts';
import type { Feed } from './feed.ts';
import { inFrontOf } from './front.ts';
import type { OcspHttp } from './ocsp-http.ts';
import { practiceStatement } from './practice.ts';
import { AUTHORITY_KINDS, publishedGenerations, type Scope, scopesOf } from './scope.ts';

const CRL_MAX_AGE_S = 60;
const CA_MAX_AGE_S = 86_400;

export function statusRoutes(
  app: Http,
  parts: {
    readonly certificates: Certificates;
    readonly ocsp: OcspHttp;
    readonly crls: Crls;
    readonly feed: Feed;
    readonly accredited: Accredited;
    readonly mode: 'demo' | 'production';
  },
): void {
  const on = serve(app, statusContract);
  const { certificates, ocsp, crls, feed, accredited } = parts;

  async function demandAccreditation(request: FastifyRequest, asked: StatusNeed): Promise<void> {
    const found = await accredited(request.raw, asked);
    if (found === 'no') throw statusErrors.NOT_ACCREDITED();
    if (found === 'later') throw commonErrors.TOO_MANY_REQUESTS();
  }

  // OCSP is answered before the framework. What comes by another way (a second socket, tests) ends at the same place.
  inFrontOf(app.server, ocsp);
  async function takeOver(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (!ocsp(request.raw, reply.raw)) throw commonErrors.NOT_FOUND();
    reply.hijack();
  }

  on('POST /ocsp/:name', async (_request, reply) => reply, { onRequest: takeOver });

  on('GET /ocsp/:name/*', async (_request, reply) => reply, { onRequest: takeOver });

  on('GET /crl/:name/:file', async (request, reply) => {
    const { name, file } = request.params;
    const [, shard = '', delta] = /^(all|\d+)(-delta)?\.crl$/.exec(file) ?? [];
    const scope = publishedScope(certificates, name, shard === 'all' ? shard : Number(shard));
    if (!scope) throw commonErrors.NOT_FOUND();
    await demandAccreditation(request, { kind: scope.kind, need: 'crl' });
    const { crl, octets } = await crls.current(scope, delta ? 'delta' : 'complete');
    const file_ = { maxAge: CRL_MAX_AGE_S, from: crl.thisUpdate, until: crl.nextUpdate };
    reply.type('application/pkix-crl').header('content-length', crl.octets);
    // The number of a CRL is never used twice in its scope.
    return cacheable(request, reply, { ...file_, etag: `"${crl.number}"`, octets });
  });

  on('GET /ca/:file', async (request, reply) => {
    const found = caCertificate(certificates, request.params.file.replace(/\.cer$/, ''));
    if (!found) throw commonErrors.NOT_FOUND();
    const { der: octets, notBefore: from, notAfter: until, serial } = found;
    reply.type('application/pkix-cert');
    return cacheable(request, reply, { maxAge: CA_MAX_AGE_S, from, until, etag: `"${serial}"`, octets });
  });

  on('GET /cps', async (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .send(practiceStatement(certificates.ca('institution').profile, parts.mode)),
  );

  on('GET /api/status/feed/:kind', async (request) => {
    const { kind } = request.params;
    await demandAccreditation(request, { kind, need: 'feed' });
    const { entries, ...page } = await feed.page(kind, request.query.after, request.query.limit);
    const texts = entries.map(({ since, at, ...entry }) => ({
      ...entry,
      ...(since && { since: since.toISOString() }),
      at: at.toISOString(),
    }));
    return { ...page, entries: texts };
  });

  on('GET /api/status/feed/:kind/start', async (request) => {
    const { kind } = request.params;
    await demandAccreditation(request, { kind, need: 'feed' });
    const { crls: addresses, position, ...start } = await feed.start(kind);
    return {
      ...start,
      crls: [...addresses],
      position: { sequence: position.sequence, hash: position.hash },
    };
  });
}

/** `signature-2`: a root; `signature-signs-signature-2`: a link between published generations. */
function caCertificate(certificates: Certificates, name: string): Certificate | undefined {
  const [issuer, subject] = name.split('-signs-', 2).map(parseAuthorityName);
  if (!issuer) return undefined;
  if (!name.includes('-signs-')) {
    const root = certificates
      .generations(issuer.kind)
      .find(({ generation }) => generation === issuer.generation);
    return root?.info.certificate;
  }
  const kind = AUTHORITY_KINDS.find((each) => each === issuer.kind && each === subject?.kind);
  const link =
    kind &&
    certificates
      .links(kind)
      .find((each) => each.issuer === issuer.generation && each.subject === subject?.generation);
  return link && readCertificate(link.der);
}

/** The scope of an address, if its generation is published and has that shard. */
function publishedScope(certificates: Certificates, name: string, shard: number | 'all'): Scope | undefined {
  const named = parseAuthorityName(name);
  const kind = AUTHORITY_KINDS.find((each) => each === named?.kind);
  if (!kind || !named) return undefined;
  const generation = publishedGenerations(certificates, kind).find(
    (each) => each.generation === named.generation,
  );
  return generation && scopesOf(generation, kind).find((scope) => scope.shard === shard);
}

/** Validators and times, so that a cache asks again cheaply. */
function cacheable(
  request: FastifyRequest,
  reply: FastifyReply,
  file: {
    readonly octets: Uint8Array | AsyncIterable<Uint8Array>;
    readonly etag: string;
    readonly maxAge: number;
    readonly from: Date;
    readonly until: Date;
  },
): FastifyReply {
  const { octets, etag, maxAge, from, until } = file;
  reply
    .header('cache-control', `public, max-age=${maxAge}, no-transform, must-revalidate`)
    .header('etag', etag)
    .header('last-modified', from.toUTCString())
    .header('expires', until.toUTCString());
  if (isUnchanged(request.headers, { etag, lastModified: from })) {
    return reply.removeHeader('content-length').code(304).send();
  }
  return reply.send(octets instanceof Uint8Array ? Buffer.from(octets) : Readable.from(octets));
}
