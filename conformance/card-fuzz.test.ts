// 50,000 random, mutated and replayed commands against a whole card; the long run is `node conformance/fuzz/run.ts`.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import type { CardImage, StoredCredential } from '@mibun/card';
import { makeTestCard, sharedKeys } from '@mibun/test-card';
import { fuzz } from './fuzz/fuzz.ts';
import { installLibrary } from './fuzz/library.ts';
import { Oracle } from './fuzz/oracle.ts';

/** One seed that never changes, and one that nobody has tried before. */
for (const seed of [0x4d494255, randomInt(1, 0x7fffffff)]) {
  test(`25,000 commands, seed ${seed}: no crash, no secret, no try too many, and the card still works`, async () => {
    const { commands, statusWords } = await fuzz({ commands: 25_000, seed });
    assert.equal(commands, 25_000);
    // The commands reach far enough into the chip to mean something.
    for (const word of ['9000', '6982', '6984', '6a82', '69fc', '6988', '63c2']) {
      assert.ok(
        (statusWords.get(word) ?? 0) > 0,
        `never answered ${word}: ${[...statusWords.keys()].join(' ')}`,
      );
    }
  });
}

test('5,000 commands to a card of generation 2: no crash, no secret, no try too many', async () => {
  const seed = randomInt(1, 0x7fffffff);
  const { commands, statusWords } = await fuzz({ commands: 5_000, seed, profile: 'generation-2' });
  assert.equal(commands, 5_000);
  for (const word of ['9000', '6982', '6984', '6a82', '63c2']) {
    assert.ok((statusWords.get(word) ?? 0) > 0, `seed ${seed} never answered ${word}`);
  }
});

test('the judge of the fuzzing notices a card that does wrong', async () => {
  const card = await makeTestCard({ makeKey: sharedKeys() });
  await installLibrary(card);
  const { image } = card;
  const judge = (command: string, answer: string, after: CardImage = image) =>
    new Oracle(card, []).judge(Buffer.from(command, 'hex'), Buffer.from(answer, 'hex'), image, after);
  const secret = Buffer.from(card.credentials.codeA).toString('hex');
  const changed = (change: (credential: StoredCredential) => Partial<StoredCredential>): CardImage => ({
    ...image,
    credentials: image.credentials.map((credential) => ({ ...credential, ...change(credential) })),
  });
  const wrongPin = '002000800430303030';
  assert.equal(judge('00200080', '63c3'), undefined);
  assert.match(judge('00200080', '9999') ?? '', /status word 9999/);
  assert.match(judge('00b0000000', '00006982') ?? '', /data with an error/);
  assert.match(judge('00b0000000', `ff100c${secret}ffff9000`) ?? '', /gave away the Individual Number/);
  assert.match(
    judge(
      wrongPin,
      '63c2',
      changed(({ triesLeft }) => ({ triesLeft: triesLeft + 1 })),
    ) ?? '',
    /gained a try/,
  );
  assert.match(
    judge(
      wrongPin,
      '63c1',
      changed(({ triesLeft }) => ({ triesLeft: triesLeft - 2 })),
    ) ?? '',
    /lost more/,
  );
  const value = Buffer.from('9999');
  assert.match(
    judge(
      '002401800439393939',
      '9000',
      changed(() => ({ value })),
    ) ?? '',
    /without being presented/,
  );
  const note = Buffer.from('what only the library reads').toString('hex');
  assert.match(judge('00b0810000', `${note}9000`) ?? '', /gave away what the library wrote/);
  const library = (change: object) => ({
    ...image,
    freeApplications: image.freeApplications.map((one) => ({ ...one, ...change })),
  });
  const pin = { ...image.freeApplications[0]?.credential, triesLeft: 9 };
  assert.match(judge('00200080', '63c5', library({ credential: pin })) ?? '', /PIN gained a try/);
  const pendingLayout = { layoutVersion: 2, credential: undefined, files: [] };
  assert.match(judge('84e60100', '9000', library({ pendingLayout })) ?? '', /changed without it/);
  assert.match(
    judge('00e2000000', '9000', { ...image, files: [] }) ?? '',
    /files changed without the issuer/,
  );
});
