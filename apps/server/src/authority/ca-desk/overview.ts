import { createHash } from 'node:crypto';
import { CA_KINDS, type CaKind, keySpecOf, readCertificate } from '@mibun/pki';
import { addDays, CA_GENERATION, jstDate, offered, type PlainDate } from '@mibun/rules';
import { type CertificateFigures, type Generation, retirableFrom } from '../certificates/index.ts';
import type { CrlFigures, StatusOverview } from '../status/index.ts';
import { attentionOf } from './attention.ts';
import type { Context } from './context.ts';
import type { Proposal } from './proposals.ts';
import type { AuthorityView, GenerationView, OverviewAnswer, RolloverEventName } from './schemas.ts';
import { rolloverEvents } from './schemas.ts';

const DAYS = 90;
const ENDING_WITHIN_MS = 30 * 86_400_000;
const MOST_ENDING = 20;

/** Everything on the page of the CA operators; sums and rows that are at hand, whatever the size of the country. */
export async function overviewOf(
  { platform, certificates, status }: Context,
  proposals: readonly Proposal[],
): Promise<OverviewAnswer> {
  const { clock, custody, database } = platform;
  const now = clock.now();
  const since = addDays(jstDate(now), 1 - DAYS);
  await certificates.foldFigures();
  const { figures, pending, ending } = await database.query(async (tx) => ({
    figures: await certificates.figures(tx, since),
    pending: await certificates.pendingIntents(tx),
    ending: await certificates.endingSoon(tx, new Date(now.getTime() + ENDING_WITHIN_MS), MOST_ENDING),
  }));
  const published = await status.overview();
  const authorities = CA_KINDS.map((kind) => authorityView(kind, certificates, figures, now));
  return {
    at: now.toISOString(),
    custody: { place: custody.place, notForProduction: custody.notForProduction },
    authorities,
    days: daysOf(figures, since),
    attention: [
      ...attentionOf({
        now,
        notForProduction: custody.notForProduction,
        generations: CA_KINDS.flatMap((kind) => certificates.generations(kind)),
        crls: published.crls,
        // What has ended already needs no one any more.
        ending: ending.filter(({ notAfter }) => notAfter > now),
        pending,
        proposals,
      }),
    ],
    ...statusView(published),
  };
}

function authorityView(
  kind: CaKind,
  certificates: Context['certificates'],
  { totals }: CertificateFigures,
  now: Date,
): AuthorityView {
  const generations = certificates.generations(kind);
  const onItsWay = generations.some(({ state }) => state.startsWith('PREPAR') || state === 'PUBLISHED');
  // Cards carry the signatures of the card-face key; it has no successor while they live.
  const mayRoll = kind !== 'card-face' && !onItsWay;
  return {
    kind,
    dn: generations.at(-1)?.info.certificate.subject ?? '',
    generations: generations.map((generation) => ({
      ...generationView(generation, now),
      totals: sumByState(
        totals.filter((row) => row.authority === kind && row.generation === generation.generation),
      ),
    })),
    next: mayRoll ? Math.max(...generations.map(({ generation }) => generation)) + 1 : null,
    links:
      kind === 'card-face'
        ? []
        : certificates.links(kind).map(({ issuer, subject, der }) => {
            const { serial, notAfter } = readCertificate(der);
            return { issuer, subject, serial, notAfter: notAfter.toISOString() };
          }),
  };
}

function sumByState(rows: CertificateFigures['totals']): GenerationView['totals'] {
  const sums = new Map<string, number>();
  for (const { state, count } of rows) sums.set(state, (sums.get(state) ?? 0) + count);
  return [...sums].filter(([, count]) => count > 0).map(([state, count]) => ({ state, count }));
}

function generationView(generation: Generation, now: Date): Omit<GenerationView, 'totals'> {
  const { kind, state, keyLabel, info } = generation;
  const { certificate } = info;
  const offers =
    kind === 'card-face'
      ? []
      : offered(CA_GENERATION, state, 'ca-operator')
          .map(({ event }) => event)
          .filter((event): event is RolloverEventName => rolloverEvents.some((one) => one === event))
          // The first generation has nothing to go back to.
          .filter((event) => event !== 'go-back' || generation.generation > 1)
          .filter((event) => event !== 'retire' || now >= retirableFrom(generation));
  return {
    generation: generation.generation,
    name: generation.name,
    state,
    since: generation.changedAt.toISOString(),
    key: { label: keyLabel, spec: keySpecOf(certificate.spki) ?? 'unknown', algorithm: info.algorithm },
    serial: certificate.serial,
    fingerprint: createHash('sha256').update(certificate.der).digest('hex'),
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
    offers,
  };
}

function daysOf({ days }: CertificateFigures, since: PlainDate): OverviewAnswer['days'] {
  const table = new Map<string, OverviewAnswer['days'][number]>();
  for (let at = 0; at < DAYS; at++) {
    const day = addDays(since, at);
    table.set(day, { day, signature: 0, authentication: 0, institution: 0, ended: 0, held: 0 });
  }
  for (const { day, kind, event, count } of days) {
    const row = table.get(day);
    if (!row) continue;
    if (event === 'request') {
      if (kind === 'signature' || kind === 'authentication') row[kind] += count;
      else row.institution += count;
    }
    if (event === 'revoke' || event === 'supersede') row.ended += count;
    if (event === 'hold') row.held += count;
  }
  return [...table.values()];
}

/** By CA and generation, the shards by number, the list of everything last. */
function inOrder(a: CrlFigures, b: CrlFigures): number {
  const shard = (crl: CrlFigures) => (crl.shard === 'all' ? Number.MAX_SAFE_INTEGER : crl.shard);
  return (
    CA_KINDS.indexOf(a.authority) - CA_KINDS.indexOf(b.authority) ||
    a.generation - b.generation ||
    shard(a) - shard(b)
  );
}

function statusView({ crls, ocsp }: StatusOverview): Pick<OverviewAnswer, 'crls' | 'ocsp'> {
  const times = (crl: { readonly thisUpdate: Date; readonly nextUpdate: Date }) => ({
    thisUpdate: crl.thisUpdate.toISOString(),
    nextUpdate: crl.nextUpdate.toISOString(),
  });
  return {
    crls: [...crls].sort(inOrder).map(({ delta, shard, ...crl }) => ({
      ...crl,
      ...times(crl),
      shard: String(shard),
      delta: delta ? { ...delta, ...times(delta) } : null,
    })),
    ocsp: {
      ...ocsp,
      sinceStart: ocsp.sinceStart.toISOString(),
      perMinute: ocsp.perMinute.map(({ minute, answers }) => ({ minute: minute.toISOString(), answers })),
    },
  };
}
