import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { decodeNumberFile, FILES, verifyText } from '@mibun/card';
import { FACE_CA_KEY, SAMPLE, sampleCard } from '../testing/sample-card.ts';
import { CardError } from './card-error.ts';
import type { CardConnection } from './connection.ts';
import { readTextEvidenceSecurely, withSecureMessaging } from './secure-messaging.ts';
import { readTextEvidence } from './text.ts';

const { pins, individualNumber, codeB } = SAMPLE;
const { text } = FILES;

/** The card, and every byte that crosses the line. */
async function tapped(alter: (answer: Uint8Array) => Uint8Array = (answer) => answer) {
  const { connection } = await sampleCard();
  const line: Uint8Array[] = [];
  let resets = 0;
  const card: CardConnection = {
    ...connection,
    transmit: async (command) => {
      const answer = alter(await connection.transmit(command));
      line.push(Uint8Array.from(command), Uint8Array.from(answer));
      return answer;
    },
    reset: () => {
      resets += 1;
      return connection.reset();
    },
  };
  const heard = (bytes: Uint8Array) =>
    line.some((message) => Buffer.from(message).includes(Buffer.from(bytes)));
  return { card, heard, resets: () => resets };
}

test('chip.md §4.10 the same files come over the secured line as in the clear, and verify', async () => {
  const { card, resets } = await tapped();
  const evidence = await readTextEvidenceSecurely(card, pins.text, randomBytes);
  assert.deepEqual(evidence, await readTextEvidence(card, pins.text));
  assert.equal(verifyText({ ...evidence, caPublicKey: FACE_CA_KEY }).ok, true);
  assert.equal(resets(), 2, 'CHIP-08 the card is reset');
});

test('chip.md §4.10 neither the number nor the name is heard on the line, in the clear both are', async () => {
  const secrets = [individualNumber, SAMPLE.name, SAMPLE.address].map((value) => Buffer.from(value));
  const secured = await tapped();
  await readTextEvidenceSecurely(secured.card, pins.text, randomBytes);
  assert.deepEqual(secrets.map(secured.heard), [false, false, false]);
  const clear = await tapped();
  await readTextEvidence(clear.card, pins.text);
  assert.ok(clear.heard(Buffer.from(individualNumber)));
});

test('chip.md §4.10 code A and code B are presented without being heard', async () => {
  const { card, heard } = await tapped();
  const number = await withSecureMessaging(card, pins.text, randomBytes, async (session) => {
    await session.present('code-a', individualNumber);
    await session.present('code-b', codeB);
    await assert.rejects(session.present('code-b', '00000000000000'), { code: 'wrong-pin', triesLeft: 9 });
    return decodeNumberFile(await session.readFile(text.number));
  });
  assert.equal(number, individualNumber);
  assert.equal(heard(Buffer.from(individualNumber)), false);
});

test('chip.md §4.10 what the card refuses leaves the session as it is', async () => {
  const { card } = await tapped();
  await withSecureMessaging(card, pins.text, randomBytes, async (session) => {
    await assert.rejects(session.readFile(0x0099), { code: 'file-not-found' });
    await assert.rejects(session.readFile(text.pin), { code: 'unexpected-status' });
    await assert.rejects(session.present('code-a', '123'), { code: 'malformed-pin' });
    assert.equal((await session.readFile(text.number)).length, 17);
  });
});

test('PIN-05 a wrong PIN is told with the tries left, and no session key is sent', async () => {
  const { card, heard, resets } = await tapped();
  const work = () => assert.fail('no session');
  await assert.rejects(withSecureMessaging(card, '0000', randomBytes, work), {
    code: 'wrong-pin',
    triesLeft: 2,
  });
  assert.equal(heard(Uint8Array.of(0x80, 0xae)), false);
  assert.equal(resets(), 1);
});

test('chip.md §4.10 an answer that was changed, and everything after it, is refused', async () => {
  let change = false;
  const { card } = await tapped((answer) =>
    change && answer.length > 2 ? answer.with(answer.length - 3, (answer.at(-3) ?? 0) ^ 1) : answer,
  );
  await withSecureMessaging(card, pins.text, randomBytes, async (session) => {
    change = true;
    await assert.rejects(session.readFile(text.number), { code: 'secure-channel' });
    change = false;
    await assert.rejects(session.readFile(text.number), { code: 'secure-channel' });
  });
});

test('chip.md §4.10 a session that the card has lost is reported as such', async () => {
  const { card } = await tapped();
  await withSecureMessaging(card, pins.text, randomBytes, async (session) => {
    await card.reset();
    await assert.rejects(session.readFile(text.number), { code: 'secure-channel' });
  });
});

test('chip.md §4.10 every session has a seed of its own', async () => {
  const seeds: Uint8Array[] = [];
  const random = (length: number) => {
    seeds.push(randomBytes(length));
    return seeds.at(-1) ?? assert.fail();
  };
  const { card } = await tapped();
  for (let i = 0; i < 2; i++) {
    await withSecureMessaging(card, pins.text, random, (session) => session.readFile(text.number));
  }
  assert.deepEqual(
    seeds.map((seed) => seed.length),
    [32, 32],
  );
});

test('chip.md §4.10 a card whose EF 0006 holds no key is refused, whatever stands there', async () => {
  for (const modulus of ['00', 'FF', '02']) {
    const { card } = await tapped((answer) => {
      const isKey = answer[0] === 0xa1 && answer.length > 100;
      return isKey
        ? Uint8Array.from(answer, (byte, at) => (at > 12 && at < 258 ? parseInt(modulus, 16) : byte))
        : answer;
    });
    const work = () => assert.fail('no session');
    await assert.rejects(withSecureMessaging(card, pins.text, randomBytes, work), CardError, modulus);
  }
});
