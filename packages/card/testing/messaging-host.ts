import { constants, createCipheriv, createDecipheriv, type KeyObject, publicEncrypt } from 'node:crypto';

const REST = 0;

/**
 * The terminal's end of secure messaging, written from chip.md §4.10 on its own: it shares no code with the card's end.
 * Commands and answers are in hexadecimal.
 */
export class MessagingHost {
  readonly #seed: Buffer;
  #counter = 0n;

  constructor(seed: Uint8Array = Buffer.alloc(32, 0x5e)) {
    this.#seed = Buffer.from(seed);
  }

  /** SET SESSION KEY with this seed; `message` takes the place of `A0 22 80 20 seed`. */
  delivery(publicKey: KeyObject, message = Buffer.concat([hex('A0228020'), this.#seed])): string {
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    const sealed = publicEncrypt({ key: publicKey, padding, oaepHash: 'sha256' }, message);
    return `80AE0000000100${sealed.toString('hex')}`;
  }

  /** Counts one more command; the card counts those that it rejects, too. */
  count(): void {
    this.#counter += 1n;
  }

  /** A command with encrypted data: SELECT or VERIFY. */
  command(header: string, data: Uint8Array): string {
    this.count();
    const body = Buffer.concat([hex('01'), this.#cipher(createCipheriv, padded(data))]);
    const object = Buffer.concat([Buffer.from([0x86, body.length]), body]);
    return `08${header}${Buffer.from([object.length]).toString('hex')}${object.toString('hex')}`;
  }

  /** READ BINARY of `length` bytes; all the rest by default. */
  read(parameters: string, length = REST): string {
    this.count();
    const object = Buffer.from([0x96, 3, 0, length >> 8, length & 0xff]).toString('hex');
    return `08B0${parameters}000005${object}0000`;
  }

  /** Data of an answer `86 L 01 cryptogram 9000`. */
  open(answer: string): Buffer {
    const bytes = hex(answer);
    const lengthBytes = bytes.readUInt8(1) > 0x80 ? bytes.readUInt8(1) - 0x80 : 0;
    const plain = this.#cipher(createDecipheriv, bytes.subarray(3 + lengthBytes, -2));
    return plain.subarray(0, plain.lastIndexOf(0x80));
  }

  #cipher(create: typeof createCipheriv | typeof createDecipheriv, data: Buffer): Buffer {
    const key = this.#seed.subarray(0, 16);
    const number = Buffer.from(this.#counter.toString(16).padStart(32, '0'), 'hex');
    const iv = createCipheriv('aes-128-cbc', key, Buffer.alloc(16)).setAutoPadding(false).update(number);
    const cipher = create('aes-128-cbc', key, iv).setAutoPadding(false);
    return Buffer.concat([cipher.update(data), cipher.final()]);
  }
}

const hex = (digits: string): Buffer => Buffer.from(digits, 'hex');

function padded(data: Uint8Array): Buffer {
  return Buffer.concat([data, hex('80'), Buffer.alloc(15 - (data.length % 16))]);
}
