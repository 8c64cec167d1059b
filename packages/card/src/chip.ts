import { parseCommand } from './apdu.ts';
import { concat, u16 } from './bytes.ts';
import { dispatch } from './dispatch.ts';
import type { CardImage } from './image/card-image.ts';
import { Machine } from './machine.ts';
import type { CardProfile } from './profiles/card-profile.ts';
import { PROFILES, profileNamed } from './profiles/index.ts';
import { Refusal, SW } from './status-words.ts';
import type { ChipSurroundings } from './surroundings.ts';

/**
 * The IC chip of one card: command APDUs in, response APDUs out, as chip.md describes them.
 *
 * @example
 * const chip = new Chip(image, { random, generateKey, save });
 * chip.powerOn();
 * chip.transmit(hex('00A4040C0AD392F000260100000001')); // 90 00
 */
export class Chip {
  readonly #atr: Uint8Array;
  readonly #machine: Machine;

  /**
   * A chip that has just been given power.
   * @param profiles where the profile of the image is looked for
   * @throws RangeError for an image of another profile
   */
  constructor(image: CardImage, surroundings: ChipSurroundings, profiles: readonly CardProfile[] = PROFILES) {
    const profile = profileNamed(image.profile, profiles);
    this.#atr = profile.atrs[image.interface];
    this.#machine = new Machine(image, surroundings, profile);
  }

  /** The answer to reset, at any time, with or without power (chip.md §6). */
  get atr(): Uint8Array {
    return this.#atr.slice();
  }

  /** Answers with the ATR; nothing is selected or verified. */
  powerOn(): Uint8Array {
    return this.reset();
  }

  /** A warm reset forgets as much as a power cut does (chip.md §3.4). */
  reset(): Uint8Array {
    this.#machine.restart();
    return this.atr;
  }

  /** Forgets everything that power keeps alive: selection, verified credentials, secure messaging, issuer channel. */
  powerOff(): void {
    this.#machine.restart();
  }

  /** Answers a command APDU with data ‖ SW1 SW2. Never throws: whatever goes wrong inside is a status word. */
  transmit(command: Uint8Array): Uint8Array {
    try {
      const parsed = parseCommand(command);
      return parsed ? concat(dispatch(this.#machine, parsed), u16(SW.ok)) : u16(SW.wrongLength);
    } catch (error) {
      return u16(error instanceof Refusal ? error.statusWord : SW.other);
    }
  }
}
