import { createHash } from 'node:crypto';
import {
  buildOcspResponse,
  type CertId,
  certIdMatches,
  type OcspErrorName,
  type OcspRequest,
  ocspError,
  PkiError,
  readOcspRequest,
  type SingleOcspAnswer,
} from '@mibun/pki';
import { custodyRefusal, type Platform } from '../../platform/index.ts';
import type { AuthorityKind, Certificates, Standing, StatusResponder } from '../certificates/index.ts';
import { AnswerCache, type FinishedAnswer } from './answer-cache.ts';
import { ocspStatusOf } from './outcome.ts';
import { publishedGenerations } from './scope.ts';
import { standingLookup } from './standing-lookup.ts';
import type { Tracker } from './tracker.ts';

/** Larger requests are refused before they are parsed. */
export const MAX_REQUEST_OCTETS = 8_192;
const MAX_QUESTIONS = 20;
const MAX_CACHED_ANSWERS = 20_000;

/** An answer holds for ten minutes and is given out again for the first half of them. */
const VALID_MS = 600_000;
const REUSE_MS = VALID_MS / 2;
/** Caches may keep an answer this long, so that a suspension is seen everywhere within five seconds (pki.md §4). */
const MAX_AGE_S = 2;

/** Ten years and more (pki.md §4); told only for certificates that have expired. */
const ARCHIVE_YEARS = 10;

export type OcspReply =
  | { readonly kind: 'cached' | 'live'; readonly answer: FinishedAnswer; readonly reusable: boolean }
  | { readonly kind: 'refused'; readonly der: Uint8Array };

/** What the edge knows of a question. */
export interface OcspQuestion {
  readonly kind: AuthorityKind;
  readonly request: OcspRequest;
  /** The exact address or octets that were sent, for the next who sends the same. */
  readonly name: string;
  /** Whether the asker is registered for answers with the nonce. */
  readonly echo: boolean;
  /** Asked once, before an answer is made for this asker: a signature costs more than all the rest. */
  maySign(): boolean;
}

export interface OcspResponder {
  /** The answer to a request that came before, octet for octet; only if nothing has changed since. */
  known(name: string, now: number): FinishedAnswer | undefined;
  /** Reads a request, or says how it is refused. */
  read(octets: Uint8Array): OcspRequest | OcspErrorName;
  answer(question: OcspQuestion): Promise<OcspReply>;
}

