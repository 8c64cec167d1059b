import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { bytes, hex, scriptedConnection } from '../testing/scripted-connection.ts';
import { CardError } from './card-error.ts';
import { putKeyData } from './put-key.ts';
import { SecureChannel } from './scp03.ts';

interface Trace {
  readonly name: string;
  readonly version: number;
  readonly enc: string;
  readonly mac: string;
  readonly dek: string;
  readonly checkValues?: readonly string[];
  readonly initializeUpdate: string;
  readonly initializeUpdateAnswer: string;
  readonly externalAuthenticate: string;
  readonly getEid: string;
  readonly getEidAnswer: string;
  readonly afterwards: readonly string[];
}

const { traces } = JSON.parse(
  readFileSync(new URL('../testdata/scp03-traces.json', import.meta.url), 'utf8'),
) as { readonly traces: readonly [Trace, Trace] };

const GET_EID = { ins: 0xe2, p1: 0x91, p2: 0x00, data: bytes('BF3E035C015A') };

const keysOf = ({ version, enc, mac, dek }: Trace) => {
  return { version, enc: bytes(enc), mac: bytes(mac), dek: bytes(dek) };
};
const hostChallenge = (trace: Trace) => () => bytes(trace.initializeUpdate).slice(5, 13);
const flipped = (digits: string, at: number) => {
  const copy = bytes(digits);
  copy[at] = (copy[at] ?? 0) ^ 0x01;
  return hex(copy);
};
const opening = (trace: Trace) =>
  [
    [trace.initializeUpdate, `${trace.initializeUpdateAnswer} 9000`],
    [trace.externalAuthenticate, '9000'],
  ] as const;

for (const trace of traces) {
  test(`SCP03 level 33 with ${trace.name} keys speaks as a card in the field was spoken to`, async () => {
    const card = scriptedConnection(
      ...opening(trace),
      [trace.getEid, `${trace.getEidAnswer} 9000`],
      ...trace.afterwards.map((command) => [command, '6A88'] as const),
    );
    const channel = await SecureChannel.open(card, keysOf(trace), hostChallenge(trace));
    const { data, statusWord } = await channel.transmit(GET_EID);
    assert.equal(statusWord, 0x9000);
    assert.equal(hex(data), 'BF3E125A1089882119900000000000000000000005');
    // An error answer carries no MAC and leaves the channel open; the counter goes on without data too.
    assert.equal((await channel.transmit({ ins: 0xf2, p1: 0x20, p2: 0x02 })).statusWord, 0x6a88);
    await channel.transmit({ ins: 0xca, p1: 0x00, p2: 0x66 });
    await channel.transmit({ ins: 0xf2, p1: 0x20, p2: 0x02, data: bytes('4F0212345C054F9F70C5') });
    await channel.transmit({ ins: 0xf2, p1: 0x80, p2: 0x02, data: bytes('4F00') });
    card.done();
  });
}

const [aes128] = traces;

test('SCP03 a card that does not know the keys is told nothing more', async () => {
  const answer = flipped(aes128.initializeUpdateAnswer, 21);
  const card = scriptedConnection([aes128.initializeUpdate, `${answer} 9000`]);
  await assert.rejects(SecureChannel.open(card, keysOf(aes128), hostChallenge(aes128)), {
    code: 'secure-channel',
  });
  card.done();
});

test('SCP03 a card of another protocol or key version is refused', async () => {
  for (const at of [10, 11]) {
    const answer = flipped(aes128.initializeUpdateAnswer, at);
    const card = scriptedConnection([aes128.initializeUpdate, `${answer} 9000`]);
    await assert.rejects(SecureChannel.open(card, keysOf(aes128), hostChallenge(aes128)), {
      code: 'secure-channel',
    });
  }
});

test('SCP03 a card that refuses the host says so', async () => {
  const [update] = opening(aes128);
  const card = scriptedConnection(update, [aes128.externalAuthenticate, '6300']);
  await assert.rejects(SecureChannel.open(card, keysOf(aes128), hostChallenge(aes128)), {
    code: 'secure-channel',
    statusWord: 0x6300,
  });
});

test('SCP03 an answer that was altered closes the channel', async () => {
  const length = aes128.getEidAnswer.length / 2;
  for (const [answer, what] of [
    [`${flipped(aes128.getEidAnswer, 0)} 9000`, 'ciphertext'],
    [`${flipped(aes128.getEidAnswer, length - 1)} 9000`, 'MAC'],
    [`${aes128.getEidAnswer} 6283`, 'status word'],
    ['9000', 'nothing left'],
    ['00 6A88', 'data beside an error'],
  ] as const) {
    const card = scriptedConnection(...opening(aes128), [aes128.getEid, answer]);
    const channel = await SecureChannel.open(card, keysOf(aes128), hostChallenge(aes128));
    await assert.rejects(channel.transmit(GET_EID), { code: 'secure-channel' }, what);
    await assert.rejects(channel.transmit(GET_EID), { code: 'secure-channel' }, `after ${what}`);
    card.done();
  }
});

test('SCP03 a card that makes the host wait for ever is given up', async () => {
  let asked = 0;
  const card = {
    ...scriptedConnection(),
    transmit: async () => {
      asked += 1;
      return bytes('69F0');
    },
  };
  const opening = SecureChannel.open(card, keysOf(aes128), hostChallenge(aes128));
  await assert.rejects(opening, { code: 'secure-channel', statusWord: 0x69f0 });
  assert.equal(asked, 601);
});

test('SCP03 a card pulled out closes the channel: its counter is unknown', async () => {
  const card = scriptedConnection(...opening(aes128), [aes128.getEid, new Error('no card')]);
  const channel = await SecureChannel.open(card, keysOf(aes128), hostChallenge(aes128));
  await assert.rejects(channel.transmit(GET_EID), { code: 'card-removed' });
  await assert.rejects(
    channel.transmit(GET_EID),
    (error) => error instanceof CardError && error.code === 'secure-channel',
  );
});

test('PUT KEY carries version, three encrypted AES keys and their check values', () => {
  const keys = keysOf(aes128);
  const data = putKeyData(keys, keys.dek);
  assert.equal(data.length, 1 + 3 * (3 + 16 + 4));
  assert.equal(data[0], aes128.version);
  for (const [index, check] of (aes128.checkValues ?? []).entries()) {
    const field = data.slice(1 + index * 23, 24 + index * 23);
    assert.equal(hex(field.slice(0, 3)), '881110');
    assert.equal(hex(field.slice(19)), `03${check.toUpperCase()}`);
  }
  assert.ok(!hex(data).includes(aes128.enc.toUpperCase()));
});
