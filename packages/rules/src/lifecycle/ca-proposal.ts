import type { Lifecycle } from './engine.ts';

export type CaProposalState = 'PROPOSED' | 'CONFIRMED' | 'DONE' | 'REFUSED' | 'WITHDRAWN' | 'LAPSED';
export type CaProposalEvent = 'propose' | 'confirm' | 'finish' | 'refuse' | 'resume' | 'withdraw' | 'lapse';

/** An act on a CA's key, or a certificate that verifiers take as authority: one CA operator proposes it, another confirms it, the system carries it out (domain.md §9, 2P). */
export const CA_PROPOSAL: Lifecycle<CaProposalState, CaProposalEvent> = {
  name: 'ca-proposal',
  title: { ja: '認証局の鍵の操作', en: 'act on the key of a CA' },
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
    confirm: { ja: '承認して実行する', en: 'confirm and carry out' },
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
      actors: ['ca-operator'],
      to: 'PROPOSED',
      rule: '§9',
      guard: 'no other proposal for this key, or for this name, is open',
      effects: [],
    },
    {
      from: 'PROPOSED',
      event: 'confirm',
      actors: ['ca-operator'],
      to: 'CONFIRMED',
      rule: '§9',
      guard: 'not the person who proposed it; within 24 hours',
      effects: ['carry-out'],
    },
    {
      from: 'PROPOSED',
      event: 'withdraw',
      actors: ['ca-operator'],
      to: 'WITHDRAWN',
      rule: '§9',
      effects: [],
    },
    {
      from: 'PROPOSED',
      event: 'lapse',
      actors: ['timer'],
      to: 'LAPSED',
      rule: '§9',
      guard: '24 hours have passed',
      effects: [],
    },
    {
      from: 'CONFIRMED',
      event: 'resume',
      actors: ['ca-operator'],
      to: 'CONFIRMED',
      rule: '§9',
      effects: ['carry-out'],
    },
    {
      from: 'CONFIRMED',
      event: 'finish',
      actors: ['system'],
      to: 'DONE',
      rule: 'CA-05',
      guard: 'in the transaction of the act itself; a certificate is found by its key',
      effects: [],
    },
    {
      from: 'CONFIRMED',
      event: 'refuse',
      actors: ['system'],
      to: 'REFUSED',
      rule: 'CA-05',
      guard: 'the table of the generations, or the register of institutions, forbids it',
      effects: [],
    },
  ],
};
