import type { CommandApdu } from '../apdu.ts';
import type { KeyFile } from '../applications/definition.ts';
import { KEY_ALGORITHMS } from '../crypto/key-algorithms.ts';
import { keyAt } from '../image/edits.ts';
import type { Machine } from '../machine.ts';
import { refuse, SW } from '../status-words.ts';
import { type Command, requireLe } from './command.ts';
import { referencedFile } from './file-reference.ts';

const DEFAULT_KEY = 0x00;

/** COMPUTE DIGITAL SIGNATURE `80 2A`; several signatures may follow one VERIFY (chip.md §4.6). */
export const computeSignature: Command = (machine, command) => {
  const file = referencedKey(machine, command);
  const algorithm = KEY_ALGORITHMS[file.algorithm];
  const scheme = algorithm.schemes[command.p1] ?? refuse(SW.wrongParameters);
  if (!file.signs) refuse(SW.conditionsOfUse);
  if (file.onlyWhenActive && machine.image.state !== 'active') refuse(SW.conditionsOfUse);
  machine.requireAccess(file.use);
  const stored = keyAt(machine.image, { application: machine.application.name, id: file.id });
  if (!stored) return refuse(SW.referenceNotFound);
  const { data } = command;
  if (data.length < scheme.shortest || data.length > scheme.longest) refuse(SW.wrongLength);
  if (requireLe(command) < algorithm.signatureLength) refuse(SW.wrongLength);
  return scheme.sign(machine.signingKey(stored, file.algorithm), data, (length) => machine.random(length));
};

function referencedKey(machine: Machine, { p2 }: CommandApdu): KeyFile {
  const { defaultKey } = machine.application;
  const file =
    p2 === DEFAULT_KEY
      ? machine.definition(defaultKey ?? refuse(SW.referenceNotFound))
      : referencedFile(machine, p2);
  return file?.kind === 'key' ? file : refuse(SW.referenceNotFound);
}
