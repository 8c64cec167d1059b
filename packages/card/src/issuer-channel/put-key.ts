import type { Command } from '../commands/command.ts';
import { refuse, SW } from '../status-words.ts';
import { decodeKeySet, encodeKeyAnswer } from './key-data.ts';

// Several keys in one command, the first being number 1.
const THREE_KEYS = 0x81;

/**
 * PUT KEY `84 D8 version 81` (GlobalPlatform 2.3.1 §11.8, Amendment D §7.2): all three keys are replaced at once,
 * and the channel goes on with its session keys. Data: see {@link decodeKeySet}. Answer: version and three check values.
 */
export const putKey: Command = (machine, { p1, p2, data }) => {
  const { issuerKeys } = machine.image;
  if (p2 !== THREE_KEYS) refuse(SW.wrongParameters);
  if (p1 !== 0 && p1 !== issuerKeys.version) refuse(SW.referenceNotFound);
  const keys = decodeKeySet(issuerKeys, data);
  machine.commit({ ...machine.image, issuerKeys: keys });
  return encodeKeyAnswer(keys);
};
