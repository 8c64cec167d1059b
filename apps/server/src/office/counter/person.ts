import type { Bilingual } from '@mibun/rules';
import {
  APPLICATION,
  AUTHENTICATION_CERTIFICATE,
  ageOn,
  CARD,
  jstDate,
  needsRepresentative,
  SIGNATURE_CERTIFICATE,
} from '@mibun/rules';
import type { IssuedCertificate } from '../../authority/certificates/index.ts';
import type { Application } from '../../issuance/applications/index.ts';
import type { Card } from '../../issuance/cards/index.ts';
import { type Actor, mayAct, ofOne, type Tx } from '../../platform/index.ts';
import type { Resident } from '../../registry/residents/index.ts';
import { actsFor } from './acts.ts';
import { actOf, type Context } from './context.ts';
import { destructionOf, destructionView } from './destruction/destroy.ts';
import type { PersonAnswer } from './schemas.ts';
import { type SetUp, setUpsOf } from './set-up/store.ts';
import { setUpView } from './set-up/view.ts';
import { unfinishedVisits } from './visit/store.ts';

/** Everything that a clerk needs to see of one person before acting, and what they may do now. */
export async function showPerson(context: Context, personId: string, viewer: Actor): Promise<PersonAnswer> {
  const { applications, cards, notices, platform, residents } = context;
  return platform.database.transaction(async (tx) => {
    const act = actOf(viewer, 'counter-service', personId);
    await mayAct(context, tx, act, {
      action: 'see-status',
      wanted: 'look',
      find: () => residents.whereabouts(tx, personId),
      concerns: ofOne,
    });
    const resident = await residents.look(tx, personId, act);
    const theirs = await cards.ofPerson(tx, personId);
    const cardIds = theirs.map(({ cardId }) => cardId);
    const situation = {
      viewer,
      now: platform.clock.now(),
      applications: await applications.ofPerson(tx, personId),
      cards: theirs,
      setUps: await setUpsOf(tx, cardIds),
      visits: await unfinishedVisits(tx, { cardIds }),
      destructions: await context.destructions.waiting(tx, { subjects: cardIds.map(destructionOf) }),
    };
    const cardViews = [];
    for (const card of theirs) cardViews.push(await cardView(context, tx, card));
    return {
      person: personView(resident, context),
      applications: situation.applications.map((application) =>
        applicationView(application, situation.setUps, viewer),
      ),
      cards: cardViews,
      letters: (await notices.letters(tx, { personId, limit: 50 })).map((letter) => ({
        id: letter.id,
        kind: letter.kind,
        createdAt: letter.createdAt.toISOString(),
        printed: letter.pdf !== null,
      })),
      destructions: situation.destructions.map((one) => destructionView(context.destructions, one, viewer)),
      acts: [...actsFor(situation, context.procedures)],
    };
  });
}

function personView(resident: Resident, { platform, residents }: Context): PersonAnswer['person'] {
  const on = jstDate(platform.clock.now());
  return {
    personId: resident.personId,
    name: resident.name,
    nameKana: resident.nameKana,
    nameRomaji: resident.nameRomaji,
    birthDate: resident.birthDate,
    age: ageOn(resident.birthDate, on),
    sex: resident.sex,
    address: resident.address,
    municipality: residents.municipality(resident.municipality).name,
    nationality: resident.nationality,
    stayUntil: resident.stayUntil,
    hasEmail: resident.email !== null,
    needsRepresentative: needsRepresentative({ birthDate: resident.birthDate, on, ward: false }),
  };
}

function applicationView(
  application: Application,
  setUps: ReadonlyMap<string, SetUp>,
  viewer: Actor,
): PersonAnswer['applications'][number] {
  const setUp = setUps.get(application.cardId ?? '');
  return {
    id: application.id,
    version: application.version,
    state: application.state,
    label: APPLICATION.states[application.state],
    cause: application.cause,
    receivedAt: application.receivedAt?.toISOString() ?? null,
    wantsSignature: application.wantsSignature,
    wantsAuthentication: application.wantsAuthentication,
    cardId: application.cardId,
    deadline: setUp?.deadline ?? null,
    setUp: setUpView(setUp),
    screenedByViewer: application.screeners.includes(viewer.id),
  };
}

async function cardView(
  { cards, certificates }: Context,
  tx: Tx,
  card: Card,
): Promise<PersonAnswer['cards'][number]> {
  return {
    cardId: card.cardId,
    chipSerial: card.chipSerial,
    version: card.version,
    state: card.state,
    label: CARD.states[card.state],
    application: card.application,
    issueDate: card.issueDate,
    expiry: card.expiry,
    changedAt: card.changedAt.toISOString(),
    certificates: (await certificates.ofCard(tx, card.cardId)).map(certificateView),
    history: (await cards.history(tx, card.cardId)).map(({ at, event, actorName, reason }) => ({
      at: at.toISOString(),
      label: CARD.events[event],
      actorName,
      reason,
    })),
  };
}

function certificateView(
  certificate: IssuedCertificate,
): PersonAnswer['cards'][number]['certificates'][number] {
  const { kind, serial, state, reason, notAfter } = certificate;
  const states: Readonly<Partial<Record<typeof state, Bilingual>>> =
    kind === 'signature' ? SIGNATURE_CERTIFICATE.states : AUTHENTICATION_CERTIFICATE.states;
  return {
    kind,
    serial,
    state,
    label: states[state] ?? { ja: state, en: state },
    reason,
    notAfter: notAfter.toISOString(),
  };
}
