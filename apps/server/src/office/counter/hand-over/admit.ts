import { type CredentialKind, jstDate, stillValidForHandOver } from '@mibun/rules';
import type { Application } from '../../../issuance/applications/index.ts';
import type { Card } from '../../../issuance/cards/index.ts';
import type { Act, Tx } from '../../../platform/index.ts';
import { caseFor, type Parts, sameVersion } from '../context.ts';
import { establishIdentity, matchPresented, representedBy } from '../identity.ts';
import { findSetUp } from '../set-up/store.ts';
import type { Admitted } from '../visit/procedure.ts';
import { handoverErrors } from './errors.ts';
import type { Handover } from './hand-over.ts';

type Request = Handover['request'];

/** ROL-01: nobody hands over the card of an application that they have screened or taken in. */
export function applicationToHandOver(parts: Parts, tx: Tx, id: string, act: Act): Promise<Application> {
  return caseFor(parts, tx, act, {
    action: 'hand-over',
    wanted: 'do',
    find: () => parts.applications.get(tx, id),
    separate: {
      act: 'hand-over',
      earlier: ({ openedBy, screeners }) => [
        ...screeners.map((by) => ['screen', by] as const),
        ...openedBy.map((by) => ['open-application', by] as const),
      ],
      refusal: handoverErrors.HANDOVER_SCREENER,
    },
  });
}

/** READY, at the office, not expired; notice, papers and face; set up since the registry last changed; no other card. */
export async function admit(
  parts: Parts,
  tx: Tx,
  request: Request,
  card: Card,
  act: Act,
): Promise<Admitted<Handover>> {
  await demandHandable(parts, tx, request, card, act);
  const resident = await parts.residents.read(tx, card.personId, act);
  if (!request.noticePresented) throw handoverErrors.HANDOVER_NOTICE_MISSING();
  establishIdentity(request);
  matchPresented(request.presented, resident, request.variantAccepted);
  const { representative } = request;
  const byRepresentative = await representedBy(parts, tx, resident, representative, act);
  const setUp = await findSetUp(tx, card.cardId);
  if (setUp?.state !== 'done' || setUp.registryVersion !== resident.version) {
    throw handoverErrors.HANDOVER_SET_UP_STALE();
  }
  await settleOldCard(parts, tx, card.personId, request.oldCard);
  const { documents, faceMatches, variantAccepted, oldCard } = request;
  return {
    facts: { byRepresentative, credentials: await credentialsOf(parts, tx, card) },
    detail: {
      documents,
      faceMatches,
      variantAccepted,
      oldCard,
      ...(representative && {
        representative: { authority: representative.authority, documents: representative.documents },
      }),
    },
  };
}

async function demandHandable(
  { applications, cards, platform }: Parts,
  tx: Tx,
  { application: id, version }: Request,
  card: Card,
  { actor }: Act,
): Promise<void> {
  const application = await applications.get(tx, id);
  sameVersion(application, version);
  applications.judge(application, 'hand-over', actor);
  const valid = stillValidForHandOver(jstDate(platform.clock.now()), card.expiry);
  if (!valid.ok) throw handoverErrors.HANDOVER_CARD_EXPIRED({ title: { ja: valid.ja, en: valid.en } });
  cards.judge(card, 'begin-activation', actor);
}

/** The card in operation is handed back now, or was ended before: a person never has two (IDD-04, §10.2). */
async function settleOldCard(
  { cards }: Parts,
  tx: Tx,
  personId: string,
  said: Request['oldCard'],
): Promise<void> {
  const current = await cards.current(tx, personId);
  if (!current) return;
  if (current.state === 'SUSPENDED') throw handoverErrors.HANDOVER_OLD_CARD_SUSPENDED();
  if (said === 'lost') throw handoverErrors.HANDOVER_OLD_CARD_LOST();
  if (said === 'none') throw handoverErrors.HANDOVER_OLD_CARD_NEEDED();
}

/** A card without one of the certificates has no use for its secret (PIN-01). */
async function credentialsOf(
  { certificates }: Parts,
  tx: Tx,
  { cardId }: Card,
): Promise<readonly CredentialKind[]> {
  const kinds = (await certificates.ofCard(tx, cardId)).map(({ kind }) => kind);
  return (['signature', 'authentication', 'registry', 'text'] as const).filter(
    (kind) => kind === 'registry' || kind === 'text' || kinds.includes(kind),
  );
}
