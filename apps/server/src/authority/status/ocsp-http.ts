import type { IncomingMessage, ServerResponse } from 'node:http';
import { type OcspErrorName, type OcspRequest, ocspError } from '@mibun/pki';
import { type Clock, isUnchanged, type Logger, PerMinute } from '../../platform/index.ts';
import { parseAuthorityName } from '../certificates/index.ts';
import type { Accreditation, Accredited } from './accredited.ts';
import type { FinishedAnswer } from './answer-cache.ts';
import type { OcspCounters } from './counters.ts';
import { MAX_REQUEST_OCTETS, type OcspResponder } from './responder.ts';
import { AUTHORITY_KINDS, type Scope } from './scope.ts';

/** RFC 6960 A.1: a request in a URL is base64, and each of its octets may be percent-encoded. */
const MAX_GET_CHARACTERS = 4_096;
const PREFIX = '/ocsp/';
/** Signatures made for one client whom no register knows; answers that are there already are given without end. */
const SIGNATURES_PER_MINUTE = 6_000;

/** Answers a request to `/ocsp/…`; false: it is for somebody else, and nothing was read or written. */
export type OcspHttp = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * OCSP over HTTP (RFC 6960 A.1, RFC 5019), on Node's own request and response. A request whose very octets were
 * answered before is answered with the finished octets before anything is parsed, routed or looked up.
 *
 * | asked                                      | HTTP | answer                       |
 * | ------------------------------------------ | ---- | ---------------------------- |
 * | POST, or GET with the request in the path  | 200  | the answer, or an OCSP error |
 * | more than 8 KiB, said or sent              | 200  | malformedRequest; the connection is closed, the rest is not read |
 * | GET with the ETag of the present answer    | 304  |                              |
 * | another method                             | 405  |                              |
 * | another CA                                 | –    | left to the caller           |
 */
export function ocspHttpOn(parts: {
  readonly clock: Clock;
  readonly log: Logger;
  readonly responder: OcspResponder;
  readonly counters: OcspCounters;
  readonly accredited: Accredited;
  readonly clientOf: (request: IncomingMessage) => string;
}): OcspHttp {
  const { clock, log, responder, counters, accredited, clientOf } = parts;
  const strangers = new PerMinute(SIGNATURES_PER_MINUTE);

  function refuse(response: ServerResponse, how: OcspErrorName | Uint8Array, close = false): void {
    counters.count('refused', clock.now().getTime());
    const der = typeof how === 'string' ? ocspError(how) : how;
    const headers = ['content-type', 'application/ocsp-response', 'content-length', String(der.length)];
    headers.push('cache-control', 'no-store');
    if (close) headers.push('connection', 'close');
    response.writeHead(200, headers);
    response.end(der);
  }

  function give(
    request: IncomingMessage,
    response: ServerResponse,
    { text, etag, cacheable }: FinishedAnswer,
    reusable: boolean,
  ): void {
    if (request.method === 'POST' || !reusable) {
      response.writeHead(200, [
        ...['content-type', 'application/ocsp-response', 'content-length', String(text.length)],
        ...['cache-control', 'no-store'],
      ]);
      response.end(text, 'latin1');
      return;
    }
    const asked = header(request, 'if-none-match');
    if (asked !== undefined && isUnchanged({ 'if-none-match': asked }, { etag })) {
      response.writeHead(304, cacheable.slice(4) as string[]);
      response.end();
      return;
    }
    response.writeHead(200, cacheable as string[]);
    response.end(text, 'latin1');
  }

  /** Who asks is known: the answer, from the shelf or made. */
  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    kind: Scope['kind'],
    octets: Uint8Array | undefined,
    name: string,
    found: Accreditation,
  ): Promise<void> {
    const read = octets ? responder.read(octets) : 'malformedRequest';
    if (typeof read === 'string') return refuse(response, read);
    const verdict = found === 'no' ? await bySignature(request, kind, read) : found;
    if (verdict === 'no') return refuse(response, 'unauthorized');
    if (verdict === 'later') return refuse(response, 'tryLater');
    const echo = verdict.verifier?.nonce === true;
    // Verifiers have a rate and a quota of their own, which were asked just now.
    const maySign = () =>
      verdict.verifier !== undefined || strangers.take(clientOf(request), clock.now().getTime());
    const reply = await responder.answer({ kind, request: read, name, echo, maySign });
    if (reply.kind === 'refused') return refuse(response, reply.der);
    counters.count(reply.kind, clock.now().getTime());
    verdict.verifier?.answered?.(read.certIds.map(({ serial }) => serial));
    give(request, response, reply.answer, reply.reusable);
  }

  function bySignature(
    request: IncomingMessage,
    kind: Scope['kind'],
    { signature }: OcspRequest,
  ): Accreditation | Promise<Accreditation> {
    return signature ? accredited(request, { kind, need: 'ocsp', signature }) : 'no';
  }

  /** At once if it can be: a promise costs more than a kept answer. */
  function begin(
    request: IncomingMessage,
    response: ServerResponse,
    kind: Scope['kind'],
    name: string,
    octets: () => Uint8Array | undefined,
    body?: Uint8Array,
  ): void {
    try {
      const found = accredited(request, { kind, need: 'ocsp', ...(body && { body }) });
      if (!(found instanceof Promise)) {
        go(request, response, kind, name, octets, found);
        return;
      }
      found
        .then((later) => go(request, response, kind, name, octets, later))
        .catch((error: unknown) => fail(response, error));
    } catch (error) {
      fail(response, error);
    }
  }

  function go(
    request: IncomingMessage,
    response: ServerResponse,
    kind: Scope['kind'],
    name: string,
    octets: () => Uint8Array | undefined,
    found: Accreditation,
  ): void {
    const now = clock.now().getTime();
    if (found === 'later') {
      refuse(response, 'tryLater');
      return;
    }
    const kept = found === 'no' ? undefined : responder.known(name, now);
    if (kept && found !== 'no') {
      counters.count('cached', now);
      found.verifier?.answered?.([serialIn(kept)]);
      give(request, response, kept, true);
      return;
    }
    answer(request, response, kind, octets(), name, found).catch((error: unknown) => fail(response, error));
  }

  function fail(response: ServerResponse, error: unknown): void {
    log.error({ err: error }, 'a status question could not be answered');
    if (!response.headersSent) refuse(response, 'internalError');
  }

  function post(request: IncomingMessage, response: ServerResponse, kind: Scope['kind']): void {
    const tooLarge = () => {
      refuse(response, 'malformedRequest', true);
      // What was sent already is thrown away; the server ends the connection after the answer.
      request.removeAllListeners('data').resume();
    };
    if (Number(header(request, 'content-length') ?? 0) > MAX_REQUEST_OCTETS) {
      tooLarge();
      return;
    }
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > MAX_REQUEST_OCTETS) {
        request.removeAllListeners('end');
        tooLarge();
      } else {
        chunks.push(chunk);
      }
    });
    request.on('end', () => {
      const [first = Buffer.alloc(0)] = chunks;
      const octets = chunks.length > 1 ? Buffer.concat(chunks) : first;
      begin(request, response, kind, `${kind} ${octets.toString('latin1')}`, () => octets, octets);
    });
    request.on('error', () => response.destroy());
  }

  return (request, response) => {
    const { method } = request;
    const url = (request.url ?? '').replace(/^\/{2,}/, '/');
    if (!url.startsWith(PREFIX)) return false;
    const kind = kindIn(url);
    if (!kind) return false;
    if (method === 'GET' || method === 'HEAD') {
      begin(request, response, kind, url, () => requestInUrl(url));
    } else if (method === 'POST') {
      post(request, response, kind);
    } else {
      response.writeHead(405, ['allow', 'GET, POST', 'content-length', '0']);
      response.end();
    }
    return true;
  };
}

