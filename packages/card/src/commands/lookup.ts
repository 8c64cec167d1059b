import type { ApplicationDefinition } from '../applications/definition.ts';
import { refuse } from '../status-words.ts';
import { type Command, type CommandMap, commandKey } from './command.ts';
import { COMMANDS } from './table.ts';

const maps = new WeakMap<ApplicationDefinition, CommandMap>();

/** An application's command table as a map; made once. */
export function commandsOf(application: ApplicationDefinition): CommandMap {
  const known = maps.get(application);
  if (known) return known;
  const map = new Map<number, Command>();
  for (const { cla, ins, name, run } of COMMANDS) {
    const answer = application.commands[name];
    if (typeof answer === 'number') map.set(commandKey(cla, ins), () => refuse(answer));
    else if (answer && run) map.set(commandKey(cla, ins), run);
  }
  maps.set(application, map);
  return map;
}
