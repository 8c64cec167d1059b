import type { Lifecycle } from './engine.ts';

export type DeviceState = 'REGISTERED' | 'KEYED' | 'IN_FORCE' | 'WITHDRAWN';
export type DeviceEvent = 'register' | 'present-key' | 'confirm' | 'withdraw';

/**
 * The enrolment of a device that stands outside and reports what the system cannot see: money, a print, what happened to
 * somebody on a municipality's registry (domain.md §8.5, KSK-06, §10.3; §9: hub operations are the card operator's). A new key is a new enrolment. Every call of a device is judged by its
 * state, so that none of these steps has anything else to do.
 */
export const DEVICE: Lifecycle<DeviceState, DeviceEvent> = {
  name: 'device',
  title: { ja: '端末の登録', en: 'enrolment of a device' },
  states: {
    REGISTERED: { ja: '登録済み（鍵待ち）', en: 'registered, waits for its key' },
    KEYED: { ja: '鍵の確認待ち', en: 'its key waits to be confirmed' },
    IN_FORCE: { ja: '使用中', en: 'in force' },
    WITHDRAWN: { ja: '使用停止', en: 'withdrawn', final: true },
  },
  events: {
    register: { ja: '端末を登録する', en: 'register the device' },
    'present-key': { ja: '端末が鍵を示す', en: 'the device shows its key' },
    confirm: { ja: '鍵を確認する', en: 'confirm its key' },
    withdraw: { ja: '使用をやめさせる', en: 'withdraw it' },
  },
  transitions: [
    {
      from: null,
      event: 'register',
      actors: ['card-operator', 'system'],
      to: 'REGISTERED',
      rule: 'KSK-06',
      effects: [],
    },
    {
      from: 'REGISTERED',
      event: 'present-key',
      actors: ['kiosk', 'registry'],
      to: 'KEYED',
      rule: 'KSK-06',
      guard: 'the one-time code of the registration, within its hour; signed with the key itself',
      effects: [],
    },
    {
      from: 'KEYED',
      event: 'confirm',
      actors: ['card-operator', 'system'],
      to: 'IN_FORCE',
      rule: 'KSK-06',
      guard: 'by another person than the one who registered it; the thumbprint is that on the device',
      effects: [],
    },
    ...(['REGISTERED', 'KEYED', 'IN_FORCE'] as const).map((from) => ({
      from,
      event: 'withdraw' as const,
      actors: ['card-operator' as const, 'system' as const],
      to: 'WITHDRAWN' as const,
      rule: 'KSK-06',
      effects: [],
    })),
  ],
};
