import {
  addDays,
  addMonths,
  dateParts,
  dayOfWeek,
  daysBetween,
  earliest,
  endOfDayJst,
  jstDate,
  latest,
  type PlainDate,
  startOfDayJst,
} from './dates.ts';
import { ALLOWED, refuse, type Verdict } from './text-pair.ts';

/** Deadlines that are the same everywhere. */
export const DEADLINES = {
  /** A draft that is not submitted is deleted (domain.md APP-11, §10.1). */
  draftHours: 24,
  /** Wrong birth dates until an application ID is locked for online use (APP-05). */
  birthDateMismatches: 5,
  /** For whoever approved an application to take that back (PHO-07). */
  takeBackMinutes: 30,
  /** To answer a defect (§10.1). */
  correctionDays: 90,
  /** To bring the card after a change of name or address (UPD-01). */
  updateDays: 14,
  /** From the report of a move to the continued use of the card (UPD-02 c). */
  continuedUseDays: 90,
  /** After suspension, when to remind the holder to lift or abolish (LOS-11). */
  suspensionReminderDays: [14, 30, 90],
} as const;

/** What each municipality sets for itself (domain.md NTC-04). */
export interface PickUpParameters {
  readonly firstMonths: number;
  readonly reminderMonths: number;
  readonly destroyAfterMonths: number;
}

/** domain.md NTC-03. */
export const PICK_UP_DEFAULTS: PickUpParameters = {
  firstMonths: 3,
  reminderMonths: 3,
  destroyAfterMonths: 12,
};

/** Last day to pick up, as printed on the issue notice or on the reminder. */
export function pickUpDeadline(
  sent: { readonly noticeOn: PlainDate; readonly reminderOn?: PlainDate },
  parameters: PickUpParameters = PICK_UP_DEFAULTS,
): PlainDate {
  return sent.reminderOn === undefined
    ? addMonths(sent.noticeOn, parameters.firstMonths)
    : addMonths(sent.reminderOn, parameters.reminderMonths);
}

/** What is known about a card that nobody has picked up. */
export interface UnclaimedCard {
  readonly appliedOn: PlainDate;
  readonly cardExpiry: PlainDate;
  readonly noticeOn?: PlainDate;
  readonly reminderOn?: PlainDate;
  /** The notice came back. */
  readonly undeliverableOn?: PlainDate;
  /** The card itself was mailed and came back. */
  readonly returnedOn?: PlainDate;
  /** Hardship, such as a stay in hospital. */
  readonly hold?: boolean;
}

/**
 * The first day on which an unclaimed card may be destroyed (domain.md NTC-03). With a hold, or before the reminder is
 * sent, that is the day after the card expires: an expired card can no longer be handed over.
 */
export function destroyableFrom(
  card: UnclaimedCard,
  parameters: PickUpParameters = PICK_UP_DEFAULTS,
): PlainDate {
  const afterExpiry = addDays(card.cardExpiry, 1);
  if (card.hold) return afterExpiry;
  const reasons: PlainDate[] = [];
  if (card.noticeOn !== undefined && card.reminderOn !== undefined) {
    reasons.push(
      addDays(
        latest(
          pickUpDeadline({ noticeOn: card.noticeOn, reminderOn: card.reminderOn }, parameters),
          addMonths(card.appliedOn, parameters.destroyAfterMonths),
          addMonths(card.noticeOn, parameters.destroyAfterMonths),
        ),
        1,
      ),
    );
  }
  if (card.undeliverableOn !== undefined) {
    reasons.push(addDays(addMonths(card.undeliverableOn, parameters.destroyAfterMonths), 1));
  }
  if (card.returnedOn !== undefined) reasons.push(addDays(addMonths(card.returnedOn, 6), 1));
  return earliest(afterExpiry, ...reasons);
}

/** A move to another municipality and what has been done about the card since. */
export interface Move {
  readonly movedOn: PlainDate;
  /** The moving date announced when moving out. */
  readonly announcedDate: PlainDate;
  readonly reportedOn?: PlainDate;
  readonly continuedOn?: PlainDate;
  /** Another move before continued use was done. */
  readonly furtherMoveOn?: PlainDate;
}

export type MoveLapse = 'reported-late' | 'announced-date-passed' | 'continued-late' | 'moved-again';

/** Whether the card survives the move as things stand on a day (domain.md UPD-02). */
export function cardSurvivesMove(move: Move, on: PlainDate): Verdict<MoveLapse> {
  const reported = move.reportedOn ?? on;
  if (daysBetween(move.movedOn, reported) > 14) {
    return refuse(
      'reported-late',
      'UPD-02',
      '転入した日から14日以内に転入届がなかったため、カードは失効しました。',
      'The move was not reported within 14 days, so that the card has lapsed.',
    );
  }
  if (daysBetween(move.announcedDate, reported) > 30) {
    return refuse(
      'announced-date-passed',
      'UPD-02',
      '転出予定日から30日以内に転入届がなかったため、カードは失効しました。',
      'The move was not reported within 30 days of the announced date, so that the card has lapsed.',
    );
  }
  const continued = move.continuedOn ?? on;
  if (move.furtherMoveOn !== undefined && move.furtherMoveOn <= continued) {
    return refuse(
      'moved-again',
      'UPD-02',
      '継続利用の手続きをする前に再び転出したため、カードは失効しました。',
      'There was another move before continued use was done, so that the card has lapsed.',
    );
  }
  if (move.reportedOn !== undefined && daysBetween(move.reportedOn, continued) > DEADLINES.continuedUseDays) {
    return refuse(
      'continued-late',
      'UPD-02',
      '転入届から90日以内に継続利用の手続きがなかったため、カードは失効しました。',
      'Continued use was not done within 90 days of the report, so that the card has lapsed.',
    );
  }
  return ALLOWED;
}

/**
 * First and last second of a consent to supply the latest attributes, accepted on a day: ten years from the next day
 * (domain.md LAT-04). Counted from a day that the last year does not have, it ends with that month (Civil Code art. 143).
 */
export function consentPeriod(registeredOn: PlainDate): { readonly from: Date; readonly until: Date } {
  const first = addDays(registeredOn, 1);
  const corresponding = addMonths(first, 120);
  const exists = dateParts(corresponding).day === dateParts(first).day;
  const last = exists ? addDays(corresponding, -1) : corresponding;
  return { from: startOfDayJst(first), until: endOfDayJst(last) };
}

/** Whether kiosks issue documents at an instant (domain.md KSK-01). A municipality may close any service besides. */
export function kioskOpen(instant: Date, documents: 'general' | 'family-register'): boolean {
  const date = jstDate(instant);
  const { month, day } = dateParts(date);
  if ((month === 12 && day >= 29) || (month === 1 && day <= 3)) return false;
  const minute = Math.floor((instant.getTime() - startOfDayJst(date).getTime()) / 60_000);
  if (documents === 'general') return minute >= 6 * 60 + 30 && minute < 23 * 60;
  const weekday = dayOfWeek(date);
  return weekday >= 1 && weekday <= 5 && minute >= 9 * 60 && minute < 17 * 60;
}
