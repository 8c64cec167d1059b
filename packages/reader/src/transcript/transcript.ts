import { type ApplicationDefinition, FREE_AREA_PREFIX, GENERATION_1, PROFILES } from '@mibun/card';
import { type CommandParts, commandParts } from './command-parts.ts';
import {
  commandName,
  freeAreaCommandName,
  hexByte,
  hexBytes,
  SECRET_DATA,
  statusWordMeaning,
} from './words.ts';

/** One command and its answer in words. No secret that was presented is in it. */
export interface Exchange {
  /** e.g. 'VERIFY authentication PIN'. */
  readonly command: string;
  /** e.g. 'ok', '2 tries left', '848 bytes, ok'. */
  readonly answer: string;
  /** Four hex digits; empty when the card gave no answer. */
  readonly statusWord: string;
  /** The command in hex, secrets as `**`. */
  readonly bytes: string;
  /** The answer's data in hex, as it was: it may hold personal data. */
  readonly data: string;
}

const MANAGER: ApplicationDefinition = GENERATION_1.applications[0];

/** Names of keys and secrets that read better than the tables' own. */
const SECRET_NAMES: Readonly<Record<string, string>> = {
  'jpki 18': 'authentication PIN',
  'jpki 1B': 'signature password',
  'text 11': 'text PIN',
  'text 14': 'code A',
  'text 15': 'code B',
  'visual 11': 'birth-date key',
  'visual 12': 'code B',
  'visual 13': 'code A',
  'juki 1C': 'registry PIN',
  'common 1C': 'registry PIN',
  'authentication 11': 'PIN',
  'authentication 12': 'signature password',
  'face 11': 'number on the card',
};

/**
 * Follows what a client says to a card, and tells it in words. Knows what is selected from the commands it has seen,
 * so give it all of them, in order. Pure: prints nothing, and keeps nothing of what it was shown.
 */
export class Transcript {
  #application: ApplicationDefinition | undefined = MANAGER;
  #file: number | undefined;
  #freeArea = false;

  /** Power came, went, or the card was reset: nothing is selected any more. */
  powerChanged(): void {
    this.#application = MANAGER;
    this.#file = undefined;
    this.#freeArea = false;
  }

  /**
   * One exchange in words.
   * @param answer data and status word; empty when the card was pulled out before it answered
   */
  exchange(command: Uint8Array, answer: Uint8Array): Exchange {
    const parts = commandParts(command);
    const statusWord = answer.length < 2 ? undefined : Buffer.from(answer).readUInt16BE(answer.length - 2);
    const words = parts ? this.#words(parts) : 'a command with wrong lengths';
    if (parts && statusWord === 0x9000) this.#follow(parts);
    return {
      command: words,
      answer: answerWords(answer, statusWord),
      statusWord: statusWord === undefined ? '' : statusWord.toString(16).toUpperCase().padStart(4, '0'),
      bytes: maskedCommand(command),
      data: hexBytes(answer.subarray(0, Math.max(0, answer.length - 2))),
    };
  }

