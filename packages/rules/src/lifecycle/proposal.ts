import type { ActorKind, Lifecycle } from './engine.ts';

export type ProposalState = 'PROPOSED' | 'CONFIRMED' | 'DONE' | 'REFUSED' | 'WITHDRAWN' | 'LAPSED';
export type ProposalEvent =
  | 'propose'
  | 'carry-out'
  | 'confirm'
  | 'finish'
  | 'refuse'
  | 'resume'
  | 'withdraw'
  | 'lapse';

/** Whose acts may take two persons by domain.md §9; which of them may do what is said for each kind by its row of the matrix. */
const STAFF: readonly ActorKind[] = ['clerk', 'supervisor', 'card-operator', 'ca-operator'];

/**
 * An act of two persons (domain.md §9, 2P), of whatever kind: one proposes it, another confirms exactly that. What lies in
 * the database alone is carried out in the transaction of the second word; what needs a key or a machine, by the system.
 */
export const PROPOSAL: Lifecycle<ProposalState, ProposalEvent> = {
  name: 'proposal',
  title: { ja: '二人で行う操作', en: 'act of two persons' },
  states: {
    PROPOSED: { ja: '二人目の承認待ち', en: 'waiting for a second person' },
    CONFIRMED: { ja: '実行中', en: 'being carried out' },
    DONE: { ja: '完了', en: 'done', final: true },
    REFUSED: { ja: '実行できず', en: 'refused by the rules', final: true },
    WITHDRAWN: { ja: '取下げ', en: 'withdrawn', final: true },
    LAPSED: { ja: '期限切れ', en: 'lapsed', final: true },
  },
  events: {
    propose: { ja: '提案する', en: 'propose' },
    'carry-out': { ja: '承認して実行する', en: 'confirm and carry out' },
    confirm: { ja: '承認して実行させる', en: 'confirm and have it carried out' },
    finish: { ja: '完了する', en: 'finish' },
    refuse: { ja: '規則により断る', en: 'refuse' },
    resume: { ja: '続きから実行する', en: 'go on' },
    withdraw: { ja: '取り下げる', en: 'withdraw' },
    lapse: { ja: '期限切れにする', en: 'lapse' },
  },
  transitions: [
    {
      from: null,
      event: 'propose',
      actors: STAFF,
      to: 'PROPOSED',
      rule: '§9',
      guard: 'nothing else is open for the same subject; what the rules forbid now is not proposed',
      effects: [],
    },
    {
      from: 'PROPOSED',
      event: 'carry-out',
      actors: STAFF,
      to: 'DONE',
      rule: '§9',
      guard: 'not the person who proposed it; the content that was shown; what had to be true still is',
      effects: ['carry-out'],
    },
    {
      from: 'PROPOSED',
      event: 'confirm',
      actors: STAFF,
      to: 'CONFIRMED',
      rule: '§9',
      guard: 'the same, of what the system carries out afterwards',
      effects: ['have-carried-out'],
    },
    { from: 'PROPOSED', event: 'withdraw', actors: STAFF, to: 'WITHDRAWN', rule: '§9', effects: [] },
    {
      from: 'PROPOSED',
      event: 'lapse',
      actors: ['timer'],
      to: 'LAPSED',
      rule: '§9',
      guard: 'its kind stands for a time, and that has passed',
      effects: [],
    },
    {
      from: 'CONFIRMED',
      event: 'resume',
      actors: STAFF,
      to: 'CONFIRMED',
      rule: '§9',
      guard: 'by somebody who may confirm its kind',
      effects: ['have-carried-out'],
    },
    {
      from: 'CONFIRMED',
      event: 'finish',
      actors: ['system'],
      to: 'DONE',
      rule: '§9',
      guard: 'in the transaction of the act itself, or once what it has made is found',
      effects: [],
    },
    {
      from: 'CONFIRMED',
      event: 'refuse',
      actors: ['system'],
      to: 'REFUSED',
      rule: '§9',
      guard: 'the rules forbid the act itself; whatever else is in its way leaves it to be tried again',
      effects: [],
    },
  ],
};
