import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { Chip, diversify, manufacture } from '@mibun/card';
import {
  CardError,
  type CardReader,
  connectInProcess,
  openIssuerChannel,
  type ReaderEvent,
} from '@mibun/reader';
import type { Refusal } from '../../platform/index.ts';
import { type Encoders, encodersIn, waitsForEncoder } from './index.ts';

const TRANSPORT = randomBytes(32);
const OWN = randomBytes(32);
const ownKeys = async (serial: string) => diversify(OWN, serial);
const [ONE, OTHER] = ['998100000000001', '998100000000002'];

function blank(chipSerial: string): Chip {
  const issuerKeys = diversify(TRANSPORT, chipSerial);
  const image = manufacture({ chipSerial, profile: 'generation-1', issuerKeys });
  const generateKey = () => {
    throw new Error('no key is made here');
  };
  return new Chip(image, { random: randomBytes, generateKey, save: () => {} });
}

/** Slots of a machine, by name: a hand puts cards in and takes them out, or pulls the plug. */
class Slots {
  running = true;
  silent = false;
  readonly #cards = new Map<string, Chip | null>();
  readonly #listeners = new Set<(event: ReaderEvent) => void>();
  plug(reader: string): void {
    this.#cards.set(reader, null);
    this.#tell({ kind: 'reader-added', reader });
  }
  put(reader: string, chip: Chip | null): void {
    this.#cards.set(reader, chip);
    this.#tell({ kind: chip ? 'card-inserted' : 'card-removed', reader });
  }
  list = (): readonly CardReader[] =>
    [...this.#cards].map(([name, chip]) => ({ name, card: chip ? 'present' : 'none' }));
  watch = (listener: (event: ReaderEvent) => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };
  connect = async (reader: string) => {
    const chip = this.#cards.get(reader);
    if (!chip) throw new CardError('no-card', 'empty');
    if (this.silent) throw new CardError('card-removed', 'no answer');
    return { ...connectInProcess(chip), reader, gone: new Promise<CardError>(() => {}) };
  };
  get watchers(): number {
    return this.#listeners.size;
  }
  #tell(event: ReaderEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

describe('encoders beside a production server', () => {
  let slots: Slots;
  let asked: (string | undefined)[];
  let heard: PromiseWithResolvers<string | undefined>;
  let encoders: Encoders;
  const asking = async (asks: Refusal | undefined) => {
    asked.push(asks?.code);
    heard.resolve(asks?.code);
    heard = Promise.withResolvers();
  };
  const open = (...names: readonly string[]) =>
    encodersIn({
      names,
      readers: slots,
      random: randomBytes,
      transportKeys: (serial) => diversify(TRANSPORT, serial),
    });
  beforeEach(() => {
    slots = new Slots();
    slots.plug('A');
    slots.plug('B');
    asked = [];
    heard = Promise.withResolvers();
    encoders = open('A', 'B');
  });
  afterEach(() => {
    encoders.stopWaiting();
    assert.equal(slots.watchers, 0, 'nobody listens any more');
  });

  test('an empty encoder asks for a blank, once, and goes on as soon as one lies in any of them', async () => {
    const taken = encoders.takeBlank?.(ownKeys, asking);
    assert.equal(await heard.promise, 'ENCODER_EMPTY');
    slots.put('B', blank(ONE));
    assert.equal(await taken, ONE);
    assert.deepEqual(asked, ['ENCODER_EMPTY', undefined], 'and says that it goes on');
  });

  test('a card that lies there already is taken without a word', async () => {
    slots.put('A', blank(ONE));
    assert.equal(await encoders.takeBlank?.(ownKeys, asking), ONE);
    assert.deepEqual(asked, []);
  });

  test('a card that is no blank is said before an encoder that is empty, and the next one is waited for', async () => {
    const made = blank(ONE);
    slots.put('A', made);
    await encoders.takeBlank?.(ownKeys);
    await (await openIssuerChannel(connectInProcess(made), await ownKeys(ONE), randomBytes)).setStatus(
      'personalised',
    );
    const taken = encoders.takeBlank?.(ownKeys, asking);
    assert.equal(await heard.promise, 'CARD_IS_NO_BLANK');
    slots.put('A', null);
    slots.put('A', blank(OTHER));
    assert.equal(await taken, OTHER);
  });

  test('a reader that is not plugged in, and a service that does not run, are waited for in their own words', async () => {
    encoders = open('C');
    const taken = encoders.takeBlank?.(ownKeys, asking);
    assert.equal(await heard.promise, 'ENCODER_UNPLUGGED');
    slots.running = false;
    slots.plug('D');
    assert.equal(await heard.promise, 'ENCODER_SERVICE_DOWN');
    slots.running = true;
    slots.plug('C');
    slots.put('C', blank(ONE));
    assert.equal(await taken, ONE);
  });

  test('what lies there and does not answer is said, and waited for until it does', async () => {
    slots.put('A', blank(ONE));
    slots.silent = true;
    const taken = encoders.takeBlank?.(ownKeys, asking);
    assert.equal(await heard.promise, 'ENCODER_CARD_SILENT');
    slots.silent = false;
    slots.put('A', null);
    slots.put('A', blank(OTHER));
    assert.equal(await taken, OTHER);
  });

  test('the card that was begun is waited for, and another one gives the next of the batch its turn', async () => {
    const inserted = encoders.insert(ONE, asking);
    assert.equal(await heard.promise, 'ENCODER_EMPTY');
    slots.put('A', blank(OTHER));
    await assert.rejects(async () => inserted, { code: 'ENCODER_HAS_ANOTHER_CARD' });
    slots.put('B', blank(ONE));
    await (await encoders.insert(ONE, asking)).close();
  });

  test('when the system stops nobody is waited for', async () => {
    const taken = encoders.takeBlank?.(ownKeys, asking);
    await heard.promise;
    encoders.stopWaiting();
    await assert.rejects(async () => taken, { code: 'ENCODER_EMPTY' });
  });

  test('what a person can put right at the encoder is no fault of the card; what the chip says is', () => {
    for (const code of ['card-removed', 'no-card', 'reader-removed', 'reader-service'] as const) {
      assert.ok(waitsForEncoder(new CardError(code, code)), code);
    }
    for (const code of ['memory-failure', 'security-status', 'unexpected-status'] as const) {
      assert.ok(!waitsForEncoder(new CardError(code, code)), code);
    }
  });
});
