import type { CardConnection } from '@mibun/reader';
import { addDays, HANDOVER, jstDate, pickUpDeadline } from '@mibun/rules';
import type { Application } from '../../../issuance/applications/index.ts';
import type { Card } from '../../../issuance/cards/index.ts';
import type { Act, Actor, Tx } from '../../../platform/index.ts';
import type { Resident } from '../../../registry/residents/index.ts';
import { counterActs } from '../audited-acts.ts';
import { withCardAtOffice } from '../chip.ts';
import { actOf, type Context, cardFor, SET_UP_JOB } from '../context.ts';
import { counterErrors } from '../errors.ts';
import type { RelayTicket, SetUpAnswer, SetUpFinding } from '../schemas.ts';
import { wasGivenUp } from '../visit/store.ts';
import { compareChip, type Expected, finding } from './compare.ts';
import { type ChipReading, isLastingFault, readChip } from './read-chip.ts';
import { findSetUp, finishSetUp, queueSetUp } from './store.ts';
import { setUpView } from './view.ts';

/**
 * Begins the pre-issue set-up of a card (PRD-02): a card that this server reaches itself by a job, and asking again while it
 * waits changes nothing; any other in the reader beside the clerk, by the relay that is answered.
 */
export async function askForSetUp(context: Context, cardId: string, actor: Actor): Promise<SetUpAnswer> {
  const { platform, tray } = context;
  const asked = await platform.database.transaction(async (tx) => {
    const card = await cardToSetUp(context, tx, cardId, actor);
    const earlier = await findSetUp(tx, cardId);
    const isHere = tray.placeOf(card.chipSerial) !== undefined;
    if (earlier?.state !== 'queued' || !isHere) {
      await platform.audit.record(tx, {
        ...actOf(actor, 'set-up', card.application),
        action: counterActs['ask-for-set-up'],
        subject: card.personId,
        detail: { cardId },
      });
    }
    if (isHere && earlier?.state !== 'queued') {
      await queueSetUp(tx, askedFor(card, actor, platform.clock.now()));
      await platform.jobs.send(tx, SET_UP_JOB, { cardId });
    }
    return { card, isHere, setUp: setUpView(await findSetUp(tx, cardId)) };
  });
  const relay = asked.isHere ? null : setUpInReader(context, asked.card, actor);
  return { cardId, setUp: asked.setUp, relay };
}

/** A card that lies at the office of whoever asks and is not with its holder yet. */
async function cardToSetUp(context: Context, tx: Tx, cardId: string, actor: Actor): Promise<Card> {
  const act = actOf(actor, 'set-up', cardId);
  const card = await cardFor(context, tx, cardId, act, { action: 'hand-over', wanted: 'do' });
  const { state } = await context.applications.get(tx, card.application);
  const stage = state === 'AT_MUNICIPALITY' || state === 'READY';
  if (card.state !== 'AT_OFFICE' || !stage) throw counterErrors.SET_UP_NOT_POSSIBLE();
  return card;
}

const askedFor = ({ cardId, application, municipality }: Card, askedBy: Actor, askedAt: Date) => ({
  cardId,
  application,
  municipality,
  askedBy,
  askedAt,
});

/**
 * The card lies in the reader of the clerk who asked. Nothing stays queued: what is broken off there is begun there again,
 * and only what the chip has said goes on record.
 */
function setUpInReader(context: Context, { cardId, chipSerial }: Card, actor: Actor): RelayTicket {
  const { clock, database } = context.platform;
  const ticket = context.relay.open(
    async (connection) => {
      const card = await database.transaction((tx) => cardToSetUp(context, tx, cardId, actor));
      const act = actOf(actor, 'set-up', card.application);
      const { application, expected } = await gather(context, cardId, act);
      const findings = await judge(await read(context, card, (use) => use(connection)), expected);
      await database.transaction(async (tx) => {
        // Once more: a person may have sat before the reader for long.
        const present = await cardToSetUp(context, tx, cardId, actor);
        await queueSetUp(tx, askedFor(present, actor, clock.now()));
        await conclude(context, tx, { cardId, application, resident: expected.resident, findings, act });
      });
      return { cardId, state: findings.length > 0 ? 'failed' : 'done' };
    },
    { chipSerial, onFinished: () => {} },
  );
  return { ...ticket, cardSerial: chipSerial };
}

/**
 * The job: reads the chip back over the issuer's channel, holds it against registry, vault and the record of
 * certificates, and only then makes the application READY. It may run any number of times.
 */
