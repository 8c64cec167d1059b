import {
  buildOcspResponse,
  type CertId,
  certIdMatches,
  type OcspRequest,
  ocspError,
  PkiError,
  readOcspRequest,
  type SingleOcspAnswer,
} from '@mibun/pki';
import type { AuthorityKind, Certificates, Standing, StatusResponder } from '../certificates/index.ts';
import type { Platform } from '../platform/index.ts';
import { AnswerCache, type FinishedAnswer } from './answer-cache.ts';
import { ocspStatusOf } from './outcome.ts';

/** Larger requests are refused before they are parsed. */
export const MAX_REQUEST_OCTETS = 8_192;
const MAX_QUESTIONS = 20;
const MAX_CACHED_ANSWERS = 20_000;

/** An answer holds for ten minutes and is given out again for the first half of them. */
const VALID_MS = 600_000;
const REUSE_MS = VALID_MS / 2;

/**
 * Where several processes share the database, another one may have changed the certificate: an answer is given out for
 * this long before it is compared again. With the HTTP `max-age` it stays under the five seconds of pki.md §4.
 */
const SHARED_TRUST_MS = 2_000;

/** Ten years and more (pki.md §4); told only for certificates that have expired. */
const ARCHIVE_YEARS = 10;

export type OcspReply =
  | { readonly ok: true; readonly answer: FinishedAnswer; readonly reusable: boolean }
  | { readonly ok: false; readonly der: Uint8Array };

export interface OcspResponder {
  answer(kind: AuthorityKind, request: Uint8Array): Promise<OcspReply>;
}

export function responderOn(platform: Platform, certificates: Certificates): OcspResponder {
  const { clock, database, log } = platform;
  const cache = new AnswerCache(MAX_CACHED_ANSWERS);
  const trustMs = database.engine === 'postgres' ? SHARED_TRUST_MS : Number.POSITIVE_INFINITY;
  /** Counts changes, so that an answer that was read before a change is not kept after it. */
  let changes = 0;
  certificates.onChange(({ kind, serial }) => {
    changes++;
    cache.drop(`${kind} ${serial}`);
  });

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

  async function lookUp(
    kind: AuthorityKind,
    certIds: readonly CertId[],
    { issuer }: StatusResponder,
  ): Promise<readonly (Standing | undefined)[]> {
    return database.query(async (tx) => {
      const found: (Standing | undefined)[] = [];
      for (const certId of certIds) {
        const ours = certIdMatches(certId, issuer.certificate);
        found.push(ours ? await certificates.standing(tx, kind, certId.serial) : undefined);
      }
      return found;
    });
  }

  async function produce(
    { certIds, nonce }: OcspRequest,
    standings: readonly (Standing | undefined)[],
    { certificate, sign }: StatusResponder,
    now: Date,
  ): Promise<FinishedAnswer> {
    const nextUpdate = new Date(now.getTime() + VALID_MS);
    const der = await buildOcspResponse({
      responses: certIds.map((certId, index) => single(certId, standings[index], now, nextUpdate)),
      producedAt: now,
      responder: certificate,
      ...(nonce && { nonce }),
      sign,
    });
    return { der, thisUpdate: now, nextUpdate, says: whatIsSaid(standings), checkedAt: now };
  }

  async function answer(kind: AuthorityKind, request: OcspRequest): Promise<OcspReply> {
    const now = new Date(Math.floor(clock.now().getTime() / 1000) * 1000);
    const responder = await certificates.responder(kind);
    const { certIds, nonce } = request;
    const [certId] = certIds;
    // Answers with a nonce are for one asker; those to several questions come too seldom to be kept.
    const ours = certId && certIdMatches(certId, responder.issuer.certificate);
    if (!certId || !ours || certIds.length > 1 || nonce) {
      const standings = await lookUp(kind, certIds, responder);
      return { ok: true, answer: await produce(request, standings, responder, now), reusable: false };
    }
    const certificate = `${kind} ${certId.serial}`;
    const question = Buffer.from(certId.der).toString('base64');
    const found = cache.get(certificate, question);
    const kept = found && now.getTime() - found.thisUpdate.getTime() < REUSE_MS ? found : undefined;
    if (kept && now.getTime() - kept.checkedAt.getTime() < trustMs) {
      return { ok: true, answer: kept, reusable: true };
    }
    const before = changes;
    const standings = await lookUp(kind, certIds, responder);
    const present =
      kept?.says === whatIsSaid(standings)
        ? { ...kept, checkedAt: now }
        : await produce(request, standings, responder, now);
    // Unknown serials are not kept: there is no end of them.
    if (changes === before && standings[0]) cache.put(certificate, question, present);
    return { ok: true, answer: present, reusable: true };
  }

  return {
    async answer(kind, bytes) {
      try {
        const limits = { maxOctets: MAX_REQUEST_OCTETS, maxCertIds: MAX_QUESTIONS };
        return await answer(kind, readOcspRequest(bytes, limits));
      } catch (error) {
        if (error instanceof PkiError && error.code.startsWith('ocsp-')) {
          return { ok: false, der: ocspError('malformedRequest') };
        }
        log.error({ err: error }, 'a status question could not be answered');
        return { ok: false, der: ocspError('internalError') };
      }
    },
  };
}

function whatIsSaid(standings: readonly (Standing | undefined)[]): string {
  return JSON.stringify(standings.map(ocspStatusOf));
}
