import type { CommandApdu } from '../apdu.ts';
import { readU16 } from '../bytes.ts';
import { type Command, type CommandMap, commandKey } from '../commands/command.ts';
import { getChallenge } from '../commands/get-challenge.ts';
import { getData } from '../commands/get-data.ts';
import { select } from '../commands/select.ts';
import { decodeKeySet, encodeKeyAnswer } from '../issuer-channel/key-data.ts';
import type { Machine } from '../machine.ts';
import { Refusal, refuse, SW } from '../status-words.ts';
import { eraseFreeBinary, readFreeBinary, updateFreeBinary } from './binary.ts';
import { externalFreeAuthenticate, initializeFreeUpdate } from './open-channel.ts';
import { decideLayout, readLayout } from './pending-layout.ts';
import { changeFreePin, setFreePin, unblockFreePin, verifyFreePin } from './pin.ts';
import { eraseFreeRecords, readFreeRecord, updateFreeRecord } from './records.ts';
import { commit, contextOf, type FreeCommand, selectFreeFile } from './session.ts';

// Le is not covered by the MAC, so the card does not let it decide how much of an answer arrives.
const ANY_LENGTH = 0x10000;
const BY_ID = 0x02;
const WITHOUT_ANSWER = 0x0c;

/** SELECT `A4 02 0C` of an EF of the application. */
const selectFile: FreeCommand = (context, { p2, data }) => {
  if (p2 !== WITHOUT_ANSWER) refuse(SW.wrongParameters);
  if (data.length !== 2) refuse(SW.wrongLength);
  selectFreeFile(context, readU16(data, 0));
  return new Uint8Array(0);
};

/** PUT KEY `84 D8 version 81`: the body's own keys, which from then on nobody else has. */
const putKey: FreeCommand = (context, { p1, p2, data }) => {
  const { keys } = context.application;
  if (p2 !== 0x81) refuse(SW.wrongParameters);
  if (p1 !== 0 && p1 !== keys.version) refuse(SW.referenceNotFound);
  const next = decodeKeySet(keys, data);
  commit(context, { ...context.application, keys: next, transportKeys: false });
  return encodeKeyAnswer(next);
};

const inTheClear =
  (run: FreeCommand): Command =>
  (machine, command) =>
    run(contextOf(machine, false), command);

const selectAnything: Command = (machine, command) =>
  command.p1 === BY_ID ? inTheClear(selectFile)(machine, command) : select(machine, command);

/** Everything an application of the free area answers to in the clear; UPDATE to ERASE follow ISO/IEC 7816-4. */
export const FREE_COMMANDS: readonly {
  readonly cla: number;
  readonly ins: number;
  readonly name: string;
  readonly run: Command;
}[] = [
  { cla: 0x00, ins: 0xa4, name: 'SELECT', run: selectAnything },
  { cla: 0x00, ins: 0xb0, name: 'READ BINARY', run: inTheClear(readFreeBinary) },
  { cla: 0x00, ins: 0xd6, name: 'UPDATE BINARY', run: inTheClear(updateFreeBinary) },
  { cla: 0x00, ins: 0x0e, name: 'ERASE BINARY', run: inTheClear(eraseFreeBinary) },
  { cla: 0x00, ins: 0xb2, name: 'READ RECORD', run: inTheClear(readFreeRecord) },
  { cla: 0x00, ins: 0xdc, name: 'UPDATE RECORD', run: inTheClear(updateFreeRecord) },
  { cla: 0x00, ins: 0x0c, name: 'ERASE RECORD', run: inTheClear(eraseFreeRecords) },
  { cla: 0x00, ins: 0x20, name: 'VERIFY', run: inTheClear(verifyFreePin) },
  { cla: 0x00, ins: 0x24, name: 'CHANGE REFERENCE DATA', run: inTheClear(changeFreePin) },
  { cla: 0x00, ins: 0x84, name: 'GET CHALLENGE', run: getChallenge },
  { cla: 0x00, ins: 0xca, name: 'GET DATA', run: getData },
  { cla: 0x80, ins: 0x50, name: 'INITIALIZE UPDATE', run: inTheClear(initializeFreeUpdate) },
  { cla: 0x84, ins: 0x82, name: 'EXTERNAL AUTHENTICATE', run: inTheClear(externalFreeAuthenticate) },
];

export const FREE_COMMAND_MAP: CommandMap = new Map(
  FREE_COMMANDS.map(({ cla, ins, run }) => [commandKey(cla, ins), run]),
);

/** And in the channel under the application's own keys, all with class 84. */
export const FREE_CHANNEL_COMMANDS: readonly {
  readonly ins: number;
  readonly name: string;
  readonly run: FreeCommand;
}[] = [
  {
    ins: 0xa4,
    name: 'SELECT',
    run: (context, command) => requireById(command) && selectFile(context, command),
  },
  { ins: 0xb0, name: 'READ BINARY', run: readFreeBinary },
  { ins: 0xd6, name: 'UPDATE BINARY', run: updateFreeBinary },
  { ins: 0x0e, name: 'ERASE BINARY', run: eraseFreeBinary },
  { ins: 0xb2, name: 'READ RECORD', run: readFreeRecord },
  { ins: 0xdc, name: 'UPDATE RECORD', run: updateFreeRecord },
  { ins: 0x0c, name: 'ERASE RECORD', run: eraseFreeRecords },
  { ins: 0x24, name: 'SET PIN', run: setFreePin },
  { ins: 0x2c, name: 'UNBLOCK', run: unblockFreePin },
  { ins: 0xd8, name: 'PUT KEY', run: putKey },
  { ins: 0x44, name: 'CONFIRM LAYOUT', run: decideLayout },
  { ins: 0xcb, name: 'READ LAYOUT', run: readLayout },
];

const BY_INSTRUCTION = new Map(FREE_CHANNEL_COMMANDS.map(({ ins, run }) => [ins, run]));

/** Carries out a command with class 84 in the application's channel; the answer is protected again. */
export function freeChannelCommand(machine: Machine, command: CommandApdu): Uint8Array {
  const context = contextOf(machine, true);
  const { channel } = context.session;
  if (channel.stage !== 'open') return refuse(SW.securityStatus);
  const data = channel.session.unwrap(command);
  if (!data) {
    context.session.channel = { stage: 'closed' };
    return refuse(SW.securityStatus);
  }
  const run = BY_INSTRUCTION.get(command.ins) ?? refuse(SW.unknownInstruction);
  if (channel.transport && run !== putKey) refuse(SW.conditionsOfUse);
  const answer = withoutSecurityStatus(() => run(context, { ...command, data, le: ANY_LENGTH }));
  return channel.session.wrap(answer, SW.ok);
}

// 6982 in a channel says that the channel is gone; a right that is missing must say something else.
function withoutSecurityStatus(work: () => Uint8Array): Uint8Array {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal && error.statusWord === SW.securityStatus) refuse(SW.conditionsOfUse);
    throw error;
  }
}

function requireById({ p1 }: CommandApdu): true {
  return p1 === BY_ID || refuse(SW.wrongParameters);
}
