import {
  addDays,
  destroyableFrom,
  jstDate,
  type PickUpParameters,
  type PlainDate,
  pickUpDeadline,
} from '@mibun/rules';
import type { Application } from '../../../issuance/applications/index.ts';
import type { Card } from '../../../issuance/cards/index.ts';
import type { Act, Tx } from '../../../platform/index.ts';
import type { Context, Parts } from '../context.ts';
import { findSetUp, type SetUp, setDeadline, setUpsDue } from './store.ts';

const AT_ONCE = 100;

const TIMER: Act = { actor: { kind: 'timer', id: 'timer', name: 'Mibun' }, purpose: 'notice' };

/** The first day on which a card that nobody has picked up may be destroyed, by the deadlines of the country (NTC-03). */
export function unclaimedFrom(
  card: Pick<Card, 'expiry'>,
  application: Application,
  setUp: SetUp | undefined,
  pickUp: PickUpParameters | undefined,
): PlainDate {
  const { noticeOn, reminderOn } = setUp ?? {};
  return destroyableFrom(
    {
      appliedOn: jstDate(application.receivedAt ?? application.changedAt),
      cardExpiry: card.expiry,
      ...(noticeOn && { noticeOn }),
      ...(reminderOn && { reminderOn }),
    },
    pickUp,
  );
}

/** A second deadline, and the day on which it is over. */
export function carryOutReminders({ applications, country }: Parts): void {
  applications.carryOut(
    'set-second-deadline',
    async (tx, { thing: { id, cardId }, given: { pickUpBy }, at }) => {
      if (!cardId || !pickUpBy) throw new Error(`${id} is reminded of without a card or a deadline`);
      const today = jstDate(at);
      const second = pickUpDeadline({ noticeOn: today, reminderOn: today }, country?.pickUp);
      if (second !== pickUpBy) throw new Error(`${id} is told another deadline than it has`);
      await setDeadline(tx, cardId, { reminderOn: today, deadline: second, dueOn: addDays(second, 1) });
    },
  );
}

/**
 * What time does about cards that wait for their holders (NTC-03): a reminder after the first deadline; and when the second
 * is over, and as long as an ordinance says since application and notice, the end of waiting. How many.
 */
export async function remindDue(context: Context, until: Date): Promise<number> {
  const { database, log } = context.platform;
  const today = jstDate(until);
  for (let done = 0; ; ) {
    const due = await database.query((tx) => setUpsDue(tx, today, AT_ONCE));
    let settled = 0;
    for (const setUp of due) {
      // Each in a transaction of its own: one that cannot be settled just now keeps nobody else's.
      await database
        .transaction((tx) => settle(context, tx, setUp, today))
        .then(
          () => settled++,
          (error: unknown) =>
            log.warn({ err: error, id: setUp.application }, 'waiting could not be settled yet'),
        );
    }
    done += settled;
    if (due.length < AT_ONCE || settled === 0) return done;
  }
}

async function settle(
  context: Context,
  tx: Tx,
  { cardId, application: id }: SetUp,
  today: PlainDate,
): Promise<void> {
  const { applications, cards, country } = context;
  const application = await applications.get(tx, id);
  if (application.state !== 'READY' || application.cardId !== cardId) {
    await setDeadline(tx, cardId, { dueOn: null });
    return;
  }
  const act = { ...TIMER, caseId: id };
  const card = await cards.get(tx, cardId);
  const setUp = await findSetUp(tx, cardId);
  if (!setUp?.reminderOn && today <= card.expiry) {
    const now = jstDate(context.platform.clock.now());
    const second = pickUpDeadline({ noticeOn: now, reminderOn: now }, country?.pickUp);
    await applications.move(tx, id, 'remind', act, { given: { pickUpBy: second } });
    return;
  }
  const from = unclaimedFrom(card, application, setUp, country?.pickUp);
  if (today < from) {
    await setDeadline(tx, cardId, { dueOn: from });
    return;
  }
  await applications.move(tx, id, 'unclaim', act);
  await setDeadline(tx, cardId, { dueOn: null });
}
