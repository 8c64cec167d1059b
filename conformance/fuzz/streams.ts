import type { Dice } from './random.ts';
import type { Recording } from './recordings.ts';

/** What happens to the card next. */
export type Happening = Uint8Array | 'reset' | 'power-off';

const INSTRUCTIONS = [
  ...[0x20, 0x22, 0x24, 0x28, 0x2a, 0x2c, 0x32, 0x44, 0x46, 0x50, 0x52, 0x54, 0x82, 0x84, 0x88, 0x8a],
  ...[
    0xa2, 0xa4, 0xae, 0xb0, 0xb2, 0xc0, 0xca, 0xcb, 0xd6, 0xd8, 0xda, 0xdc, 0xe2, 0xe4, 0xe6, 0xf0, 0xf2,
    0xfc,
  ],
];
const CLASSES = [0x00, 0x00, 0x00, 0x80, 0x80, 0x84, 0x08, 0x0c, 0x04, 0x01];

/** An endless mix of made-up, mutated and replayed commands. */
export function* happenings(dice: Dice, recordings: readonly Recording[]): Generator<Happening, never> {
  for (;;) {
    const kind = dice.below(100);
    if (kind < 2) yield dice.oneIn(2) ? 'reset' : 'power-off';
    else if (kind < 30) yield madeUp(dice);
    else if (kind < 34) yield dice.bytes(dice.below(300));
    else if (kind < 60) yield mutated(dice, dice.pick(dice.pick(recordings)));
    else yield* replayed(dice, dice.pick(recordings));
  }
}

/** A command with a header that means something, and anything behind it. */
function madeUp(dice: Dice): Uint8Array {
  const file = 0x80 | dice.below(32);
  const p1 = dice.pick([0x00, 0x01, 0x02, 0x04, 0x80, file, dice.below(256)]);
  const p2 = dice.pick([0x00, 0x04, 0x0c, 0x80, file, (dice.below(31) << 3) | 4, dice.below(256)]);
  const header = [dice.pick(CLASSES), dice.pick(INSTRUCTIONS), p1, p2];
  const data = dice.bytes(dice.pick([1, 2, 4, 9, 16, dice.below(60), 255]));
  const bodies: readonly (readonly number[])[] = [
    [],
    [dice.below(256)],
    [data.length, ...data],
    [data.length, ...data, 0],
    [0, 0, 0],
    [0, dice.below(256), dice.below(256)],
    [0, 0, data.length, ...data],
    [0, 0, data.length, ...data, 0, 0],
  ];
  return Uint8Array.from([...header, ...dice.pick(bodies)]);
}

function mutated(dice: Dice, command: Uint8Array): Uint8Array {
  const at = dice.below(command.length || 1);
  switch (dice.below(8)) {
    case 0:
      return command.length > 0 ? command.with(at, (command[at] ?? 0) ^ (1 << dice.below(8))) : command;
    case 1:
      return command.length > 0 ? command.with(at, dice.below(256)) : command;
    case 2:
      return command.slice(0, at);
    case 3:
      return Uint8Array.from([...command, ...dice.bytes(1 + dice.below(8))]);
    case 4:
      return Uint8Array.from([
        ...command.slice(0, at),
        ...dice.bytes(1 + dice.below(4)),
        ...command.slice(at),
      ]);
    case 5:
      return Uint8Array.from([...command.slice(0, at), ...command.slice(at + 1 + dice.below(4))]);
    case 6:
      return command.length > 4 ? command.with(0, dice.pick(CLASSES)) : command;
    default:
      return command.length > 3 ? command.with(3, dice.below(256)).with(2, dice.below(256)) : command;
  }
}

/** A recording, whole or with commands left out, repeated, changed or in a wrong order. */
function* replayed(dice: Dice, recording: Recording): Generator<Happening> {
  const untouched = dice.oneIn(3);
  for (const command of recording) {
    if (untouched) {
      yield command;
      continue;
    }
    const fate = dice.below(12);
    if (fate === 0) continue;
    yield fate === 1 ? mutated(dice, command) : command;
    if (fate === 2) yield command;
    if (fate === 3) yield dice.pick(recording);
    if (fate === 4 && dice.oneIn(4)) yield 'reset';
  }
}
