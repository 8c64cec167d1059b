import { createCipheriv, createDecipheriv } from 'node:crypto';
import { hex, toHex } from '../src/bytes.ts';
import type { ScpKeySet } from '../src/image/card-image.ts';

/**
 * The terminal's end of SCP03, written from the specification (RFC 4493, GlobalPlatform Amendment D) on its own: it
 * shares no code with the card's end, so that an error in one does not hide in the other. Security level 33.
 */
export class Scp03Host {
  #enc: Buffer = Buffer.alloc(0);
  #mac: Buffer = Buffer.alloc(0);
  #rmac: Buffer = Buffer.alloc(0);
  #chaining: Buffer = Buffer.alloc(16);
  #counter = 0n;
  readonly #keys: ScpKeySet;
  readonly #transmit: (command: string) => string;

  constructor(keys: ScpKeySet, transmit: (command: string) => string) {
    this.#keys = keys;
    this.#transmit = transmit;
  }

  /** Opens the channel; gives the status word of EXTERNAL AUTHENTICATE. */
  open({ hostChallenge = '0102030405060708' } = {}): string {
    const answer = this.#transmit(`80500000 08 ${hostChallenge} 00`);
    if (!answer.endsWith('9000')) return answer.slice(-4);
    const bytes = Buffer.from(answer, 'hex');
    const context = Buffer.concat([hex(hostChallenge), bytes.subarray(13, 21)]);
    const bits = this.#keys.enc.length * 8;
    this.#enc = derive(this.#keys.enc, 0x04, context, bits);
    this.#mac = derive(this.#keys.mac, 0x06, context, bits);
    this.#rmac = derive(this.#keys.mac, 0x07, context, bits);
    this.#chaining = Buffer.alloc(16);
    this.#counter = 0n;
    this.cardIsGenuine = derive(this.#mac, 0x00, context, 64).equals(bytes.subarray(21, 29));
    return this.#transmit(this.#authenticated('84823300', derive(this.#mac, 0x01, context, 64)));
  }

  /** Whether the card's cryptogram was right. */
  cardIsGenuine = false;

  /** The protected form of a command. */
  wrap(header: string, data: Uint8Array = Buffer.alloc(0)): string {
    this.#counter += 1n;
    const body = data.length === 0 ? Buffer.alloc(0) : this.#cbc(padded(data), this.#icv(0n), 'encrypt');
    return this.#authenticated(header, body);
  }

  /** Sends a protected command, checks and decrypts the answer. */
  send(header: string, data?: Uint8Array): { readonly data: Uint8Array; readonly sw: string } {
    return this.unwrap(this.#transmit(this.wrap(header, data)));
  }

  unwrap(answer: string): { readonly data: Uint8Array; readonly sw: string } {
    const bytes = Buffer.from(answer, 'hex');
    const sw = bytes.subarray(-2);
    if (bytes.length === 2) return { data: Buffer.alloc(0), sw: answer };
    const body = bytes.subarray(0, -10);
    const mac = cmac(this.#rmac, Buffer.concat([this.#chaining, body, sw])).subarray(0, 8);
    if (!mac.equals(bytes.subarray(-10, -2))) throw new Error('wrong R-MAC');
    if (body.length === 0) return { data: body, sw: toHex(sw) };
    const plain = this.#cbc(body, this.#icv(1n << 127n), 'decrypt');
    return { data: new Uint8Array(plain.subarray(0, plain.lastIndexOf(0x80))), sw: toHex(sw) };
  }

  #authenticated(header: string, body: Buffer): string {
    const length = body.length + 8;
    const lc = length > 255 ? [0, length >> 8, length & 0xff] : [length];
    const head = Buffer.concat([hex(header), Buffer.from(lc)]);
    this.#chaining = cmac(this.#mac, Buffer.concat([this.#chaining, head, body]));
    return toHex(Buffer.concat([head, body, this.#chaining.subarray(0, 8)]));
  }

  #icv(direction: bigint): Buffer {
    const counter = (this.#counter | direction).toString(16).padStart(32, '0');
    return ecb(this.#enc, Buffer.from(counter, 'hex'));
  }

  #cbc(data: Buffer, iv: Buffer, direction: 'encrypt' | 'decrypt'): Buffer {
    const name = `aes-${this.#enc.length * 8}-cbc`;
    const create = direction === 'encrypt' ? createCipheriv : createDecipheriv;
    const cipher = create(name, this.#enc, iv).setAutoPadding(false);
    return Buffer.concat([cipher.update(data), cipher.final()]);
  }
}

function derive(key: Uint8Array, constant: number, context: Uint8Array, bits: number): Buffer {
  const output: Buffer[] = [];
  for (let counter = 1; output.length * 128 < bits; counter++) {
    const head = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, constant, 0, bits >> 8, bits & 0xff, counter];
    output.push(cmac(key, Buffer.concat([Buffer.from(head), context])));
  }
  return Buffer.concat(output).subarray(0, bits / 8);
}

function padded(data: Uint8Array): Buffer {
  return Buffer.concat([data, Buffer.from([0x80]), Buffer.alloc(15 - (data.length % 16))]);
}

function ecb(key: Uint8Array, block: Uint8Array): Buffer {
  const cipher = createCipheriv(`aes-${key.length * 8}-ecb`, key, null).setAutoPadding(false);
  return Buffer.concat([cipher.update(block), cipher.final()]);
}

// RFC 4493 with whole numbers: one block after the other, no CBC mode.
function cmac(key: Uint8Array, message: Uint8Array): Buffer {
  const number = (bytes: Uint8Array) => BigInt(`0x${toHex(bytes)}`);
  const block = (value: bigint) => Buffer.from(value.toString(16).padStart(32, '0'), 'hex');
  const double = (value: bigint) => ((value << 1n) & ((1n << 128n) - 1n)) ^ (value >> 127n ? 0x87n : 0n);
  const subkey1 = double(number(ecb(key, Buffer.alloc(16))));
  const complete = message.length > 0 && message.length % 16 === 0;
  const whole = complete ? message : padded(message);
  let state = 0n;
  for (let offset = 0; offset < whole.length; offset += 16) {
    const isLast = offset + 16 === whole.length;
    const mask = isLast ? (complete ? subkey1 : double(subkey1)) : 0n;
    state = number(ecb(key, block(state ^ mask ^ number(whole.slice(offset, offset + 16)))));
  }
  return block(state);
}

/** Opens a channel, asking again as long as the card says so; how often that was, and how it ended. */
export function openPatiently(open: () => string): { readonly refusals: number; readonly sw: string } {
  for (let refusals = 0; refusals < 1000; refusals++) {
    const sw = open();
    if (sw !== '69F0') return { refusals, sw };
  }
  throw new Error('the chip makes everybody wait for ever');
}
