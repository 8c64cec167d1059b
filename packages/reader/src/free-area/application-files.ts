import { CardError, cardErrorFor } from '../card-error.ts';
import type { Answer, Command } from '../command.ts';
import { efName } from '../session.ts';

/** One simple-TLV record of a record file. */
export interface ApplicationRecord {
  /** 1…254. */
  readonly tag: number;
  /** At most 253 bytes, in the application's channel 237. */
  readonly value: Uint8Array;
}

const END_OF_FILE = 0x6b00;
const NO_RECORD = 0x6a83;
const CONDITIONS_OF_USE = 0x6985;
const RECORD = 0x04;
const ALL_FROM = 0x05;

/**
 * Files of one application in the free area, as far as whoever asks may use them. Every write takes effect at once or
 * not at all; one that needs several commands says so.
 */
export class ApplicationFiles {
  readonly #transmit: (command: Omit<Command, 'cla'>) => Promise<Answer>;
  readonly #block: number;

  /**
   * @param transmit sends one command to the application
   * @param block most bytes of a command or an answer
   */
  constructor(transmit: (command: Omit<Command, 'cla'>) => Promise<Answer>, block: number) {
    this.#transmit = transmit;
    this.#block = block;
  }

  /** All bytes of a transparent file; none while nothing is written. @throws CardError 'security-status' */
  async read(file: number): Promise<Uint8Array> {
    await this.#select(file);
    const parts: Uint8Array[] = [];
    for (let offset = 0; ; offset += this.#block) {
      const command = { ins: 0xb0, p1: offset >> 8, p2: offset & 0xff, le: this.#block };
      const { data, statusWord } = await this.#transmit(command);
      if (statusWord === END_OF_FILE) break;
      if (statusWord !== 0x9000) throw this.#error(statusWord, `READ BINARY ${efName(file)}`);
      parts.push(data.subarray(0, this.#block));
      if (data.length < this.#block) break;
    }
    return new Uint8Array(Buffer.concat(parts));
  }

  /**
   * Overwrites from `offset` on and makes the file longer where it must; beyond 239 bytes in several steps.
   * @throws CardError 'security-status'; 'unexpected-status' 6A84 when the file is too short, 6B00 beyond its end
   */
  async update(file: number, offset: number, bytes: Uint8Array): Promise<void> {
    await this.#select(file);
    for (let done = 0; done < bytes.length; done += this.#block) {
      const [at, data] = [offset + done, bytes.subarray(done, done + this.#block)];
      await this.#send({ ins: 0xd6, p1: at >> 8, p2: at & 0xff, data }, `UPDATE BINARY ${efName(file)}`);
    }
  }

  /** Cuts a transparent file off; `from` 0 empties it. */
  async erase(file: number, from = 0): Promise<void> {
    await this.#select(file);
    await this.#send({ ins: 0x0e, p1: from >> 8, p2: from & 0xff }, `ERASE BINARY ${efName(file)}`);
  }

  /** Makes the file hold exactly these bytes, in two steps or more: torn off in between, the old end may still be there. */
  async write(file: number, bytes: Uint8Array): Promise<void> {
    await this.update(file, 0, bytes);
    await this.erase(file, bytes.length);
  }

  async readRecords(file: number): Promise<readonly ApplicationRecord[]> {
    await this.#select(file);
    const records: ApplicationRecord[] = [];
    for (let number = 1; number <= 0xff; number++) {
      const { data, statusWord } = await this.#transmit({
        ins: 0xb2,
        p1: number,
        p2: RECORD,
        le: this.#block,
      });
      if (statusWord === NO_RECORD) break;
      if (statusWord !== 0x9000) throw this.#error(statusWord, `READ RECORD ${efName(file)}`);
      if (data.length < 2 || data.length !== 2 + (data[1] ?? 0)) {
        throw new CardError('malformed-answer', `${efName(file)} has a record of a wrong length`);
      }
      records.push({ tag: data[0] ?? 0, value: new Uint8Array(data.subarray(2)) });
    }
    return records;
  }

  /** Replaces record `number`, counted from 1; the number after the last one appends. */
  async writeRecord(file: number, number: number, { tag, value }: ApplicationRecord): Promise<void> {
    await this.#select(file);
    const data = Buffer.concat([Uint8Array.of(tag, value.length), value]);
    await this.#send({ ins: 0xdc, p1: number, p2: RECORD, data }, `UPDATE RECORD ${efName(file)}`);
  }

  /** Removes record `from` and all after it. */
  async eraseRecords(file: number, from = 1): Promise<void> {
    await this.#select(file);
    await this.#send({ ins: 0x0c, p1: from, p2: ALL_FROM }, `ERASE RECORD ${efName(file)}`);
  }

  async #select(file: number): Promise<void> {
    const data = Uint8Array.of(file >> 8, file & 0xff);
    await this.#send({ ins: 0xa4, p1: 0x02, p2: 0x0c, data }, `SELECT ${efName(file)}`);
  }

  async #send(command: Omit<Command, 'cla'>, doing: string): Promise<void> {
    const { statusWord } = await this.#transmit(command);
    if (statusWord !== 0x9000) throw this.#error(statusWord, doing);
  }

  // 6985: in its channel the card says so for a right that is missing, and everywhere before the body took over.
  #error(statusWord: number, doing: string): CardError {
    if (statusWord !== CONDITIONS_OF_USE) return cardErrorFor(statusWord, doing);
    return new CardError('security-status', `${doing}: not with this right`, { statusWord });
  }
}
