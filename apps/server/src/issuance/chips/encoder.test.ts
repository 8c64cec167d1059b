import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Chip, diversify, manufacture, type ScpKeySet } from '@mibun/card';
import { connectInProcess, openIssuerChannel } from '@mibun/reader';
import { demandTransportKey, encoderOver, transportKeysFrom } from './index.ts';

const SERIAL = '812345678901234';
const TRANSPORT = randomBytes(32);
const OWN = randomBytes(32);
const ownKeys = async (serial: string) => diversify(OWN, serial);

function blank(chipSerial = SERIAL, issuerKeys: ScpKeySet = diversify(TRANSPORT, chipSerial)): Chip {
  const image = manufacture({ chipSerial, profile: 'generation-1', issuerKeys });
  const generateKey = () => {
    throw new Error('no key is made here');
  };
  return new Chip(image, { random: randomBytes, generateKey, save: () => {} });
}
const encoderWith = (chip: Chip, transport: Uint8Array | null = TRANSPORT) =>
  encoderOver({
    connect: async () => connectInProcess(chip),
    transportKeys: (serial) => (transport ? diversify(transport, serial) : undefined),
    random: randomBytes,
  });

describe('an encoder with plastic in it', () => {
  test('a blank keeps the serial of its maker and gets keys of our own; theirs open it no more', async () => {
    const chip = blank();
    assert.equal(await encoderWith(chip).takeBlank?.(ownKeys), SERIAL);
    await openIssuerChannel(connectInProcess(chip), await ownKeys(SERIAL), randomBytes);
    const makers = openIssuerChannel(connectInProcess(chip), diversify(TRANSPORT, SERIAL), randomBytes);
    await assert.rejects(makers, { code: 'secure-channel' });
    assert.equal(await encoderWith(chip).takeBlank?.(ownKeys), SERIAL, 'a try that was broken off goes on');
    assert.equal(await encoderWith(chip, null).takeBlank?.(ownKeys), SERIAL);
  });

  test('a card of another house, and one that is made already, are no blanks, and are left as they are', async () => {
    const strange = blank(SERIAL, diversify(randomBytes(32), SERIAL));
    await assert.rejects(async () => encoderWith(strange).takeBlank?.(ownKeys), { code: 'CARD_IS_NO_BLANK' });
    const made = blank(SERIAL, await ownKeys(SERIAL));
    await (await openIssuerChannel(connectInProcess(made), await ownKeys(SERIAL), randomBytes)).setStatus(
      'personalised',
    );
    await assert.rejects(async () => encoderWith(made).takeBlank?.(ownKeys), { code: 'CARD_IS_NO_BLANK' });
  });

  test('without transport keys the refusal says who can help', async () => {
    const encoder = encoderWith(blank(), null);
    await assert.rejects(async () => encoder.takeBlank?.(ownKeys), { code: 'TRANSPORT_KEYS_MISSING' });
  });

  test('a card is written only if it is the one that was begun', async () => {
    const encoder = encoderWith(blank());
    await (await encoder.insert(SERIAL)).close();
    await assert.rejects(async () => encoder.insert('812345678901235'), { code: 'ENCODER_HAS_ANOTHER_CARD' });
  });
});

test('the transport key is read from a file of hexadecimal digits, and anything else is refused', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mibun-transport-'));
  try {
    const file = join(folder, 'key');
    writeFileSync(file, `${TRANSPORT.toString('hex')}\n`, { mode: 0o600 });
    assert.deepEqual(transportKeysFrom(file)(SERIAL), diversify(TRANSPORT, SERIAL));
    writeFileSync(file, 'not a key');
    assert.throws(() => transportKeysFrom(file)(SERIAL), /MIBUN_TRANSPORT_KEY_FILE has no key in it/);
    assert.throws(() => demandTransportKey(file), /MIBUN_TRANSPORT_KEY_FILE has no key in it/);
    assert.throws(
      () => demandTransportKey(join(folder, 'nowhere')),
      /MIBUN_TRANSPORT_KEY_FILE .* cannot be read/,
    );
    chmodSync(file, 0o644);
    assert.throws(() => demandTransportKey(file), /MIBUN_TRANSPORT_KEY_FILE is open to everybody: chmod 600/);
    demandTransportKey(undefined);
    assert.equal(transportKeysFrom(undefined)(SERIAL), undefined);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
