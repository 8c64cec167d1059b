import type { CaKind } from '@mibun/pki';
import type { Generation, InstitutionCertificate } from '../certificates/index.ts';
import type { CrlFigures } from '../status/index.ts';
import type { Proposal } from './proposals.ts';
import type { AttentionItem } from './schemas.ts';

const DAY_MS = 86_400_000;
/** A new generation every four years (pki.md §1), planned half a year ahead. */
const NEW_GENERATION_YEARS = 4;
const PLAN_AHEAD_MS = 183 * DAY_MS;
/** A CRL is renewed when half of its time is over; three quarters mean that something has kept it from being so. */
const CRL_DUE_SHARE = 0.75;
/** A responder is replaced by itself a week before its end; three days mean that it was not. */
const RESPONDER_NOW_MS = 3 * DAY_MS;
const INSTITUTION_NOW_MS = 7 * DAY_MS;
/** A confirmed act is carried out within seconds, tried again for a minute, and then needs a hand. */
const STOPPED_AFTER_MS = 2 * 60_000;

export interface Watched {
  readonly now: Date;
  readonly notForProduction: boolean;
  readonly generations: readonly Generation[];
  readonly crls: readonly CrlFigures[];
  readonly ending: readonly InstitutionCertificate[];
  readonly pending: { readonly count: number; readonly oldest: Date | null };
  readonly proposals: readonly Proposal[];
}

/** What an operator has to look at, the most pressing first. A pure reading of figures. */
export function attentionOf(watched: Watched): readonly AttentionItem[] {
  const rank = { now: 0, soon: 1, later: 2 };
  return [
    ...ofCustody(watched),
    ...ofProposals(watched),
    ...ofIntents(watched),
    ...ofCrls(watched),
    ...ofInstitutions(watched),
    ...ofGenerations(watched),
  ].sort((a, b) => rank[a.urgency] - rank[b.urgency] || (a.at ?? '').localeCompare(b.at ?? ''));
}

function item(
  kind: AttentionItem['kind'],
  urgency: AttentionItem['urgency'],
  at: Date | null,
  of: { readonly authority?: CaKind; readonly generation?: number; readonly detail?: string } = {},
): AttentionItem {
  return {
    kind,
    urgency,
    at: at?.toISOString() ?? null,
    authority: of.authority ?? null,
    generation: of.generation ?? null,
    detail: of.detail ?? null,
  };
}

function ofCustody({ notForProduction }: Watched): AttentionItem[] {
  return notForProduction ? [item('custody-not-for-production', 'soon', null)] : [];
}

function ofProposals({ now, proposals }: Watched): AttentionItem[] {
  return proposals.flatMap((proposal) => {
    const { content, decidedAt, expiresAt, state } = proposal;
    const { authority, generation, event: detail } = content;
    const of = { authority, generation, detail };
    if (state === 'PROPOSED') return [item('proposal-waiting', 'now', expiresAt, of)];
    const stopped = decidedAt && now.getTime() - decidedAt.getTime() > STOPPED_AFTER_MS;
    return state === 'CONFIRMED' && stopped ? [item('proposal-stopped', 'now', decidedAt, of)] : [];
  });
}

function ofIntents({ pending }: Watched): AttentionItem[] {
  if (pending.count === 0) return [];
  return [item('intents-pending', 'now', pending.oldest, { detail: String(pending.count) })];
}

function ofCrls({ now, crls }: Watched): AttentionItem[] {
  return crls.flatMap(({ authority, generation, shard, thisUpdate, nextUpdate }) => {
    const of = { authority, generation, detail: String(shard) };
    if (nextUpdate <= now) return [item('crl-over', 'now', nextUpdate, of)];
    const share = (now.getTime() - thisUpdate.getTime()) / (nextUpdate.getTime() - thisUpdate.getTime());
    return share >= CRL_DUE_SHARE ? [item('crl-due', 'soon', nextUpdate, of)] : [];
  });
}

function ofInstitutions({ now, ending }: Watched): AttentionItem[] {
  return ending.map(({ authority, generation, kind, reference, notAfter }) => {
    const left = notAfter.getTime() - now.getTime();
    const of = { authority, generation, detail: reference };
    if (kind === 'ocsp')
      return item('responder-ends', left < RESPONDER_NOW_MS ? 'now' : 'later', notAfter, of);
    return item('institution-ends', left < INSTITUTION_NOW_MS ? 'now' : 'soon', notAfter, of);
  });
}

function ofGenerations({ now, generations }: Watched): AttentionItem[] {
  return generations.flatMap(({ kind, generation, state, changedAt, info }) => {
    const of = { authority: kind, generation };
    const { notBefore, notAfter } = info.certificate;
    const urgency = (at: Date) => {
      const left = at.getTime() - now.getTime();
      if (left <= 0) return 'now' as const;
      return left <= PLAN_AHEAD_MS ? ('soon' as const) : ('later' as const);
    };
    if (state === 'PREPARED' || state === 'PUBLISHED') {
      return [item('generation-on-its-way', 'soon', changedAt, of)];
    }
    if (state === 'OVERLAPPING') return [item('generation-ends', urgency(notAfter), notAfter, of)];
    // The card-face key has no successor while cards that it has signed live.
    if (state !== 'ISSUING' || kind === 'card-face') return [];
    const due = new Date(notBefore);
    due.setUTCFullYear(due.getUTCFullYear() + NEW_GENERATION_YEARS);
    return [
      item('generation-due', urgency(due), due, of),
      ...(urgency(notAfter) === 'later' ? [] : [item('generation-ends', urgency(notAfter), notAfter, of)]),
    ];
  });
}
