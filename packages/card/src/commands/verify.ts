import { NO_BYTES } from '../bytes.ts';
import { sameSecret } from '../crypto/constant-time.ts';
import { credentialAt, withCredential } from '../image/edits.ts';
import type { Machine } from '../machine.ts';
import { refuse, SW, triesLeftStatus } from '../status-words.ts';
import type { Command } from './command.ts';
import { referencedFile } from './file-reference.ts';

const LONGEST_VALUE = 16;

/**
 * VERIFY `00 20 00 80|SFI` (chip.md §3.3). Without data it tells the tries left, whether or not the credential is
 * verified or blocked: OpenSC gives up on a card that answers anything but 63Cx.
 */
export const verify: Command = (machine, { p1, p2, data }) => {
  if (p1 !== 0) refuse(SW.wrongParameters);
  const file = referencedFile(machine, p2);
  if (file.kind !== 'credential') return refuse(SW.wrongFileStructure);
  if (data.length === 0) refuse(triesLeftStatus(stored(machine, file.id).triesLeft));
  if (data.length > LONGEST_VALUE) refuse(SW.wrongLength);
  present(machine, file.id, file.tries, data);
  return NO_BYTES;
};

function present(machine: Machine, id: number, tries: number, presented: Uint8Array): void {
  const before = stored(machine, id);
  if (before.value === undefined || before.triesLeft === 0) refuse(SW.credentialBlocked);
  machine.verified.delete(id);
  // The try is paid and saved before the comparison: cutting the power in between gains nothing.
  const spent = { ...before, triesLeft: before.triesLeft - 1 };
  machine.commit(withCredential(machine.image, spent));
  if (!sameSecret(presented, before.value)) refuse(triesLeftStatus(spent.triesLeft));
  machine.commit(withCredential(machine.image, { ...spent, triesLeft: tries }));
  machine.verified.add(id);
}

function stored(machine: Machine, id: number) {
  return credentialAt(machine.image, { application: machine.application.name, id });
}
