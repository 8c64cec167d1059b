import { randomBytes, verify, X509Certificate } from 'node:crypto';
import { type CardImage, Chip, decodeImage, encodeImage, profileNamed } from '@mibun/card';
import { connectInProcess, signWithAuthentication } from '@mibun/reader';
import { makeTestCard, sharedKeys, type TestCard } from '@mibun/test-card';
import { installLibrary } from './library.ts';
import { Oracle } from './oracle.ts';
import { diceOf } from './random.ts';
import { recordClients } from './recordings.ts';
import { type Happening, happenings } from './streams.ts';

export interface FuzzReport {
  readonly commands: number;
  readonly seed: number;
  /** How often each status word was the answer. */
  readonly statusWords: ReadonlyMap<string, number>;
  /** Milliseconds that the slowest answer took. */
  readonly slowest: number;
  /** How often the card was put back because its credentials were blocked or changed. */
  readonly lives: number;
}

export interface FuzzOptions {
  readonly commands: number;
  readonly seed: number;
  /** Of the card; generation-1 unless another is named. */
  readonly profile?: string;
}

/** After so many commands the card must still do its work. */
const PROOF_OF_LIFE = 1_000;
const TAIL = 12;

/**
 * Sends `commands` random, mutated and replayed commands to a card and judges every answer. The same seed gives the
 * same commands; challenges of the card differ.
 * @throws Error with the seed, the number of the command and the last ones before it
 */
export async function fuzz(
  { commands, seed, profile }: FuzzOptions,
  onProgress: (done: number) => void = () => undefined,
): Promise<FuzzReport> {
  const card = await makeTestCard({ seed: `fuzz ${seed}`, makeKey: sharedKeys(), profile });
  await installLibrary(card);
  const recordings = await recordClients(card);
  const stream = happenings(diceOf(seed), recordings);
  const oracle = new Oracle(card, recordings.flat());
  const statusWords = new Map<string, number>();
  const tail: string[] = [];
  let [done, slowest, lives] = [0, 0, 0];
  while (done < commands) {
    const life = beginLife(card);
    oracle.forgetPower();
    lives++;
    const until = Math.min(commands, done + PROOF_OF_LIFE);
    while (done < until) {
      const happening: Happening = stream.next().value;
      remember(tail, happening);
      if (typeof happening === 'string') {
        if (happening === 'reset') life.chip.reset();
        else life.chip.powerOff();
        oracle.forgetPower();
        continue;
      }
      const before = life.image;
      const began = performance.now();
      const answer = life.chip.transmit(happening);
      slowest = Math.max(slowest, performance.now() - began);
      done++;
      const wrong = oracle.judge(happening, answer, before, life.image);
      if (wrong !== undefined) {
        throw new Error(`seed ${seed}, command ${done}: ${wrong}\n${tail.join('\n')}\n→ ${hexOf(answer)}`);
      }
      const statusWord = hexOf(answer.subarray(-2));
      statusWords.set(statusWord, (statusWords.get(statusWord) ?? 0) + 1);
    }
    await proveLife(card, life.image, seed);
    onProgress(done);
  }
  return { commands: done, seed, statusWords, slowest, lives };
}

interface Life {
  readonly chip: Chip;
  readonly image: CardImage;
}

/** The same card as new, from the bytes in which it is kept. */
function beginLife(card: TestCard): Life {
  const memory = { image: decodeImage(encodeImage(card.image)) };
  const chip = new Chip(memory.image, surroundings(memory));
  return {
    chip,
    get image() {
      return memory.image;
    },
  };
}

/** Whatever happened, a card whose PIN is not blocked logs its holder in. */
async function proveLife(card: TestCard, image: CardImage, seed: number): Promise<void> {
  const memory = { image: decodeImage(encodeImage(image)) };
  const { roles, certificates } = profileNamed(image.profile);
  const [place] = roles.authentication ?? [];
  const pin = image.credentials.find((one) => one.application === place?.application && one.id === place.id);
  if (pin?.value === undefined || pin.triesLeft === 0) return;
  const connection = connectInProcess(new Chip(memory.image, surroundings(memory)));
  const message = Buffer.from('still alive');
  const signature = await signWithAuthentication(connection, Buffer.from(pin.value).toString(), message);
  const { publicKey } = new X509Certificate(card.certificates.authentication ?? new Uint8Array());
  const hash = certificates.key === 'rsa-2048' ? 'sha256' : 'sha384';
  if (!verify(hash, message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature))
    throw new Error(`seed ${seed}: the card signs wrongly`);
}

function surroundings(memory: { image: CardImage }) {
  return {
    random: (length: number): Uint8Array => randomBytes(length),
    generateKey: (): Uint8Array => {
      throw new Error('no key may be made without the issuer');
    },
    save: (next: CardImage) => {
      memory.image = next;
    },
  };
}

function remember(tail: string[], happening: Happening): void {
  tail.push(typeof happening === 'string' ? happening : hexOf(happening));
  if (tail.length > TAIL) tail.shift();
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
