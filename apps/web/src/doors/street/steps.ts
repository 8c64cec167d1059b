import type { DoorId } from '../../doors.ts';

/** Steps of the guided life of a card: which door, and where behind it. Texts are in the catalogue. */
export const lifeSteps = [
  { id: 'apply', door: 'apply', path: '/apply' },
  { id: 'screen', door: 'operator', path: '/operator/screening' },
  { id: 'produce', door: 'operator', path: '/operator/production' },
  { id: 'prepare', door: 'office', path: '/office' },
  { id: 'handOver', door: 'office', path: '/office' },
  { id: 'logIn', door: 'portal', path: '/portal' },
  { id: 'sign', door: 'portal', path: '/portal/sign' },
  { id: 'kiosk', door: 'kiosk', path: '/kiosk' },
  { id: 'lose', door: 'call-centre', path: '/call-centre' },
  { id: 'find', door: 'office', path: '/office' },
  { id: 'replace', door: 'office', path: '/office' },
] as const satisfies readonly { readonly id: string; readonly door: DoorId; readonly path: string }[];

/** Name of a step in the catalogue. */
export type LifeStepId = (typeof lifeSteps)[number]['id'];