export function responderOn(platform: Platform, certificates: Certificates, tracker: Tracker): OcspResponder {
  const { clock, log } = platform;
  const cache = new AnswerCache(MAX_CACHED_ANSWERS);
  const underWay = new Map<string, Promise<FinishedAnswer>>();
  const lookUp = standingLookup(platform, certificates);
  /** Counts changes, so that an answer that was read before a change is not kept after it. */
  let changes = 0;
  tracker.onChange((change) => {
    changes++;
    underWay.clear();
    if (change) cache.drop(`${change.kind} ${change.generation} ${change.serial}`);
    else cache.clear();
  });

  function known(name: string, now: number): FinishedAnswer | undefined {
    const found = cache.get(name);
    return found && now >= found.from && now < found.until && tracker.isCurrent(now) ? found : undefined;
  }

  async function produce(
    { kind, request: { certIds, nonce }, echo }: OcspQuestion,
    generation: number,
    { certificate, issuer, sign }: StatusResponder,
  ): Promise<{ readonly answer: FinishedAnswer; readonly issued: boolean }> {
    const ours = certIds.map((certId) => certIdMatches(certId, issuer.certificate));
    const standings = await lookUp(
      kind,
      generation,
      certIds.flatMap(({ serial }, index) => (ours[index] ? [serial] : [])),
    );
    const now = new Date(Math.floor(clock.now().getTime() / 1000) * 1000);
    const nextUpdate = new Date(now.getTime() + VALID_MS);
    const answers = certIds.map((certId, index) =>
      single(certId, ours[index] ? standings.get(certId.serial) : undefined, now, nextUpdate),
    );
    const der = await buildOcspResponse({
      responses: answers,
      producedAt: now,
      responder: certificate,
      ...(echo && nonce && { nonce }),
      sign,
    });
    const about = `${kind} ${generation} ${certIds[0]?.serial}`;
    return { answer: finished(der, about, now, nextUpdate), issued: standings.size > 0 };
  }

  /** One signature for all who ask the same at the same time. */
  function once(question: OcspQuestion, generation: number, by: StatusResponder, key: string) {
    const before = changes;
    const work = produce(question, generation, by)
      .then(({ answer, issued }) => {
        // Unknown serials are not kept: there is no end of them.
        if (changes === before && issued) cache.put(key, answer);
        return answer;
      })
      .finally(() => {
        if (underWay.get(key) === work) underWay.delete(key);
      });
    underWay.set(key, work);
    return work;
  }

  async function answer(question: OcspQuestion): Promise<OcspReply> {
    const { kind, request, name, echo } = question;
    const later: OcspReply = { kind: 'refused', der: ocspError('tryLater') };
    const generation = generationAsked(certificates, kind, request.certIds);
    // RFC 5019 §2.2.3: no CA of ours, or named by a hash that we do not know: we cannot say anything about it.
    if (generation === undefined) return { kind: 'refused', der: ocspError('unauthorized') };
    await tracker.catchUp();
    const responder = await certificates.responder(kind, generation);
    const [certId] = request.certIds;
    // Answers with a nonce are for one asker; those to several questions come too seldom to be kept.
    if (!certId || request.certIds.length > 1 || (echo && request.nonce)) {
      if (!question.maySign()) return later;
      const made = await produce(question, generation, responder);
      return { kind: 'live', answer: made.answer, reusable: false };
    }
    const key = `${kind} ${generation} ${Buffer.from(certId.der).toString('latin1')}`;
    const kept = known(key, clock.now().getTime());
    const begun = kept ?? underWay.get(key);
    if (!begun && !question.maySign()) return later;
    const found = await (begun ?? once(question, generation, responder, key));
    if (!request.nonce) cache.name(name, found);
    return { kind: kept ? 'cached' : 'live', answer: found, reusable: true };
  }

  return {
    known,
    read(octets) {
      try {
        return readOcspRequest(octets, { maxOctets: MAX_REQUEST_OCTETS, maxCertIds: MAX_QUESTIONS });
      } catch (error) {
        if (error instanceof PkiError) return 'malformedRequest';
        throw error;
      }
    },
    async answer(question) {
      try {
        return await answer(question);
      } catch (error) {
        log.error({ err: error }, 'a status question could not be answered');
        // Keys that are away come back; asking again then is all there is to do (RFC 6960 §4.2.1).
        const away = custodyRefusal(error) !== undefined;
        return { kind: 'refused', der: ocspError(away ? 'tryLater' : 'internalError') };
      }
    },
  };
}

/** The generation whose name and key the first CertID that is ours has; the address does not matter. */
function generationAsked(
  certificates: Certificates,
  kind: AuthorityKind,
  certIds: readonly CertId[],
): number | undefined {
  const generations = publishedGenerations(certificates, kind);
  for (const certId of certIds) {
    const found = generations.find(({ info }) => certIdMatches(certId, info.certificate));
    if (found) return found.generation;
  }
  return undefined;
}

function single(
  certId: CertId,
  standing: Standing | undefined,
  now: Date,
  nextUpdate: Date,
): SingleOcspAnswer {
  const expired = standing && standing.notAfter < now;
  const archiveCutoff = new Date(now);
  archiveCutoff.setUTCFullYear(archiveCutoff.getUTCFullYear() - ARCHIVE_YEARS);
  return {
    certId,
    status: ocspStatusOf(standing),
    thisUpdate: now,
    nextUpdate,
    ...(expired && { archiveCutoff }),
  };
}

function finished(der: Uint8Array, certificate: string, thisUpdate: Date, nextUpdate: Date): FinishedAnswer {
  const etag = `"${createHash('sha256').update(der).digest('base64url')}"`;
  return {
    text: Buffer.from(der.buffer, der.byteOffset, der.byteLength).toString('latin1'),
    certificate,
    from: thisUpdate.getTime(),
    until: thisUpdate.getTime() + REUSE_MS,
    etag,
    // RFC 5019 §6.2: validators and times, so that a cache asks again cheaply.
    cacheable: [
      ...['content-type', 'application/ocsp-response', 'content-length', String(der.length)],
      ...['cache-control', `public, max-age=${MAX_AGE_S}, no-transform, must-revalidate`],
      ...['etag', etag, 'last-modified', thisUpdate.toUTCString(), 'expires', nextUpdate.toUTCString()],
    ],
  };
}
