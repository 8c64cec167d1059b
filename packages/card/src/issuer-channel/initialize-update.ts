import { concat } from '../bytes.ts';
import { type Command, whole } from '../commands/command.ts';
import { refuse, SW } from '../status-words.ts';
import { diversificationData } from './diversify.ts';
import { cardCryptogram, deriveSessionKeys, hostCryptogram } from './session-keys.ts';

const CHALLENGE_LENGTH = 8;
const SCP03 = 0x03;
// "i": random card challenges, R-MAC and R-ENCRYPTION supported (Amendment D §5.1).
const IMPLEMENTATION = 0x60;

/** INITIALIZE UPDATE `80 50 kvn 00 08 hostChallenge`; key version 00 means the only key set there is. */
export const initializeUpdate: Command = (machine, command) => {
  const { p1, p2, data } = command;
  // Elsewhere the same bytes are JICSAP LOCK DF, which outsiders may not.
  if (machine.application.name !== 'card-manager') refuse(SW.securityStatus);
  machine.channel = { stage: 'closed' };
  const { image } = machine;
  if (p1 !== 0 && p1 !== image.issuerKeys.version) refuse(SW.referenceNotFound);
  if (p2 !== 0) refuse(SW.wrongParameters);
  if (data.length !== CHALLENGE_LENGTH) refuse(SW.wrongLength);
  if (image.issuerTriesLeft === 0) refuse(SW.authenticationBlocked);
  const challenges = { host: data, card: machine.random(CHALLENGE_LENGTH) };
  const keys = deriveSessionKeys(image.issuerKeys, challenges);
  const answer = concat(
    diversificationData(image.chipSerial),
    Uint8Array.of(image.issuerKeys.version, SCP03, IMPLEMENTATION),
    challenges.card,
    cardCryptogram(keys, challenges),
  );
  const complete = whole(answer, command);
  machine.channel = { stage: 'challenged', keys, hostCryptogram: hostCryptogram(keys, challenges) };
  return complete;
};
