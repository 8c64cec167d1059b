import type { ChipContacts } from '@mibun/reader';

/** The chip, with something that happens before or after it has handled a command of this instruction. */
export function whenAsked(
  chip: ChipContacts,
  ins: number,
  act: (when: 'before' | 'after') => void,
): ChipContacts {
  return {
    atr: chip.atr,
    powerOn: () => chip.powerOn(),
    reset: () => chip.reset(),
    powerOff: () => chip.powerOff(),
    transmit: (command) => {
      const matches = command[1] === ins && command.length > 4;
      if (matches) act('before');
      const answer = chip.transmit(command);
      if (matches) act('after');
      return answer;
    },
  };
}
