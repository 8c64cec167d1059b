import { NO_BYTES } from '../bytes.ts';
import { type Command, requireParameters } from '../commands/command.ts';
import { sameSecret } from '../crypto/constant-time.ts';
import { ISSUER_TRIES } from '../image/issuer-keys.ts';
import { refuse, SW } from '../status-words.ts';
import { MAC_LENGTH, Scp03Session } from './scp03-session.ts';
import { CRYPTOGRAM_LENGTH } from './session-keys.ts';

// C-MAC, C-DECRYPTION, R-MAC and R-ENCRYPTION: the chip accepts no weaker channel.
const SECURITY_LEVEL = 0x33;

/** EXTERNAL AUTHENTICATE `84 82 33 00`: opens the channel; wrong keys are counted and finally close it for good. */
export const externalAuthenticate: Command = (machine, command) => {
  const { channel } = machine;
  if (channel.stage !== 'challenged') return refuse(SW.conditionsOfUse);
  machine.channel = { stage: 'closed' };
  requireParameters(command, SECURITY_LEVEL, 0x00);
  if (command.data.length !== CRYPTOGRAM_LENGTH + MAC_LENGTH) refuse(SW.wrongLength);
  const { issuerTriesLeft } = machine.image;
  if (issuerTriesLeft === 0) refuse(SW.authenticationBlocked);
  machine.commit({ ...machine.image, issuerTriesLeft: issuerTriesLeft - 1 });
  const session = new Scp03Session(channel.keys);
  const cryptogram = session.checkMac(command) ?? refuse(SW.securityStatus);
  if (!sameSecret(cryptogram, channel.hostCryptogram)) refuse(SW.hostCryptogramWrong);
  machine.commit({ ...machine.image, issuerTriesLeft: ISSUER_TRIES });
  machine.channel = { stage: 'open', session, staging: undefined };
  return NO_BYTES;
};
