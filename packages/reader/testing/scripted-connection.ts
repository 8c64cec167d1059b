import assert from 'node:assert/strict';
import type { CardConnection } from '../src/connection.ts';

/** What a test says the card does: a command in hexadecimal and the answer, or an error of the transport. */
export type ScriptedStep = readonly [command: string, answer: string | Error] | 'reset';

export interface ScriptedConnection extends CardConnection {
  /** Fails the test unless every step was used. */
  done(): void;
}

/** A card that knows one conversation by heart and refuses every other. */
export function scriptedConnection(...steps: readonly ScriptedStep[]): ScriptedConnection {
  const rest = [...steps];
  return {
    atr: bytes('3BE000FF8131FE4514'),
    transmit: async (command) => {
      const step = rest.shift();
      assert.ok(step !== undefined && step !== 'reset', `unexpected command ${hex(command)}`);
      const [expected, answer] = step;
      assert.equal(hex(command), hex(bytes(expected)));
      if (typeof answer !== 'string') throw answer;
      return bytes(answer);
    },
    reset: async () => {
      assert.equal(rest.shift(), 'reset', 'unexpected reset');
    },
    close: async () => undefined,
    done: () => assert.deepEqual(rest, []),
  };
}

/** Bytes of hexadecimal digits; spaces are for the reader. */
export function bytes(digits: string): Uint8Array {
  return new Uint8Array(Buffer.from(digits.replaceAll(' ', ''), 'hex'));
}

export function hex(value: Uint8Array): string {
  return Buffer.from(value).toString('hex').toUpperCase();
}
