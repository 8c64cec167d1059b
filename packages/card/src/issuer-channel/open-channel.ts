import type { CommandApdu } from '../apdu.ts';
import { concat } from '../bytes.ts';
import { requireParameters, whole } from '../commands/command.ts';
import { sameSecret } from '../crypto/constant-time.ts';
import type { ScpKeySet } from '../image/card-image.ts';
import { triesAfterFailure, waitAfter } from '../image/issuer-keys.ts';
import type { Machine } from '../machine.ts';
import { refuse, SW } from '../status-words.ts';
import { diversificationData } from './diversify.ts';
import { MAC_LENGTH, Scp03Session } from './scp03-session.ts';
import {
  CRYPTOGRAM_LENGTH,
  cardCryptogram,
  deriveSessionKeys,
  hostCryptogram,
  type SessionKeys,
} from './session-keys.ts';

const CHALLENGE_LENGTH = 8;
const SCP03 = 0x03;
// "i": random card challenges, R-MAC and R-ENCRYPTION supported (Amendment D §5.1).
const IMPLEMENTATION = 0x60;
// C-MAC, C-DECRYPTION, R-MAC and R-ENCRYPTION: the chip accepts no weaker channel.
const SECURITY_LEVEL = 0x33;

/** Failed openings of one channel in a row, in the chip's memory. */
export interface FailureCounter {
  readonly mostTries: number;
  readonly triesLeft: number;
  /** Openings that are refused before one is looked at again. */
  readonly wait: number;
  save(triesLeft: number, wait: number): void;
}

/** What an opening is between its two commands. */
export interface Challenged {
  readonly keys: SessionKeys;
  readonly hostCryptogram: Uint8Array;
}

/** INITIALIZE UPDATE `80 50 kvn 00 08 hostChallenge`; key version 00 means the only key set there is. */
export function beginOpening(
  machine: Machine,
  command: CommandApdu,
  keys: ScpKeySet,
  { triesLeft, wait, save }: FailureCounter,
): { readonly answer: Uint8Array; readonly challenged: Challenged } {
  const { p1, p2, data } = command;
  if (p1 !== 0 && p1 !== keys.version) refuse(SW.referenceNotFound);
  if (p2 !== 0) refuse(SW.wrongParameters);
  if (data.length !== CHALLENGE_LENGTH) refuse(SW.wrongLength);
  if (triesLeft === 0) refuse(SW.authenticationBlocked);
  if (wait > 0) {
    save(triesLeft, wait - 1);
    refuse(SW.askAgain);
  }
  const challenges = { host: data, card: machine.random(CHALLENGE_LENGTH) };
  const sessionKeys = deriveSessionKeys(keys, challenges);
  const answer = concat(
    diversificationData(machine.image.chipSerial),
    Uint8Array.of(keys.version, SCP03, IMPLEMENTATION),
    challenges.card,
    cardCryptogram(sessionKeys, challenges),
  );
  const challenged = { keys: sessionKeys, hostCryptogram: hostCryptogram(sessionKeys, challenges) };
  return { answer: whole(answer, command), challenged };
}

/**
 * EXTERNAL AUTHENTICATE `84 82 33 00`. Wrong keys are counted and make the next openings wait, longer each time up to a
 * limit, and never for good; the failure is on record before the cryptogram is looked at.
 */
export function finishOpening(
  command: CommandApdu,
  { keys, hostCryptogram: expected }: Challenged,
  { mostTries, triesLeft, save }: FailureCounter,
): Scp03Session {
  requireParameters(command, SECURITY_LEVEL, 0x00);
  if (command.data.length !== CRYPTOGRAM_LENGTH + MAC_LENGTH) refuse(SW.wrongLength);
  if (triesLeft === 0) refuse(SW.authenticationBlocked);
  const spent = triesAfterFailure(triesLeft);
  save(spent, waitAfter(mostTries - spent));
  const session = new Scp03Session(keys);
  const cryptogram = session.checkMac(command) ?? refuse(SW.securityStatus);
  if (!sameSecret(cryptogram, expected)) refuse(SW.hostCryptogramWrong);
  save(mostTries, 0);
  return session;
}
