import type { CommandApdu } from '../apdu.ts';
import type { ApplicationDefinition, FileDefinition } from '../applications/definition.ts';
import { readU16 } from '../bytes.ts';
import type { Machine } from '../machine.ts';
import { refuse, SW } from '../status-words.ts';

/** Where an issuer command is to work. */
export interface Target<Definition extends FileDefinition = FileDefinition> {
  readonly application: string;
  readonly id: number;
  readonly definition: Definition;
}

/** The application named by P1. @throws Refusal 6A86 */
export function targetApplication({ index }: Machine, { p1 }: CommandApdu): ApplicationDefinition {
  return index.byIssuerCode(p1) ?? refuse(SW.wrongParameters);
}

/** The EF id that opens the data field. @throws Refusal 6700 */
export function targetId({ data }: CommandApdu): number {
  if (data.length < 2) refuse(SW.wrongLength);
  return readU16(data, 0);
}

/** The EF a command names, which must be of one of these kinds. @throws Refusal 6A86, 6700, 6A82, 6981 */
export function target<const Kind extends FileDefinition['kind']>(
  machine: Machine,
  command: CommandApdu,
  ...kinds: readonly Kind[]
): Target<Extract<FileDefinition, { readonly kind: Kind }>> {
  const { name: application } = targetApplication(machine, command);
  const id = targetId(command);
  const definition = machine.index.file(application, id) ?? refuse(SW.fileNotFound);
  const isWanted = (file: FileDefinition): file is Extract<FileDefinition, { readonly kind: Kind }> =>
    (kinds as readonly string[]).includes(file.kind);
  if (!isWanted(definition)) return refuse(SW.wrongFileStructure);
  return { application, id, definition };
}
