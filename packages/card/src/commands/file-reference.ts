import type { FileDefinition } from '../applications/definition.ts';
import type { Machine } from '../machine.ts';
import { refuse, SW } from '../status-words.ts';

const CURRENT = 0x80;

/** The EF of an id in the current application, made current. @throws Refusal 6A82 */
export function selectFile(machine: Machine, id: number): FileDefinition {
  // The card manager has data objects but no files (chip.md §1.2).
  const definition = machine.definition(id);
  if (!definition || definition.kind === 'object') return refuse(SW.fileNotFound);
  machine.file = definition;
  return definition;
}

/** @throws Refusal 6986 */
export function currentFile(machine: Machine): FileDefinition {
  return machine.file ?? refuse(SW.noCurrentFile);
}

/**
 * The EF that P2 of VERIFY and its like names: 80 the current one, 80|SFI another, which becomes current.
 * @throws Refusal 6A86, 6986, 6A82
 */
export function referencedFile(machine: Machine, p2: number): FileDefinition {
  if ((p2 & 0xe0) !== CURRENT) refuse(SW.wrongParameters);
  return p2 === CURRENT ? currentFile(machine) : selectFile(machine, p2 & 0x1f);
}
