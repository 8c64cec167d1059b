import type { Command } from '../commands/command.ts';
import { importPrivateKey, publicKeyOfPrivate } from '../crypto/rsa.ts';
import { withKey } from '../image/edits.ts';
import { encodePublicKey } from '../layout/public-key.ts';
import { refuse, SW } from '../status-words.ts';
import { target } from './target.ts';

const NOW = 0x00;
const PENDING = 0x01;

/** GENERATE KEY PAIR `84 46 ap 00|01`, EF id: the private key is made here and never leaves. */
export const generateKeyPair: Command = (machine, command) => {
  if (command.p2 !== NOW && command.p2 !== PENDING) refuse(SW.wrongParameters);
  const { application, id } = target(command, 'key');
  if (command.data.length !== 2) refuse(SW.wrongLength);
  const privateKey = machine.generateRsaKey();
  const publicKey = publicKeyOfPrivate(importPrivateKey(privateKey));
  const pending = command.p2 === PENDING;
  machine.commit(withKey(machine.image, { application, id, privateKey }, { pending }));
  return encodePublicKey(publicKey);
};