/** The certificate that a kept answer is about: authority, generation, serial. */
function serialIn({ certificate }: FinishedAnswer): string {
  return certificate.slice(certificate.lastIndexOf(' ') + 1);
}

/** One header field, as it was sent. `request.headers` would sort all of them, which costs more than the answer. */
function header({ rawHeaders }: IncomingMessage, name: string): string | undefined {
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const field = rawHeaders[index];
    if (field?.length === name.length && field.toLowerCase() === name) return rawHeaders[index + 1];
  }
  return undefined;
}

/** The CA by the first part of the path; the CertIDs say which generation. */
function kindIn(url: string): Scope['kind'] | undefined {
  const end = url.indexOf('/', PREFIX.length);
  const name = end < 0 ? url.slice(PREFIX.length) : url.slice(PREFIX.length, end);
  const plain = AUTHORITY_KINDS.find((kind) => kind === name);
  if (plain) return plain;
  const kind = parseAuthorityName(name.replace(/\?.*$/, ''))?.kind;
  return AUTHORITY_KINDS.find((each) => each === kind);
}

/**
 * Taken from the raw address: base64 has slashes, single and double, that a router must not touch. A client that is set up
 * by hand joins address and request with one slash too many, or ends with one: those before it are no base64 of a SEQUENCE,
 * those after it lie behind the length that the SEQUENCE itself says.
 */
function requestInUrl(url: string): Uint8Array | undefined {
  const [path = ''] = url.split('?', 1);
  const encoded = path.slice(path.indexOf('/', PREFIX.length) + 1);
  if (encoded.length > MAX_GET_CHARACTERS) return undefined;
  try {
    const joined = decodeURIComponent(encoded).replace(/^\/+/, '');
    const base64 = withoutSlashesBehind(joined);
    return /^[A-Za-z0-9+/]+={0,2}$/.test(base64) ? Buffer.from(base64, 'base64') : undefined;
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

function withoutSlashesBehind(base64: string): string {
  if (!base64.endsWith('/')) return base64;
  const octets = sequenceOctets(Buffer.from(base64.slice(0, 8), 'base64'));
  if (octets === undefined) return base64;
  const shortest = Math.ceil((octets * 4) / 3);
  const tail = base64.slice(shortest);
  return /^={0,2}\/+$/.test(tail) ? base64.slice(0, shortest) + tail.replaceAll('/', '') : base64;
}

/** Octets of the whole DER SEQUENCE, by its first ones. */
function sequenceOctets([tag, first = 0, second = 0, third = 0]: Uint8Array): number | undefined {
  if (tag !== 0x30) return undefined;
  if (first < 0x80) return 2 + first;
  if (first === 0x81) return 3 + second;
  return first === 0x82 ? 4 + second * 256 + third : undefined;
}
