import type { CommandApdu } from '../apdu.ts';
import type { Machine } from '../machine.ts';
import { refuse, SW } from '../status-words.ts';

/** Carries out one command and gives the answer data for 9000; any other end is a `Refusal`. */
export type Command = (machine: Machine, command: CommandApdu) => Uint8Array;

/** What an application does, by class and instruction byte: {@link commandKey}. */
export type CommandMap = ReadonlyMap<number, Command>;

export function commandKey(cla: number, ins: number): number {
  return (cla << 8) | ins;
}

/** @throws Refusal 6700 when no answer was asked for */
export function requireLe({ le }: CommandApdu): number {
  return le ?? refuse(SW.wrongLength);
}

/** An answer that only makes sense whole. @throws Refusal 6700 when fewer bytes were asked for */
export function whole(answer: Uint8Array, command: CommandApdu): Uint8Array {
  if (answer.length > requireLe(command)) refuse(SW.wrongLength);
  return answer;
}

/** @throws Refusal 6A86 unless P1 and P2 are these */
export function requireParameters(command: CommandApdu, p1: number, p2: number): void {
  if (command.p1 !== p1 || command.p2 !== p2) refuse(SW.wrongParameters);
}
