import type { CredentialFile, FileDefinition } from '../applications/definition.ts';
import { NO_BYTES } from '../bytes.ts';
import { credentialAt, withCredential } from '../image/edits.ts';
import type { Machine } from '../machine.ts';
import { refuse, SW } from '../status-words.ts';
import type { Command } from './command.ts';
import { referencedFile } from './file-reference.ts';

/** CHANGE REFERENCE DATA `00 24 01 80|SFI`: the new value alone, after a VERIFY of the old one (chip.md §3.5). */
export const changeReferenceData: Command = (machine, { p1, p2, data }) => {
  if (p1 !== 0x01) refuse(SW.wrongParameters);
  return change(machine, referencedFile(machine, p2), data);
};

/** JICSAP CHANGE KEY `80 32 00 80|SFI` of the resident-register and common applications (chip.md §3.5). */
export const changeKey: Command = (machine, { p1, p2, data }) => {
  if (p1 !== 0x00) refuse(SW.wrongParameters);
  return change(machine, referencedFile(machine, p2), data);
};

function change(machine: Machine, file: FileDefinition, value: Uint8Array): Uint8Array {
  if (file.kind !== 'credential') return refuse(SW.wrongFileStructure);
  if (!file.holderChanges) refuse(SW.securityStatus);
  const credential = credentialAt(machine.image, { application: machine.application.name, id: file.id });
  if (!machine.mayHolderSet(credential)) machine.requireAccess([file.id]);
  if (value.length === 0) refuse(SW.wrongLength);
  if (!fitsFormat(file, value)) refuse(SW.wrongData);
  const set = { ...credential, value: value.slice(), triesLeft: file.tries, holderMaySet: false };
  machine.commit(withCredential(machine.image, set));
  return NO_BYTES;
}

/** Whether the bytes are a value this credential may have. */
export function fitsFormat({ format }: CredentialFile, value: Uint8Array): boolean {
  return format.test(Buffer.from(value).toString('latin1'));
}
