import type { Lifecycle } from './engine.ts';

export type VerifierState = 'ACCREDITED' | 'SUSPENDED' | 'ENDED';
export type VerifierEvent = 'accredit' | 'change' | 'suspend' | 'reinstate' | 'end';

// Whatever lets somebody do more is proposed by one and confirmed by another; stopping needs nobody else.
const TWO_PERSONS = 'proposed by another CA operator, with the minister’s decision named';

/** The accreditation of a verifier (domain.md §6.4): given by the minister, kept by the CA. */
export const VERIFIER: Lifecycle<VerifierState, VerifierEvent> = {
  name: 'verifier',
  title: { ja: '検証者の認定', en: 'accreditation of a verifier' },
  states: {
    ACCREDITED: { ja: '認定中', en: 'accredited' },
    SUSPENDED: { ja: '停止中', en: 'suspended' },
    ENDED: { ja: '認定終了', en: 'ended', final: true },
  },
  events: {
    accredit: { ja: '認定を登録する', en: 'register the accreditation' },
    change: { ja: '登録内容を変える', en: 'change the registration' },
    suspend: { ja: '停止する', en: 'suspend' },
    reinstate: { ja: '停止を解く', en: 'reinstate' },
    end: { ja: '終了する', en: 'end' },
  },
  transitions: [
    {
      from: null,
      event: 'accredit',
      actors: ['ca-operator', 'system'],
      to: 'ACCREDITED',
      rule: 'VAR-02',
      guard: TWO_PERSONS,
      effects: ['count-at-once'],
    },
    {
      from: 'ACCREDITED',
      event: 'change',
      actors: ['ca-operator'],
      to: 'ACCREDITED',
      rule: 'VAR-05',
      guard: TWO_PERSONS,
      effects: ['count-at-once'],
    },
    {
      from: 'ACCREDITED',
      event: 'suspend',
      actors: ['ca-operator'],
      to: 'SUSPENDED',
      rule: 'VAR-05',
      effects: ['count-at-once'],
    },
    {
      from: 'SUSPENDED',
      event: 'reinstate',
      actors: ['ca-operator'],
      to: 'ACCREDITED',
      rule: 'VAR-05',
      guard: TWO_PERSONS,
      effects: ['count-at-once'],
    },
    ...(['ACCREDITED', 'SUSPENDED'] as const).map((from) => ({
      from,
      event: 'end' as const,
      actors: ['ca-operator' as const],
      to: 'ENDED' as const,
      rule: 'VAR-02',
      effects: ['count-at-once'],
    })),
  ],
};