export async function setUpCard(context: Context, cardId: string): Promise<void> {
  const { database } = context.platform;
  const waiting = await database.query((tx) => findSetUp(tx, cardId));
  if (waiting?.state !== 'queued') return;
  const act = actOf(waiting.askedBy, 'set-up', waiting.application);
  const { application, expected } = await gather(context, cardId, act);
  const { card, resident } = expected;
  const found = await read(context, card, (use) => withCardAtOffice(context, card, use));
  const findings = await judge(found, expected);
  await database.transaction(async (tx) => {
    if ((await findSetUp(tx, cardId))?.state !== 'queued') return;
    await conclude(context, tx, { cardId, application, resident, findings, act });
  });
}

interface Concluded {
  readonly cardId: string;
  readonly application: Application;
  /** As the chip was compared with them. */
  readonly resident: Resident;
  readonly findings: readonly SetUpFinding[];
  readonly act: Act;
}

async function conclude(context: Context, tx: Tx, concluded: Concluded): Promise<void> {
  const { act, application, cardId, findings } = concluded;
  if (findings.length === 0) return becomeReady(context, tx, concluded);
  await finishSetUp(tx, cardId, { state: 'failed', findings, doneAt: context.platform.clock.now() });
  await context.platform.audit.record(tx, {
    ...act,
    action: counterActs['set-up-failed'],
    subject: application.personId,
    detail: { cardId, findings: findings.map(({ id }) => id) },
  });
}

async function gather(context: Context, cardId: string, act: Act) {
  const { applications, cards, certificates, residents } = context;
  const { blobs, database, vault } = context.platform;
  return database.transaction(async (tx) => {
    const card = await cards.get(tx, cardId);
    const application = await applications.get(tx, card.application);
    const photo = application.photo ? await blobs.get(tx, application.photo) : undefined;
    const expected: Expected = {
      card,
      resident: await residents.read(tx, card.personId, act),
      individualNumber: await vault.read(tx, card.personId, act),
      certificates: await certificates.ofCard(tx, cardId),
      photo: photo?.bytes,
      faceCa: certificates.ca('card-face').certificate.spki,
    };
    return { application, expected };
  });
}

type Reading = ChipReading | 'unreadable' | undefined;

/** A card that is being carried or pulled out is worth another try of the job; a chip that is wrong stays wrong. */
async function judge(reading: Reading, expected: Expected): Promise<readonly SetUpFinding[]> {
  if (reading === undefined) return [finding('card-not-here')];
  if (reading === 'unreadable') return [finding('card-unreadable')];
  return compareChip(reading, expected);
}

/** @param withCard gives the card, or `undefined` where it is not */
async function read(
  context: Context,
  { cardId, chipSerial }: Card,
  withCard: <T>(use: (connection: CardConnection) => Promise<T>) => Promise<T | undefined>,
): Promise<Reading> {
  const afterCancelledVisit = await context.platform.database.query((tx) =>
    wasGivenUp(tx, HANDOVER.name, cardId),
  );
  try {
    return await withCard((connection) => readChip(context, connection, chipSerial, { afterCancelledVisit }));
  } catch (error) {
    if (isLastingFault(error)) return 'unreadable';
    throw error;
  }
}

/** READY, and with that the holder is told (NTC-01): once, so a set-up that is repeated keeps the first notice's day. */
async function becomeReady(
  context: Context,
  tx: Tx,
  { act, application, cardId, resident }: Concluded,
): Promise<void> {
  const { applications, notices, platform } = context;
  const at = platform.clock.now();
  const earlier = await findSetUp(tx, cardId);
  const noticeOn = earlier?.noticeOn ?? jstDate(at);
  const reminderOn = earlier?.reminderOn;
  const deadline = pickUpDeadline({ noticeOn, ...(reminderOn && { reminderOn }) }, context.country?.pickUp);
  if (application.state === 'AT_MUNICIPALITY') {
    await applications.move(tx, application.id, 'set-up', act, { given: { pickUpBy: deadline } });
  }
  const letters = await notices.letters(tx, { caseId: application.id });
  const letterId = letters.find(({ kind }) => kind === 'issue-notice')?.id;
  if (!letterId) throw new Error(`${application.id} is ready, and no notice was written`);
  const result = {
    doneAt: at,
    registryVersion: resident.version,
    noticeOn,
    deadline,
    letterId,
    dueOn: addDays(deadline, 1),
  };
  await finishSetUp(tx, cardId, { state: 'done', ...result });
  await platform.audit.record(tx, {
    ...act,
    action: counterActs['set-up'],
    subject: application.personId,
    detail: { cardId, deadline, registryVersion: resident.version },
  });
}