  #words(parts: CommandParts): string {
    const { cla, ins, p1 } = parts;
    if (this.#freeArea && cla === 0x84 && ins !== 0x82) {
      // What it carries is encrypted.
      return `${freeAreaCommandName(ins, p1) ?? `unknown command 84 ${hexByte(ins)}`} (channel of the application)`;
    }
    const name = commandName(cla, ins, p1);
    if (name === undefined) return `unknown command ${hexByte(cla)} ${hexByte(ins)}`;
    const what = this.#object(name, parts);
    const secured = (cla & 0x0c) !== 0 && cla !== 0x84 ? ' (secure messaging)' : '';
    const channel = cla === 0x84 && ins !== 0x82 ? ' (issuer channel)' : '';
    return `${name}${what === '' ? '' : ` ${what}`}${secured}${channel}`;
  }

  #object(name: string, { cla, p1, p2, data, le }: CommandParts): string {
    switch (name) {
      case 'SELECT':
        return this.#selected(p1, data);
      case 'READ BINARY': {
        const byShortId = (p1 & 0x80) !== 0;
        const offset = byShortId ? p2 : (p1 << 8) | p2;
        const file = efName(byShortId ? p1 & 0x1f : this.#file);
        return `${file}${offset === 0 ? '' : ` from ${offset}`}${le === undefined ? '' : `, ${upTo(le)}`}`;
      }
      case 'READ RECORD':
        return `${p1} of ${efName(p2 >> 3 || this.#file)}`;
      case 'VERIFY': {
        const key = this.#fileName(p2 & 0x1f || this.#file);
        return data.length === 0 && cla === 0 ? `${key} (tries left?)` : `${key}, ${data.length} bytes`;
      }
      case 'CHANGE REFERENCE DATA':
      case 'CHANGE KEY':
        return `${this.#fileName(p2 & 0x1f || this.#file)}, ${data.length} bytes`;
      case 'COMPUTE DIGITAL SIGNATURE':
        return `with ${p2 === 0 ? 'the key of the application' : this.#fileName(p2 & 0x1f || this.#file)}, ${signed(p1, data)}`;
      case 'INTERNAL AUTHENTICATE':
        return `with ${this.#fileName(p2 & 0x1f || this.#file)}`;
      case 'GET CHALLENGE':
        return le === undefined ? '' : `${le} bytes`;
      case 'GET DATA':
        return `${hexByte(p1)}${hexByte(p2)}${objectName(p1, p2)}`;
      default:
        return '';
    }
  }

  #selected(p1: number, data: Uint8Array): string {
    if (p1 === 0x04) {
      const found = applicationNamed(data);
      if (found) return found.en;
      const aid = hexBytes(data).replaceAll(' ', '');
      return isFreeArea(data)
        ? `application ${aid} of the free area`
        : `application ${aid} (not one of this card)`;
    }
    if (data.length === 2) return this.#fileName(((data[0] ?? 0) << 8) | (data[1] ?? 0));
    return p1 === 0 && data.length === 0 ? 'master file' : 'something';
  }

  #fileName(id: number | undefined): string {
    if (id === undefined) return efName(id);
    const ef = efName(id);
    const application = this.#application;
    if (application === undefined) return ef;
    const secret = SECRET_NAMES[`${application.name} ${hexByte(id)}`];
    if (secret !== undefined) return secret;
    const file = Object.values(application.files).find((one) => one.id === id && one.kind !== 'object');
    return file === undefined || file.content === 'unknown' ? ef : `${ef} (${file.content})`;
  }

  #follow({ ins, p1, p2, data, cla }: CommandParts): void {
    if (cla !== 0x00) return;
    if (ins === 0xa4 && p1 === 0x04) {
      this.#application = applicationNamed(data);
      this.#freeArea = isFreeArea(data);
      this.#file = undefined;
    } else if (ins === 0xa4 && data.length === 2) {
      this.#file = ((data[0] ?? 0) << 8) | (data[1] ?? 0);
    } else if (ins === 0xb0 && (p1 & 0x80) !== 0) {
      this.#file = p1 & 0x1f;
    } else if (ins === 0xb2 && p2 >> 3 !== 0) {
      this.#file = p2 >> 3;
    }
  }
}

/** A command in hex with every secret as `**`: the data of VERIFY and its like, whatever class and form. */
export function maskedCommand(command: Uint8Array): string {
  if (!SECRET_DATA.has(command[1] ?? 0)) return hexBytes(command);
  const parts = commandParts(command);
  // Without sound lengths nobody knows where the secret begins.
  const shown = parts === undefined ? 4 : parts.data.length === 0 ? command.length : command[4] === 0 ? 7 : 5;
  const head = hexBytes(command.subarray(0, shown));
  return [head, ...Array.from(command.subarray(shown), () => '**')].join(' ').trim();
}

const efName = (id: number | undefined): string =>
  id === undefined ? 'what is selected' : `EF ${hexByte(id >> 8)}${hexByte(id & 0xff)}`;

const isFreeArea = (aid: Uint8Array): boolean =>
  Buffer.from(aid).subarray(0, FREE_AREA_PREFIX.length).equals(FREE_AREA_PREFIX);

/** SELECT finds the first application whose name begins so (chip.md §4.1), on a card of whatever generation. */
function applicationNamed(name: Uint8Array): ApplicationDefinition | undefined {
  if (name.length === 0) return MANAGER;
  return PROFILES.flatMap((profile) => [...profile.applications]).find(({ aid }) =>
    Buffer.from(aid).subarray(0, name.length).equals(name),
  );
}

function answerWords(answer: Uint8Array, statusWord: number | undefined): string {
  if (statusWord === undefined) return 'no answer';
  const meaning = statusWordMeaning(statusWord) ?? 'a status word of no known meaning';
  return answer.length > 2 ? `${answer.length - 2} bytes, ${meaning}` : meaning;
}

const upTo = (le: number): string =>
  le === 256 ? 'up to 256 bytes' : le === 0x10000 ? 'the rest' : `${le} bytes`;

const DIGEST_INFOS: Readonly<Record<string, string>> = {
  '608648016503040201': 'a SHA-256 digest',
  '608648016503040202': 'a SHA-384 digest',
  '608648016503040203': 'a SHA-512 digest',
  '2B0E03021A': 'a SHA-1 digest',
};

function signed(p1: number, data: Uint8Array): string {
  if (p1 === 0 && data[0] === 0x30) {
    const hex = Buffer.from(data).toString('hex').toUpperCase();
    for (const [oid, name] of Object.entries(DIGEST_INFOS))
      if (hex.includes(`06${hexByte(oid.length / 2)}${oid}`)) return name;
  }
  return p1 === 0 ? `${data.length} bytes as they are` : `${data.length} bytes, P1 ${hexByte(p1)}`;
}

function objectName(p1: number, p2: number): string {
  const object = Object.values(MANAGER.files).find(({ id }) => id === ((p1 << 8) | p2));
  return object === undefined ? '' : ` (${object.content})`;
}
