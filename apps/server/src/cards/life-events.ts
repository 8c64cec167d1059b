import {
  addDays,
  type CardEvent,
  cardSurvivesMove,
  daysBetween,
  jstDate,
  type Move,
  type PlainDate,
  REGISTRY_CONSEQUENCES,
} from '@mibun/rules';
import type { Certificates } from '../certificates/index.ts';
import type { Act, Platform, Tx } from '../platform/index.ts';
import type { Card, Cards } from './api.ts';
import { cardsOfPerson, lockExpired, lockMoving, saveDeadlines } from './store.ts';

export type ChangeCard = (
  tx: Tx,
  cardId: string,
  event: CardEvent,
  act: Act,
  detail?: Readonly<Record<string, unknown>>,
) => Promise<Card>;

const AT_ONCE = 200;
/** To bring the card after a change of name or address (UPD-01). */
const UPDATE_DAYS = 14;
/** From the announced date of a move to the move-in report (UPD-02 b). */
const ANNOUNCED_DAYS = 30;
const TIMER: Act = { actor: { kind: 'timer', id: 'timer', name: 'Mibun' }, purpose: 'administration' };

/** What time and the registry do to cards; nobody has to think of it. */
export function lifeEventsOf(
  platform: Platform,
  certificates: Certificates,
  change: ChangeCard,
): Pick<Cards, 'followRegistry' | 'lapseDue' | 'continueUse'> {
  const { clock, database } = platform;

  /** Cards and certificates go by different clocks (VAL-09), but no certificate outlives its card. */
  async function expire(tx: Tx, { cardId }: Card): Promise<void> {
    await change(tx, cardId, 'expire', TIMER);
    await certificates.endOfCardExpiry(tx, cardId, TIMER);
  }

  async function lapse(tx: Tx, { cardId }: Card, why: string): Promise<void> {
    await change(tx, cardId, 'lapse', TIMER, { why });
    await certificates.revokeOfCard(tx, cardId, 'cessationOfOperation', TIMER);
  }

  return {
    async followRegistry(tx, personId, { event, announcedDate, movedOn, stayUntil }, act) {
      const consequence = REGISTRY_CONSEQUENCES[event];
      const today = jstDate(clock.now());
      const current = (await cardsOfPerson(tx, personId)).find(
        ({ state }) => state === 'ACTIVE' || state === 'SUSPENDED',
      );
      if (current) {
        const { cardId } = current;
        if (consequence.card) await change(tx, cardId, consequence.card, act, { event });
        if (consequence.card === 'mark-update') {
          await saveDeadlines(tx, cardId, { updateDueBy: addDays(today, UPDATE_DAYS) });
        }
        if (stayUntil && stayUntil < current.expiry) await saveDeadlines(tx, cardId, { expiry: stayUntil });
        if (event === 'moved-out' || event === 'moved-in') {
          const move = moveAfter(current.move, { event, today, announcedDate, movedOn });
          await saveDeadlines(tx, cardId, { move });
        }
      }
      // Of cards that are not handed over yet, too: what is certified there is not true any more.
      if (consequence.certificates === 'ended') {
        await certificates.revokeOfPerson(tx, personId, 'cessationOfOperation', act);
      } else if (consequence.certificates === 'attributes-changed') {
        await certificates.revokeOfPerson(tx, personId, 'affiliationChanged', act);
      }
    },

    async lapseDue(until) {
      const today = jstDate(until ?? clock.now());
      let ended = 0;
      for (;;) {
        const some = await database.transaction(async (tx) => {
          const due = await lockExpired(tx, today, AT_ONCE);
          for (const card of due) await expire(tx, card);
          return due.length;
        });
        ended += some;
        if (some < AT_ONCE) break;
      }
      return (
        ended +
        (await database.transaction(async (tx) => {
          let missed = 0;
          for (const card of await lockMoving(tx)) {
            const why = card.move && missedDeadline(card.move, today);
            if (!why) continue;
            await lapse(tx, card, why);
            missed++;
          }
          return missed;
        }))
      );
    },

    async continueUse(tx, cardId, municipality, act) {
      const card = await change(tx, cardId, 'continue-use', act, { municipality });
      const continued = { municipality, move: null, updateDueBy: null };
      await saveDeadlines(tx, cardId, continued);
      return { ...card, ...continued };
    },
  };
}

/** A second move while the first is open is what UPD-02 (d) is about. */
function moveAfter(
  open: Move | null,
  now: {
    readonly event: 'moved-out' | 'moved-in';
    readonly today: PlainDate;
    readonly announcedDate: PlainDate | undefined;
    readonly movedOn: PlainDate | undefined;
  },
): Move {
  const { event, today, announcedDate = today, movedOn = today } = now;
  if (open?.reportedOn !== undefined) return { ...open, furtherMoveOn: today };
  if (event === 'moved-out') return { movedOn: announcedDate, announcedDate };
  return { movedOn, announcedDate: open?.announcedDate ?? movedOn, reportedOn: today };
}

function missedDeadline(move: Move, today: PlainDate): string | undefined {
  // Until somebody has said when they moved in, only the announced date counts.
  if (move.reportedOn === undefined) {
    return daysBetween(move.announcedDate, today) > ANNOUNCED_DAYS ? 'announced-date-passed' : undefined;
  }
  const verdict = cardSurvivesMove(move, today);
  return verdict.ok ? undefined : verdict.reason;
}
