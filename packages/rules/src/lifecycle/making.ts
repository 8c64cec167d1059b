import type { ActorKind, Lifecycle } from './engine.ts';

export type MakingState = 'WAITING' | 'MAKING' | 'PASSED' | 'FAILED' | 'SHIPPED' | 'DISCARDED';

export type MakingEvent = 'enter' | 'begin' | 'pass' | 'fail' | 'discard' | 'ship';

/** A card that must not leave: PRD-03 destroys it with a record of two persons, and PRD-05 ends its certificates. */
const DESTROYED = ['destroy-card-record', 'open-incident', 'shred-chip'] as const;

/** Whoever has started the batch, and the line itself, which carries on without them. */
const LINE: readonly ActorKind[] = ['card-operator', 'system'];

/** The life of one attempt to make one card (domain.md §5.1). An application whose card failed gets another. */
export const MAKING: Lifecycle<MakingState, MakingEvent> = {
  name: 'making',
  title: { ja: 'カードの製造', en: 'making of a card' },
  states: {
    WAITING: { ja: '製造待ち', en: 'waiting to be made' },
    MAKING: { ja: '製造中', en: 'being made' },
    PASSED: { ja: '検査合格', en: 'passed the checks' },
    FAILED: { ja: '検査不合格', en: 'failed a check', final: true },
    SHIPPED: { ja: '発送済み', en: 'shipped', final: true },
    DISCARDED: { ja: '破棄', en: 'discarded', final: true },
  },
  events: {
    enter: { ja: '製造単位に入れる', en: 'enter a batch' },
    begin: { ja: '作り始める', en: 'begin to make' },
    pass: { ja: '検査に合格とする', en: 'pass the quality gates' },
    fail: { ja: '検査に不合格とする', en: 'fail a quality gate' },
    discard: { ja: '破棄する', en: 'discard' },
    ship: { ja: '発送する', en: 'ship' },
  },
  transitions: [
    {
      from: null,
      event: 'enter',
      actors: LINE,
      to: 'WAITING',
      rule: 'PRD-01',
      guard:
        'the application enters the batch in the same transaction; whoever screened it does not make it (§9)',
      effects: [],
    },
    {
      from: 'WAITING',
      event: 'begin',
      actors: ['system'],
      to: 'MAKING',
      rule: 'PRD-01',
      guard: 'the application is in production, as it was when it entered the batch',
      effects: [],
    },
    {
      from: 'MAKING',
      event: 'pass',
      actors: ['system'],
      to: 'PASSED',
      rule: 'PRD-03',
      guard: 'every gate passed',
      effects: [],
    },
    {
      from: 'MAKING',
      event: 'fail',
      actors: LINE,
      to: 'FAILED',
      rule: 'PRD-03',
      effects: DESTROYED,
    },
    ...(['WAITING', 'MAKING', 'PASSED'] as const).map((from) => ({
      from,
      event: 'discard' as const,
      actors: LINE,
      to: 'DISCARDED' as const,
      rule: 'APP-10',
      guard: 'the application was withdrawn, cancelled or changed',
      effects: DESTROYED,
    })),
    {
      from: 'PASSED',
      event: 'ship',
      actors: ['card-operator'],
      to: 'SHIPPED',
      rule: 'PRD-01',
      guard: 'the application is in production, as it was when it entered the batch',
      effects: [],
    },
  ],
};
