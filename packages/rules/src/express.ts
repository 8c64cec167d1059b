import { nthBirthdayAfter } from './birth-date.ts';
import { addDays, type PlainDate } from './dates.ts';
import type { IssueCause } from './fees.ts';
import { ALLOWED, type Bilingual, refuse, type Verdict } from './text-pair.ts';

export interface ExpressCase extends Bilingual {
  /** Days after the event; `first-birthday` ends on the day before it. */
  readonly window: number | 'first-birthday';
  /** What the fee follows from, for `reissueFee`. */
  readonly cause: IssueCause;
}

/** The cases of express issue and their windows (domain.md EXP-02). */
export const EXPRESS_CASES = {
  newborn: {
    window: 'first-birthday',
    cause: 'first',
    ja: '1歳未満の初めての申請',
    en: 'under 1 year, first card',
  },
  'move-in-from-abroad': {
    window: 30,
    cause: 'return-from-abroad',
    ja: '国外からの転入',
    en: 'moved in from abroad',
  },
  'new-foreign-resident': {
    window: 30,
    cause: 'new-resident',
    ja: '新たに中長期在留者などになった',
    en: 'newly a mid- or long-term resident',
  },
  'newly-recorded': {
    window: 30,
    cause: 'new-resident',
    ja: '新たに住民票に記載された',
    en: 'newly recorded other than by birth or move',
  },
  lost: { window: 30, cause: 'lost', ja: '紛失の届出をした', en: 'lost card reported' },
  damaged: {
    window: 30,
    cause: 'damaged',
    ja: '焼失・著しい損傷・故障',
    en: 'burnt, badly damaged or chip failure',
  },
  'damaged-not-at-fault': {
    window: 30,
    cause: 'not-at-fault',
    ja: '本人の責任によらない損傷・故障',
    en: 'damaged or failed through no fault of the holder',
  },
  'wrongly-invalidated': {
    window: 30,
    cause: 'office-error',
    ja: '誤って失効させられた',
    en: 'wrongly invalidated by an office',
  },
  'number-changed': {
    window: 30,
    cause: 'number-changed',
    ja: 'マイナンバー・住民票コードの変更',
    en: 'number or resident code changed',
  },
  'addendum-full': { window: 30, cause: 'addendum-full', ja: '追記欄の満了', en: 'addendum field full' },
  released: {
    window: 30,
    cause: 'released',
    ja: '刑事施設などからの釈放',
    en: 'released from a penal institution',
  },
} as const satisfies Readonly<Record<string, ExpressCase>>;

export type ExpressCaseId = keyof typeof EXPRESS_CASES;

export type ExpressReason = 'window-over' | 'not-yet';

/** The last day on which express issue can be asked for. The day of the event is day 0. */
export function expressUntil(id: ExpressCaseId, eventDate: PlainDate): PlainDate {
  const { window } = EXPRESS_CASES[id];
  // The event of a newborn is its birth.
  return window === 'first-birthday'
    ? addDays(nthBirthdayAfter(eventDate, eventDate, 1), -1)
    : addDays(eventDate, window);
}

/** Whether express issue may be asked for at the counter on a day; otherwise the issue is a normal one (domain.md EXP-02, EXP-03). */
export function expressEligibility(input: {
  readonly case: ExpressCaseId;
  /** Report, loss report, event or birth, as the table of EXP-02 counts. */
  readonly eventDate: PlainDate;
  readonly on: PlainDate;
}): Verdict<ExpressReason> {
  if (input.on < input.eventDate) {
    return refuse(
      'not-yet',
      'EXP-02',
      '届出などの日より前には申請できません。',
      'Not before the day of the report or event.',
    );
  }
  if (input.on <= expressUntil(input.case, input.eventDate)) return ALLOWED;
  return refuse(
    'window-over',
    'EXP-02',
    '特急発行を申請できる期間を過ぎています。通常の申請はできます。',
    'The time in which express issue can be asked for is over. A normal application is possible.',
  );
}
