import type { Lifecycle } from './engine.ts';

export type ConsentState = 'GIVEN' | 'WITHDRAWN' | 'EXPIRED' | 'SUPERSEDED';
export type ConsentEvent = 'give' | 'renew' | 'withdraw' | 'expire';

/**
 * A consent to the supply of current attributes to one service (domain.md §6.8). None of the ends is ever undone.
 * Whoever is supplied is asked about the state each time, so that an end has nothing else to do.
 */
export const CONSENT: Lifecycle<ConsentState, ConsentEvent> = {
  name: 'consent',
  title: { ja: '最新の利用者情報の提供の同意', en: 'consent to the supply of current attributes' },
  states: {
    GIVEN: { ja: '同意中', en: 'given' },
    WITHDRAWN: { ja: '撤回済み', en: 'withdrawn', final: true },
    EXPIRED: { ja: '期間満了', en: 'expired', final: true },
    SUPERSEDED: { ja: '新しい同意に切替え済み', en: 'replaced by a newer one', final: true },
  },
  events: {
    give: { ja: '同意する', en: 'consent' },
    renew: { ja: '新しく同意し直す', en: 'consent anew' },
    withdraw: { ja: '同意を撤回する', en: 'withdraw the consent' },
    expire: { ja: '期間を終える', en: 'let the consent expire' },
  },
  transitions: [
    {
      from: null,
      event: 'give',
      actors: ['resident'],
      to: 'GIVEN',
      rule: 'LAT-03',
      guard:
        'signed with the bearer’s valid signature certificate; after a withdrawal only on a request of the company (LAT-04)',
      effects: [],
    },
    {
      from: 'GIVEN',
      event: 'renew',
      actors: ['resident'],
      to: 'SUPERSEDED',
      rule: 'LAT-03',
      guard: 'a new consent to the same service was signed',
      effects: [],
    },
    {
      from: 'GIVEN',
      event: 'withdraw',
      actors: ['resident'],
      to: 'WITHDRAWN',
      rule: 'LAT-04',
      guard: 'signed with the bearer’s valid signature certificate',
      effects: [],
    },
    {
      from: 'GIVEN',
      event: 'expire',
      actors: ['timer'],
      to: 'EXPIRED',
      rule: 'LAT-04',
      guard: 'ten years from the day after the consent are over',
      effects: [],
    },
  ],
};

/**
 * Whether a consent that was given and not ended allows a supply at an instant. `until` is the last second of its period
 * (`consentPeriod`), which counts to its end.
 */
export function isWithinConsent(
  { from, until }: { readonly from: Date; readonly until: Date },
  at: Date,
): boolean {
  return at >= from && at.getTime() < until.getTime() + 1000;
}
