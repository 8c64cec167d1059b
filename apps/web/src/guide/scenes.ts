import type { Scene } from '@mibun/demo/schemas/life';
import type { DoorId } from '../doors.ts';

/** Where a scene of the guided life takes place: behind which door, and where there. */
export interface Place {
  readonly id: Scene;
  readonly door: DoorId;
  readonly path: string;
}

/** The scenes in their order. What is said of them is in the catalogue, who is in them in `demo-cast.ts`. */
export const scenes: readonly Place[] = [
  { id: 'apply', door: 'apply', path: '/apply' },
  { id: 'screen', door: 'operator', path: '/operator/screening' },
  { id: 'produce', door: 'operator', path: '/operator' },
  { id: 'prepare', door: 'office', path: '/office' },
  { id: 'handOver', door: 'office', path: '/office' },
  { id: 'logIn', door: 'portal', path: '/portal' },
  { id: 'sign', door: 'portal', path: '/portal/sign' },
  { id: 'kiosk', door: 'kiosk', path: '/kiosk' },
  { id: 'lose', door: 'call-centre', path: '/call-centre' },
  { id: 'find', door: 'office', path: '/office' },
  { id: 'replace', door: 'office', path: '/office' },
];

/** The address of a scene. It carries which one it is, so that the door asks for the card of whoever is in it. */
export function addressOf(scene: Place): string {
  return `${scene.path}?scene=${scene.id}`;
}

/** The scene that an address carries. */
export function sceneIn(search: string): Scene | undefined {
  const asked = new URLSearchParams(search).get('scene');
  return scenes.find(({ id }) => id === asked)?.id;
}
