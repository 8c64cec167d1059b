import { timingSafeEqual } from 'node:crypto';
import type { ScpKeySet } from '@mibun/card';
import { aesBlock, aesCbcDecrypt, aesCbcEncrypt, aesCmac, padIso, unpadIso } from './aes.ts';
import { CardError, cardErrorFor } from './card-error.ts';
import { type Answer, type Command, send } from './command.ts';
import type { CardConnection } from './connection.ts';

// GlobalPlatform Card Specification, Amendment D (Secure Channel Protocol '03') v1.2, table 4-1.
const DERIVE = {
  cardCryptogram: 0x00,
  hostCryptogram: 0x01,
  sEnc: 0x04,
  sMac: 0x06,
  sRmac: 0x07,
} as const;

// C-MAC, C-DECRYPTION, R-MAC and R-ENCRYPTION: everything, always.
const SECURITY_LEVEL = 0x33;
const MAC_LENGTH = 8;

/** Plain bytes that fit into one protected short command: 255 less the MAC, whole blocks, less the padding. */
export const MOST_COMMAND_DATA = 239;
/** Plain bytes that fit into one protected short answer. */
export const MOST_ANSWER_DATA = 239;

// Ours: after wrong keys the card refuses so many openings, 512 at most, before it looks at one again.
const ASK_AGAIN = 0x69f0;
const MOST_REFUSALS = 600;

interface SessionKeys {
  readonly enc: Uint8Array;
  readonly mac: Uint8Array;
  readonly rmac: Uint8Array;
}

/** The host side of an open SCP03 channel at security level 33. Dies with the first answer that is not genuine. */
export class SecureChannel {
  readonly #connection: CardConnection;
  readonly #keys: SessionKeys;
  #chaining: Uint8Array = new Uint8Array(16);
  #counter = 0;
  #open = true;

  private constructor(connection: CardConnection, keys: SessionKeys) {
    this.#connection = connection;
    this.#keys = keys;
  }

  /**
   * INITIALIZE UPDATE and EXTERNAL AUTHENTICATE with the card manager selected. Both sides prove that they know the
   * keys: the card first, so that a stranger's card learns nothing, and keys that are not this card's cost no try.
   * Where somebody has tried wrong keys before, the card makes everybody wait: it is asked again until it answers.
   * @param random source of the 8-byte host challenge
   * @throws CardError 'secure-channel' when the card does not know these keys or speaks another protocol
   */
  static async open(
    connection: CardConnection,
    keys: ScpKeySet,
    random: (length: number) => Uint8Array,
  ): Promise<SecureChannel> {
    const hostChallenge = random(8);
    const update = await initializeUpdate(connection, keys.version, hostChallenge);
    const { cardChallenge, cardCryptogram } = parseUpdate(update.data, keys.version);
    const context = Buffer.concat([hostChallenge, cardChallenge]);
    const size = keys.enc.length * 8;
    const session = {
      enc: derive(keys.enc, DERIVE.sEnc, size, context),
      mac: derive(keys.mac, DERIVE.sMac, size, context),
      rmac: derive(keys.mac, DERIVE.sRmac, size, context),
    };
    if (!timingSafeEqual(derive(session.mac, DERIVE.cardCryptogram, 64, context), cardCryptogram)) {
      throw new CardError('secure-channel', 'the card does not know these keys');
    }
    const channel = new SecureChannel(connection, session);
    await channel.#authenticate(derive(session.mac, DERIVE.hostCryptogram, 64, context));
    return channel;
  }

