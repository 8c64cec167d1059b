import type { Command } from '../commands/command.ts';
import { KEY_ALGORITHMS } from '../crypto/key-algorithms.ts';
import { withKey } from '../image/edits.ts';
import { encodeChipPublicKey } from '../layout/public-key.ts';
import { refuse, SW } from '../status-words.ts';
import { target } from './target.ts';

const NOW = 0x00;
const PENDING = 0x01;

/** GENERATE KEY PAIR `84 46 ap 00|01`, EF id: the private key is made here and never leaves. */
export const generateKeyPair: Command = (machine, command) => {
  if (command.p2 !== NOW && command.p2 !== PENDING) refuse(SW.wrongParameters);
  const { application, id, definition } = target(machine, command, 'key');
  if (command.data.length !== 2) refuse(SW.wrongLength);
  const algorithm = KEY_ALGORITHMS[definition.algorithm];
  const privateKey = machine.generateKey(definition.algorithm);
  const publicKey = algorithm.publicKey(algorithm.importKey(privateKey));
  const pending = command.p2 === PENDING;
  machine.commit(withKey(machine.image, { application, id, privateKey }, { pending }));
  return encodeChipPublicKey(publicKey);
};
