import { addDays, HANDOVER, jstDate, pickUpDeadline } from '@mibun/rules';
import type { Application } from '../../../issuance/applications/index.ts';
import type { Card } from '../../../issuance/cards/index.ts';
import type { Act, Actor, Tx } from '../../../platform/index.ts';
import type { Resident } from '../../../registry/residents/index.ts';
import { counterActs } from '../audited-acts.ts';
import { withCardAtOffice } from '../chip.ts';
import { actOf, type Context, cardFor, SET_UP_JOB } from '../context.ts';
import { counterErrors } from '../errors.ts';
import type { SetUpAnswer, SetUpFinding } from '../schemas.ts';
import { wasGivenUp } from '../visit/store.ts';
import { compareChip, type Expected, finding } from './compare.ts';
import { type ChipReading, isLastingFault, readChip } from './read-chip.ts';
import { findSetUp, finishSetUp, queueSetUp, type SetUp } from './store.ts';
import { setUpView } from './view.ts';

/** Queues the pre-issue set-up of a card (PRD-02). Asking again while it waits changes nothing. */
export async function askForSetUp(context: Context, cardId: string, actor: Actor): Promise<SetUpAnswer> {
  const { applications, platform } = context;
  return platform.database.transaction(async (tx) => {
    const act = actOf(actor, 'set-up', cardId);
    const card = await cardFor(context, tx, cardId, act, { action: 'hand-over', wanted: 'do' });
    const application = await applications.get(tx, card.application);
    const stage = application.state === 'AT_MUNICIPALITY' || application.state === 'READY';
    if (card.state !== 'AT_OFFICE' || !stage) throw counterErrors.SET_UP_NOT_POSSIBLE();
    const earlier = await findSetUp(tx, cardId);
    if (earlier?.state !== 'queued') {
      const { municipality } = card;
      const at = platform.clock.now();
      await queueSetUp(tx, {
        cardId,
        application: application.id,
        municipality,
        askedBy: actor,
        askedAt: at,
      });
      await platform.audit.record(tx, {
        ...actOf(actor, 'set-up', application.id),
        action: counterActs['ask-for-set-up'],
        subject: card.personId,
        detail: { cardId },
      });
      await platform.jobs.send(tx, SET_UP_JOB, { cardId });
    }
    return { cardId, setUp: setUpView(await findSetUp(tx, cardId)) };
  });
}

/**
 * The job: reads the chip back over the issuer's channel, holds it against registry, vault and the record of
 * certificates, and only then makes the application READY. It may run any number of times.
 */
export async function setUpCard(context: Context, cardId: string): Promise<void> {
  const { clock, database } = context.platform;
  const waiting = await database.query((tx) => findSetUp(tx, cardId));
  if (waiting?.state !== 'queued') return;
  const act = actOf(waiting.askedBy, 'set-up', waiting.application);
  const { application, expected } = await gather(context, cardId, act);
  const findings = await check(context, expected);
  await database.transaction(async (tx) => {
    if ((await findSetUp(tx, cardId))?.state !== 'queued') return;
    if (findings.length > 0) {
      await finishSetUp(tx, cardId, { state: 'failed', findings, doneAt: clock.now() });
      await context.platform.audit.record(tx, {
        ...act,
        action: counterActs['set-up-failed'],
        subject: application.personId,
        detail: { cardId, findings: findings.map(({ id }) => id) },
      });
      return;
    }
    await becomeReady(context, tx, waiting, application, expected.resident, act);
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

/** A card that is being carried or pulled out is worth another try of the job; a chip that is wrong stays wrong. */
async function check(context: Context, expected: Expected): Promise<readonly SetUpFinding[]> {
  const { card } = expected;
  const reading = await read(context, card);
  if (reading === undefined) return [finding('card-not-here')];
  if (reading === 'unreadable') return [finding('card-unreadable')];
  return compareChip(reading, expected);
}

async function read(context: Context, card: Card): Promise<ChipReading | 'unreadable' | undefined> {
  const { cardId, chipSerial } = card;
  const afterCancelledVisit = await context.platform.database.query((tx) =>
    wasGivenUp(tx, HANDOVER.name, cardId),
  );
  try {
    return await withCardAtOffice(context, card, (connection) =>
      readChip(context, connection, chipSerial, { afterCancelledVisit }),
    );
  } catch (error) {
    if (isLastingFault(error)) return 'unreadable';
    throw error;
  }
}

/** READY, and with that the holder is told (NTC-01): once, so a set-up that is repeated keeps the first notice's day. */
async function becomeReady(
  context: Context,
  tx: Tx,
  setUp: SetUp,
  application: Application,
  resident: Resident,
  act: Act,
): Promise<void> {
  const { applications, notices, platform } = context;
  const at = platform.clock.now();
  const noticeOn = setUp.noticeOn ?? jstDate(at);
  const { reminderOn } = setUp;
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
  await finishSetUp(tx, setUp.cardId, { state: 'done', ...result });
  await platform.audit.record(tx, {
    ...act,
    action: counterActs['set-up'],
    subject: application.personId,
    detail: { cardId: setUp.cardId, deadline, registryVersion: resident.version },
  });
}
