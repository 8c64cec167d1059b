import {
  addDays,
  cardSurvivesMove,
  DEADLINES,
  daysBetween,
  jstDate,
  type Move,
  type PlainDate,
  REGISTRY_CONSEQUENCES,
} from '@mibun/rules';
import type { Certificates } from '../../authority/certificates/index.ts';
import type { Act, Bilingual, Platform } from '../../platform/index.ts';
import type { Cards } from './api.ts';
import { type ChangeCard, IN_OPERATION } from './change.ts';
import { LAPSE_REASONS, NO_CONTINUED_USE, reasonInWords, validInWords } from './notices.ts';
import { cardsOfPerson, lockExpired, lockMoving, saveDeadlines } from './store.ts';

const AT_ONCE = 200;
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

  return {
    async followRegistry(tx, personId, { event, announcedDate, movedOn, stayUntil }, act) {
      const consequence = REGISTRY_CONSEQUENCES[event];
      const today = jstDate(clock.now());
      const current = (await cardsOfPerson(tx, personId)).find(({ state }) => IN_OPERATION.includes(state));
      if (current) {
        const { cardId } = current;
        const move =
          event === 'moved-out' || event === 'moved-in'
            ? moveAfter(current.move, { event, today, announcedDate, movedOn })
            : undefined;
        const words = {
          ...reasonInWords(LAPSE_REASONS[event]),
          ...(move && endOfMoveInWords(move, current.expiry, today)),
        };
        if (consequence.card) {
          await change(tx, cardId, consequence.card, act, {
            detail: { event },
            // Nobody writes to the dead; their household has brought the news.
            given: event === 'died' ? { untold: true } : { words },
          });
        }
        if (stayUntil && stayUntil < current.expiry) await saveDeadlines(tx, cardId, { expiry: stayUntil });
        if (move) await saveDeadlines(tx, cardId, { move });
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
          // Cards and certificates go by different clocks (VAL-09), but no certificate outlives its card.
          for (const { cardId } of due) await change(tx, cardId, 'expire', TIMER);
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
            const { reason, words } = why;
            await change(tx, card.cardId, 'lapse', TIMER, {
              detail: { why: reason },
              given: { words: reasonInWords(words) },
            });
            missed++;
          }
          return missed;
        }))
      );
    },

    continueUse: (tx, cardId, municipality, act) =>
      change(tx, cardId, 'continue-use', act, {
        changes: { municipality, move: null, updateDueBy: null },
        detail: { municipality },
      }),
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

/** When a card ends after a move whose continued use nobody arranges; nothing where its own last day comes first. */
function endOfMoveInWords(move: Move, expiry: PlainDate, today: PlainDate): Readonly<Record<string, string>> {
  if (move.reportedOn === undefined) return {};
  const last = cardSurvivesMove(move, today).ok
    ? addDays(move.reportedOn, DEADLINES.continuedUseDays)
    : today;
  return last < expiry ? validInWords(last, NO_CONTINUED_USE) : {};
}

function missedDeadline(
  move: Move,
  today: PlainDate,
): { readonly reason: string; readonly words: Bilingual } | undefined {
  // Until somebody has said when they moved in, only the announced date counts.
  if (move.reportedOn === undefined) {
    if (daysBetween(move.announcedDate, today) <= ANNOUNCED_DAYS) return undefined;
    return {
      reason: 'announced-date-passed',
      words: {
        ja: '転出予定日から30日以内に転入届がなかったため',
        en: 'The move was not reported within 30 days of the announced date.',
      },
    };
  }
  const verdict = cardSurvivesMove(move, today);
  return verdict.ok ? undefined : { reason: verdict.reason, words: verdict };
}
