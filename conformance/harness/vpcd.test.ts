import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { attachToVpcd, type ChipContacts } from '@mibun/reader';
import { runProgram } from './programs.ts';
import { startVirtualReaders, type VirtualReaders } from './vpcd.ts';

const CONTACT = '3B:E0:00:FF:81:31:FE:45:14';
const CONTACTLESS = '3B:88:80:01:00:00:05:E0:B3:81:A1:00:7F';

test('chip.md §6 each reader has its own card, and a pulled card is gone', async (t) => {
  const readers = await startVirtualReaders({ readers: 2 });
  t.after(() => readers.stop());
  const contact = await readers.put(0, deafChip(CONTACT));
  const contactless = await readers.put(1, deafChip(CONTACTLESS));
  const [firstName = '', secondName = ''] = readers.names;
  assert.equal(await atrIn(readers, firstName), CONTACT.toLowerCase());
  assert.equal(await atrIn(readers, secondName), CONTACTLESS.toLowerCase());
  contact.remove();
  await contact.closed;
  // pcscd looks for cards a few times a second, so it learns of it a moment later.
  for (let look = 0; look < 500 && (await readersWithCard(readers)).length > 1; look++);
  assert.deepEqual(await readersWithCard(readers), [secondName]);
  contactless.remove();
});

test('two daemons side by side see only their own readers', async (t) => {
  const [one, two] = await Promise.all([startVirtualReaders(), startVirtualReaders()]);
  t.after(() => Promise.all([one.stop(), two.stop()]));
  const card = await two.put(0, deafChip(CONTACT));
  assert.deepEqual(await readersWithCard(one), []);
  assert.deepEqual(await readersWithCard(two), two.names);
  card.remove();
});

test('nothing is left after stop', async () => {
  const readers = await startVirtualReaders();
  const card = await attachToVpcd(deafChip(CONTACT), { port: readers.ports[0] ?? 0 });
  await readers.stop();
  await card.closed;
  assert.ok(!existsSync(readers.env.PCSCLITE_CSOCK_NAME ?? ''));
  await assert.rejects(attachToVpcd(deafChip(CONTACT), { port: readers.ports[0] ?? 0, retryMs: 0 }));
});

test('a pcscd has 1 to 8 virtual readers', async () => {
  await assert.rejects(startVirtualReaders({ readers: 0 }), RangeError);
  await assert.rejects(startVirtualReaders({ readers: 9 }), RangeError);
});

/** A card that has an ATR and knows no command. */
function deafChip(atrDigits: string): ChipContacts {
  const atr = new Uint8Array(Buffer.from(atrDigits.replaceAll(':', ''), 'hex'));
  return {
    atr,
    powerOn: () => atr,
    reset: () => atr,
    powerOff: () => undefined,
    transmit: () => Uint8Array.of(0x6a, 0x82),
  };
}

async function atrIn({ env }: VirtualReaders, reader: string): Promise<string> {
  return (await runProgram('opensc-tool', ['--reader', reader, '--atr'], env)).output.trim();
}

async function readersWithCard({ env }: VirtualReaders): Promise<readonly string[]> {
  const { output } = await runProgram('opensc-tool', ['--list-readers'], env);
  return [...output.matchAll(/^\d+\s+Yes\s+(.+?)\s*$/gm)].map(([, name = '']) => name);
}
