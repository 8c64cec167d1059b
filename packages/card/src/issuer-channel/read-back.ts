import type { CommandApdu } from '../apdu.ts';
import { readU16 } from '../bytes.ts';
import type { Command } from '../commands/command.ts';
import { KEY_ALGORITHMS } from '../crypto/key-algorithms.ts';
import { fileContent, keyAt } from '../image/edits.ts';
import { encodeChipPublicKey } from '../layout/public-key.ts';
import type { Machine } from '../machine.ts';
import { refuse, SW } from '../status-words.ts';
import { encodeChipStatus } from './chip-status.ts';
import { encodeCredentialStates } from './credential-states.ts';
import { target, targetApplication, targetId } from './target.ts';

/** Objects of READ BACK that are no files. */
export const CREDENTIAL_STATES = 0xffff;
export const CHIP_STATUS = 0xfffe;

const CURRENT = 0x00;
const PENDING = 0x01;

/**
 * READ BACK `84 CB ap 00|01`, EF id ‖ offset ‖ length: what the issuer wrote, public keys of the chip's key pairs, and
 * two status objects. Nothing in it gives out a credential or a private key.
 */
export const readBack: Command = (machine, command) => {
  if (command.p2 !== CURRENT && command.p2 !== PENDING) refuse(SW.wrongParameters);
  if (command.data.length !== 6) refuse(SW.wrongLength);
  const content = objectContent(machine, command);
  const offset = readU16(command.data, 2);
  if (offset > content.length) refuse(SW.wrongOffset);
  return content.slice(offset, offset + readU16(command.data, 4));
};

function objectContent(machine: Machine, command: CommandApdu): Uint8Array {
  const { image } = machine;
  const id = targetId(command);
  if (id === CHIP_STATUS) return encodeChipStatus(image, machine.profile);
  if (id === CREDENTIAL_STATES) {
    const application = targetApplication(machine, command);
    const wanted = application === machine.index.manager ? undefined : application.name;
    const credentials = image.credentials.map((one) => ({ ...one, holderMaySet: machine.mayHolderSet(one) }));
    return encodeCredentialStates({ ...image, credentials }, machine.profile, wanted);
  }
  const place = target(machine, command, 'transparent', 'records', 'object', 'key');
  const pending = command.p2 === PENDING;
  if (place.definition.kind !== 'key') return fileContent(image, place, { pending });
  const key = keyAt(image, place, { pending }) ?? refuse(SW.referenceNotFound);
  const { algorithm } = place.definition;
  return encodeChipPublicKey(KEY_ALGORITHMS[algorithm].publicKey(machine.signingKey(key, algorithm)));
}
