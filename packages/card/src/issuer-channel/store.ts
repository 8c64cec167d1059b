import { concat, NO_BYTES, readU16 } from '../bytes.ts';
import type { Command } from '../commands/command.ts';
import { withFile } from '../image/edits.ts';
import { LayoutError } from '../layout/layout-error.ts';
import { splitRecords } from '../layout/records.ts';
import { refuse, SW } from '../status-words.ts';
import type { Staging } from './channel-state.ts';
import { type Target, target } from './target.ts';

const LAST = 0x80;
const PENDING = 0x40;
const FIRST = 0x01;
const HEADER_LENGTH = 4;
// READ BINARY has a 15-bit offset.
const LONGEST_FILE = 0x8000;

/**
 * STORE `84 E2 ap flags`, EF id ‖ offset ‖ bytes: replaces a whole file in blocks that follow each other. Nothing is
 * changed until the last block, which puts the whole file in place at once.
 */
export const store: Command = (machine, command) => {
  const { p2, data } = command;
  if (p2 & ~(LAST | PENDING | FIRST)) refuse(SW.wrongParameters);
  const place = target(machine, command, 'transparent', 'records', 'object');
  if (place.definition.kind === 'object' && place.definition.fixed) refuse(SW.conditionsOfUse);
  if (data.length < HEADER_LENGTH) refuse(SW.wrongLength);
  if (machine.channel.stage !== 'open') return refuse(SW.securityStatus);

  const pending = (p2 & PENDING) !== 0;
  const { application, id } = place;
  const before = p2 & FIRST ? { application, id, pending, content: NO_BYTES } : machine.channel.staging;
  if (!before || !isSameFile(before, { application, id, pending })) return refuse(SW.conditionsOfUse);
  if (readU16(data, 2) !== before.content.length) refuse(SW.wrongData);
  const content = concat(before.content, data.slice(HEADER_LENGTH));
  if (content.length > LONGEST_FILE) refuse(SW.notEnoughSpace);

  if (!(p2 & LAST)) {
    machine.channel.staging = { ...before, content };
    return NO_BYTES;
  }
  checkContent(place, content);
  machine.commit(withFile(machine.image, { application, id, content }, { pending }));
  machine.channel.staging = undefined;
  return NO_BYTES;
};

function isSameFile(a: Staging, b: Omit<Staging, 'content'>): boolean {
  return a.application === b.application && a.id === b.id && a.pending === b.pending;
}

function checkContent({ definition }: Target, content: Uint8Array): void {
  if (definition.kind !== 'records') return;
  try {
    splitRecords(content);
  } catch (error) {
    if (error instanceof LayoutError) refuse(SW.wrongData);
    throw error;
  }
}