  /**
   * Sends one command through the channel (CLA 84) and returns the plain answer, whatever its status word.
   * `le` is what the protected answer may have; over 256 the command goes out in extended form.
   * @throws CardError 'secure-channel' when the answer was altered or the channel is closed
   */
  async transmit(command: Omit<Command, 'cla'>): Promise<Answer> {
    if (!this.#open) throw new CardError('secure-channel', 'the secure channel is closed');
    const data = command.data ?? new Uint8Array(0);
    if (data.length > MOST_COMMAND_DATA) throw new RangeError('too long for one protected command');
    this.#counter += 1;
    const ciphertext =
      data.length === 0 ? data : aesCbcEncrypt(this.#keys.enc, padIso(data), this.#iv('command'));
    try {
      const answer = await send(this.#connection, this.#withMac({ le: 256, ...command }, ciphertext));
      return this.#unwrap(answer);
    } catch (error) {
      // Whether the card took the command is unknown, so its counter is unknown too.
      this.#open = false;
      throw error;
    }
  }

  /** Ends the channel on this side; the card ends it with the next reset or SELECT. */
  close(): void {
    this.#open = false;
  }

  async #authenticate(hostCryptogram: Uint8Array): Promise<void> {
    const command = this.#withMac({ ins: 0x82, p1: SECURITY_LEVEL, p2: 0x00 }, hostCryptogram);
    const { statusWord } = await send(this.#connection, command);
    if (statusWord !== 0x9000) throw refusal(statusWord, 'EXTERNAL AUTHENTICATE');
  }

  // Amendment D §6.2.4: over the chaining value and the command as sent without Le, its Lc counting the MAC.
  #withMac({ ins, p1, p2, le }: Omit<Command, 'data'>, body: Uint8Array): Command {
    const lc = body.length + MAC_LENGTH;
    const extended = le !== undefined && le > 0x100;
    const header = Uint8Array.of(0x84, ins, p1, p2, ...(extended ? [0x00, lc >> 8] : []), lc & 0xff);
    this.#chaining = aesCmac(this.#keys.mac, Buffer.concat([this.#chaining, header, body]));
    const data = Buffer.concat([body, this.#chaining.subarray(0, MAC_LENGTH)]);
    return { cla: 0x84, ins, p1, p2, data, ...(le === undefined ? {} : { le }) };
  }

  // Amendment D §6.2.5: only 9000 and warnings are protected; an error carries neither data nor MAC.
  #unwrap({ data, statusWord }: Answer): Answer {
    if (statusWord === 0x6982 || statusWord === 0x6987 || statusWord === 0x6988) {
      throw refusal(statusWord, 'a protected command');
    }
    const warning = statusWord >> 8 === 0x62 || statusWord >> 8 === 0x63;
    if (statusWord !== 0x9000 && !warning) {
      if (data.length > 0) throw new CardError('secure-channel', 'an error with unprotected data');
      return { data, statusWord };
    }
    if (data.length < MAC_LENGTH) throw new CardError('secure-channel', 'an answer without a MAC');
    const ciphertext = data.subarray(0, data.length - MAC_LENGTH);
    const status = Uint8Array.of(statusWord >> 8, statusWord & 0xff);
    const mac = aesCmac(this.#keys.rmac, Buffer.concat([this.#chaining, ciphertext, status]));
    if (!timingSafeEqual(mac.subarray(0, MAC_LENGTH), data.subarray(ciphertext.length))) {
      throw new CardError('secure-channel', 'the MAC of an answer is wrong');
    }
    if (ciphertext.length === 0) return { data: ciphertext, statusWord };
    if (ciphertext.length % 16 !== 0) throw new CardError('secure-channel', 'an answer of broken blocks');
    const plain = unpadIso(aesCbcDecrypt(this.#keys.enc, ciphertext, this.#iv('answer')));
    if (!plain) throw new CardError('secure-channel', 'the padding of an answer is wrong');
    return { data: Uint8Array.from(plain), statusWord };
  }

  // Amendment D §6.2.6 and §6.2.7: the command counter, encrypted; its first bit tells answers from commands.
  #iv(direction: 'command' | 'answer'): Uint8Array {
    const block = Buffer.alloc(16);
    block.writeUInt32BE(this.#counter, 12);
    if (direction === 'answer') block[0] = 0x80;
    return aesBlock(this.#keys.enc, block);
  }
}

async function initializeUpdate(connection: CardConnection, version: number, data: Uint8Array) {
  const command = { cla: 0x80, ins: 0x50, p1: version, p2: 0x00, data, le: 256 };
  for (let refusals = 0; ; refusals++) {
    const answer = await send(connection, command);
    const { statusWord } = answer;
    if (statusWord === 0x9000) return answer;
    if (statusWord === 0x6983) {
      const message = 'this card opens no issuer channel any more: it is terminated';
      throw new CardError('secure-channel', message, { statusWord });
    }
    if (statusWord !== ASK_AGAIN) throw refusal(statusWord, 'INITIALIZE UPDATE');
    if (refusals === MOST_REFUSALS) {
      const message = 'after openings with wrong keys the card makes everybody wait, and does not stop';
      throw new CardError('secure-channel', message, { statusWord });
    }
  }
}

// 6300: other keys; 6982: the channel has ended; 6983: no opening is allowed any more; 6A88: no such key version.
function refusal(statusWord: number, doing: string): CardError {
  return new CardError('secure-channel', cardErrorFor(statusWord, doing).message, { statusWord });
}

// Key diversification data (10) ‖ key version, protocol 03, i (3) ‖ challenge (8) ‖ cryptogram (8) [‖ sequence counter (3)]
function parseUpdate(data: Uint8Array, version: number) {
  if (data.length !== 29 && data.length !== 32) {
    throw new CardError('secure-channel', 'INITIALIZE UPDATE answered with a wrong length');
  }
  if (data[11] !== 0x03) throw new CardError('secure-channel', 'the card does not speak SCP03');
  if (version !== 0 && data[10] !== version) {
    throw new CardError('secure-channel', 'the card has a key set of another version');
  }
  return { cardChallenge: data.subarray(13, 21), cardCryptogram: data.subarray(21, 29) };
}

// Amendment D §4.1.5: NIST SP 800-108 in counter mode, label of 11 zeros and one constant.
function derive(key: Uint8Array, constant: number, bits: number, context: Uint8Array): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let counter = 1; counter <= Math.ceil(bits / 128); counter++) {
    const label = Buffer.alloc(12);
    label[11] = constant;
    const tail = Uint8Array.of(0x00, bits >> 8, bits & 0xff, counter);
    blocks.push(aesCmac(key, Buffer.concat([label, tail, context])));
  }
  return Buffer.concat(blocks).subarray(0, bits / 8);
}
