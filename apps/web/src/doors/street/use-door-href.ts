import { useSystem } from '../../api/use-resource.ts';
import type { DoorId } from '../../doors.ts';
import { doors } from '../../doors.ts';
import { useLanguageChoice } from '../../i18n/index.ts';

/** Gives the address of a door. Doors on other origins cannot see the chosen language: the address tells it. */
export function useDoorHref(): (door: DoorId, path?: string) => string | undefined {
  const system = useSystem();
  const language = useLanguageChoice();
  return (id, path) => {
    const door = doors[id];
    const at = path ?? door.path;
    if (door.origin === 'main') return at;
    const origin = door.origin === 'agent' ? system?.agentOrigin : system?.bankOrigin;
    return origin === undefined ? undefined : `${origin}${at}?lang=${language}`;
  };
}
