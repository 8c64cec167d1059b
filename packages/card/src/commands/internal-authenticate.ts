import { KEY_ALGORITHMS } from '../crypto/key-algorithms.ts';
import { keyAt } from '../image/edits.ts';
import { refuse, SW } from '../status-words.ts';
import { type Command, requireLe } from './command.ts';
import { referencedFile } from './file-reference.ts';

/** INTERNAL AUTHENTICATE `00 88 00 99`: signs a challenge, to tell a card from a copy of its files (chip.md §4.7). */
export const internalAuthenticate: Command = (machine, command) => {
  const { p1, p2, data } = command;
  if (p1 !== 0) refuse(SW.wrongParameters);
  const file = referencedFile(machine, p2);
  if (file.kind !== 'key') return refuse(SW.referenceNotFound);
  if (!file.authenticates) refuse(file.use === 'free' ? SW.conditionsOfUse : SW.securityStatus);
  const stored = keyAt(machine.image, { application: machine.application.name, id: file.id });
  if (!stored) return refuse(SW.referenceNotFound);
  const { schemes, challengeScheme, signatureLength } = KEY_ALGORITHMS[file.algorithm];
  const scheme = schemes[challengeScheme] ?? refuse(SW.referenceNotFound);
  if (data.length < scheme.shortest || data.length > scheme.longest) refuse(SW.wrongLength);
  if (requireLe(command) < signatureLength) refuse(SW.wrongLength);
  return scheme.sign(machine.signingKey(stored, file.algorithm), data, (length) => machine.random(length));
};
