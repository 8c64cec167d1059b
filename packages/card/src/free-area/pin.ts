import type { CommandApdu } from '../apdu.ts';
import { NO_BYTES } from '../bytes.ts';
import { requireParameters } from '../commands/command.ts';
import { sameSecret } from '../crypto/constant-time.ts';
import { refuse, SW, triesLeftStatus } from '../status-words.ts';
import type { FreeCredential } from './free-application.ts';
import { commit, type FreeCommand, type FreeContext, requireInUse } from './session.ts';

// P2: the one PIN of the application.
const PIN = 0x80;
const LONGEST_VALUE = 16;

/** VERIFY `20 00 80`: the application's PIN; without data the tries left (chip.md §3.3). */
export const verifyFreePin: FreeCommand = (context, command) => {
  const credential = pinOf(context, command, 0x00);
  const { data } = command;
  if (data.length === 0) refuse(triesLeftStatus(credential.triesLeft));
  if (data.length > LONGEST_VALUE) refuse(SW.wrongLength);
  if (credential.value === undefined || credential.triesLeft === 0) refuse(SW.credentialBlocked);
  const { session } = context;
  session.pinVerified = false;
  // The try is paid and saved before the comparison, as everywhere on this chip.
  const spent = { ...credential, triesLeft: credential.triesLeft - 1 };
  save(context, spent);
  if (!sameSecret(data, credential.value)) refuse(triesLeftStatus(spent.triesLeft));
  save(context, { ...credential, triesLeft: credential.tries });
  session.pinVerified = true;
  return NO_BYTES;
};

/** CHANGE REFERENCE DATA `24 01 80`: the new value alone, after VERIFY. */
export const changeFreePin: FreeCommand = (context, command) => {
  const credential = pinOf(context, command, 0x01);
  if (!context.session.pinVerified) refuse(SW.securityStatus);
  const { data } = command;
  if (data.length === 0) refuse(SW.wrongLength);
  save(context, withValue(credential, data));
  return NO_BYTES;
};

/** SET PIN `84 24 00 80` in the application's own channel; without a value it becomes unset. */
export const setFreePin: FreeCommand = (context, command) => {
  const credential = pinOf(context, command, 0x00);
  const unset = command.data.length === 0;
  save(
    context,
    unset ? { ...credential, value: undefined, triesLeft: 0 } : withValue(credential, command.data),
  );
  context.session.pinVerified = false;
  return NO_BYTES;
};

/** UNBLOCK `84 2C 00 80` in the application's own channel: the counter is full again, the value stays. */
export const unblockFreePin: FreeCommand = (context, command) => {
  const credential = pinOf(context, command, 0x00);
  if (command.data.length > 0) refuse(SW.wrongLength);
  if (credential.value === undefined) refuse(SW.conditionsOfUse);
  save(context, { ...credential, triesLeft: credential.tries });
  return NO_BYTES;
};

function pinOf(context: FreeContext, command: CommandApdu, p1: number): FreeCredential {
  requireInUse(context);
  requireParameters(command, p1, PIN);
  return context.application.credential ?? refuse(SW.referenceNotFound);
}

function withValue(credential: FreeCredential, value: Uint8Array): FreeCredential {
  const { shortest, longest, tries } = credential;
  const isPrintable = value.every((byte) => byte > 0x20 && byte < 0x7f);
  if (value.length < shortest || value.length > longest || !isPrintable) refuse(SW.wrongData);
  return { ...credential, value: value.slice(), triesLeft: tries };
}

function save(context: FreeContext, credential: FreeCredential): void {
  commit(context, { ...context.application, credential });
}
