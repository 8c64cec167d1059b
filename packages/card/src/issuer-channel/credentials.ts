import type { CommandApdu } from '../apdu.ts';
import { NO_BYTES } from '../bytes.ts';
import { fitsFormat } from '../commands/change-reference-data.ts';
import type { Command } from '../commands/command.ts';
import { credentialAt, withCredential } from '../image/edits.ts';
import type { Machine } from '../machine.ts';
import { refuse, SW } from '../status-words.ts';
import { target } from './target.ts';

const GRANT = 0x00;
const WITHDRAW = 0x01;

/** SET CREDENTIAL `84 24 ap 00`, EF id ‖ value: the counter is full again. No value at all makes it unset. */
export const setCredential: Command = (machine, command) => {
  if (command.p2 !== 0) refuse(SW.wrongParameters);
  const { definition, credential } = targetCredential(machine, command);
  const value = command.data.slice(2);
  const clear = value.length === 0;
  if (!clear && !fitsFormat(definition, value)) refuse(SW.wrongData);
  const set = clear ? { value: undefined, triesLeft: 0 } : { value, triesLeft: definition.tries };
  machine.commit(withCredential(machine.image, { ...credential, ...set, holderMaySet: false }));
  return NO_BYTES;
};

/** UNBLOCK `84 2C ap 00`, EF id: the counter is full again, the value stays. */
export const unblock: Command = (machine, command) => {
  if (command.p2 !== 0) refuse(SW.wrongParameters);
  const { definition, credential } = targetCredential(machine, command, { exactly: 2 });
  if (credential.value === undefined) refuse(SW.conditionsOfUse);
  machine.commit(withCredential(machine.image, { ...credential, triesLeft: definition.tries }));
  return NO_BYTES;
};

/**
 * LET HOLDER SET `84 28 ap 00`, EF id: the next CHANGE REFERENCE DATA works without the old value, once. So the
 * holder sets a PIN at the counter that nobody else sees. P2 = 01 takes the permission back; on a card in operation it
 * ends with power anyway.
 */
export const letHolderSet: Command = (machine, command) => {
  if (command.p2 !== GRANT && command.p2 !== WITHDRAW) refuse(SW.wrongParameters);
  const { definition, credential } = targetCredential(machine, command, { exactly: 2 });
  if (!definition.holderChanges) refuse(SW.conditionsOfUse);
  const holderMaySet = command.p2 === GRANT;
  machine.commit(withCredential(machine.image, { ...credential, holderMaySet }));
  if (holderMaySet) machine.noteLetting(credential);
  return NO_BYTES;
};

function targetCredential(machine: Machine, command: CommandApdu, { exactly }: { exactly?: number } = {}) {
  const place = target(machine, command, 'credential');
  if (exactly !== undefined && command.data.length !== exactly) refuse(SW.wrongLength);
  return { definition: place.definition, credential: credentialAt(machine.image, place) };
}
