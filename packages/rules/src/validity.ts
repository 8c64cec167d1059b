import { ageOn, type BirthDate, type BirthdayOptions, nthBirthdayAfter } from './birth-date.ts';
import { addDays, addMonths, earliest, type PlainDate } from './dates.ts';

// VAL-03: until then majority, and with it the threshold, was at 20.
const MAJORITY_LOWERED = '2022-04-01';

export interface CardExpiryInput extends BirthdayOptions {
  readonly birthDate: BirthDate;
  /** The day the card is produced, not the day of pick-up (domain.md VAL-01). */
  readonly issueDate: PlainDate;
  /** The day on which the age is judged: the receipt of the application for the 2022 transition; default the issue date (VAL-04). */
  readonly ageOn?: PlainDate;
  /** Last day of a limited stay; absent for nationals, permanent residents and those treated like them (VAL-05). */
  readonly stayUntil?: PlainDate;
}

/**
 * The last day on which a card is valid: the 10th birthday after issue, the 5th of a minor, never beyond the stay
 * (domain.md VAL-02 to VAL-05, AGE-03).
 */
export function cardExpiry(input: CardExpiryInput): PlainDate {
  const judgedOn = input.ageOn ?? input.issueDate;
  const majority = judgedOn < MAJORITY_LOWERED ? 20 : 18;
  const birthdays = ageOn(input.birthDate, judgedOn, input) >= majority ? 10 : 5;
  const byBirthday = nthBirthdayAfter(input.birthDate, input.issueDate, birthdays, input);
  return input.stayUntil === undefined ? byBirthday : earliest(byBirthday, input.stayUntil);
}

/** The last day of both certificates: the 5th birthday after their own issue, never beyond the card (domain.md VAL-09). */
export function certificateExpiry(
  input: {
    readonly birthDate: BirthDate;
    /** The day the certificate is issued, which may be later than the card's. */
    readonly issueDate: PlainDate;
    readonly cardExpiry: PlainDate;
  } & BirthdayOptions,
): PlainDate {
  return earliest(nthBirthdayAfter(input.birthDate, input.issueDate, 5, input), input.cardExpiry);
}

/** The first day on which card or certificate can be renewed: 2023-08-21 for an expiry on 2023-11-20 (domain.md VAL-12). */
export function renewableFrom(expiry: PlainDate): PlainDate {
  return addDays(addMonths(expiry, -3), 1);
}

/**
 * The expiry when the decision on a stay is still pending on the expiry day: two months more, never beyond what
 * age allows (domain.md VAL-06).
 */
export function pendingStayExpiry(expiry: PlainDate, maximum: PlainDate): PlainDate {
  return earliest(addMonths(expiry, 2), maximum);
}

/** The last day of health-insurance eligibility with an expired authentication certificate (domain.md USE-21). */
export function insuranceGraceUntil(certificateExpiry: PlainDate): PlainDate {
  return addMonths(certificateExpiry, 3);
}
