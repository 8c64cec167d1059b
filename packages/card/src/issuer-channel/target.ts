import type { CommandApdu } from '../apdu.ts';
import type { ApplicationDefinition, ApplicationName, FileDefinition } from '../applications/definition.ts';
import { applicationOfIssuerCode, findDefinition } from '../applications/index.ts';
import { readU16 } from '../bytes.ts';
import { refuse, SW } from '../status-words.ts';

/** Where an issuer command is to work. */
export interface Target<Definition extends FileDefinition = FileDefinition> {
  readonly application: ApplicationName;
  readonly id: number;
  readonly definition: Definition;
}

/** The application named by P1. @throws Refusal 6A86 */
export function targetApplication({ p1 }: CommandApdu): ApplicationDefinition {
  return applicationOfIssuerCode(p1) ?? refuse(SW.wrongParameters);
}

/** The EF id that opens the data field. @throws Refusal 6700 */
export function targetId({ data }: CommandApdu): number {
  if (data.length < 2) refuse(SW.wrongLength);
  return readU16(data, 0);
}

/** The EF a command names, which must be of one of these kinds. @throws Refusal 6A86, 6700, 6A82, 6981 */
export function target<const Kind extends FileDefinition['kind']>(
  command: CommandApdu,
  ...kinds: readonly Kind[]
): Target<Extract<FileDefinition, { readonly kind: Kind }>> {
  const { name: application } = targetApplication(command);
  const id = targetId(command);
  const definition = findDefinition(application, id) ?? refuse(SW.fileNotFound);
  const isWanted = (file: FileDefinition): file is Extract<FileDefinition, { readonly kind: Kind }> =>
    (kinds as readonly string[]).includes(file.kind);
  if (!isWanted(definition)) return refuse(SW.wrongFileStructure);
  return { application, id, definition };
}
