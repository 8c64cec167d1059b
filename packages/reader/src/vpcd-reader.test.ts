import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChipContacts } from './in-process.ts';
import { attachToVpcd } from './vpcd.ts';
import { openVpcdReader } from './vpcd-reader.ts';

/** A chip that answers every command with the command itself, and writes down what happens to its power. */
function echo() {
  const log: string[] = [];
  const atr = Uint8Array.of(0x3b, 0xe0);
  const chip: ChipContacts = {
    atr,
    powerOn: () => {
      log.push('on');
      return atr;
    },
    reset: () => {
      log.push('reset');
      return atr;
    },
    powerOff: () => void log.push('off'),
    transmit: (command) => command,
  };
  return { chip, log };
}

test('chip.md §6 a card that connects is powered, answers in order, and is left without power', async (t) => {
  const reader = await openVpcdReader();
  t.after(() => reader.close());
  const { chip, log } = echo();
  const attached = await attachToVpcd(chip, { port: reader.port });
  const card = await reader.nextCard();
  assert.deepEqual([...card.atr], [0x3b, 0xe0]);
  const commands = [Uint8Array.of(1, 2, 3), Uint8Array.of(4, 5), new Uint8Array(3000).fill(6)];
  const answers = await Promise.all(commands.map((command) => card.transmit(command)));
  assert.deepEqual(
    answers.map((answer) => new Uint8Array(answer)),
    commands,
  );
  await card.reset();
  await card.close();
  await attached.closed;
  assert.deepEqual(log.slice(0, 3), ['on', 'reset', 'off']);
});

test('a card that is pulled in the middle of a command says so; the next one is another connection', async (t) => {
  const reader = await openVpcdReader();
  t.after(() => reader.close());
  const pulling = echo();
  const first = await attachToVpcd(
    {
      ...pulling.chip,
      transmit: (command) => {
        first.remove();
        return command;
      },
    },
    { port: reader.port },
  );
  const card = await reader.nextCard();
  await assert.rejects(card.transmit(Uint8Array.of(1, 2)), { code: 'card-removed' });
  await assert.rejects(card.reset(), { code: 'card-removed' });
  await attachToVpcd(echo().chip, { port: reader.port });
  const second = await reader.nextCard();
  assert.deepEqual(new Uint8Array(await second.transmit(Uint8Array.of(7, 8))), Uint8Array.of(7, 8));
});

test('who waits for a card when the reader is closed is told', async () => {
  const reader = await openVpcdReader();
  const waiting = reader.nextCard();
  await reader.close();
  await assert.rejects(waiting, { code: 'reader-removed' });
});
