import { decodeLayout, encodeLayout, type FreeLayout, type ScpKeySet } from '@mibun/card';
import { CardError, cardErrorFor } from '../card-error.ts';
import { trySelect } from '../card-layout.ts';
import type { Answer, Command } from '../command.ts';
import type { CardConnection } from '../connection.ts';
import { decoded } from '../decoded.ts';
import { putKeyData } from '../put-key.ts';
import { MOST_COMMAND_DATA, SecureChannel } from '../scp03.ts';
import { exclusively } from '../session.ts';
import { ApplicationFiles } from './application-files.ts';
import { impossiblePin } from './impossible-pin.ts';

const PIN = 0x80;
const NOTHING_PENDING = 0x6a88;

/**
 * The secure channel of a municipality or another body into its own application on one card (SCP03, level 33, its own
 * keys). It ends when the card is reset, powered down, or anything is selected.
 */
export class ApplicationChannel {
  /** What the body's keys open. */
  readonly files: ApplicationFiles;
  readonly #connection: CardConnection;
  readonly #channel: SecureChannel;
  #keys: ScpKeySet;

  /** Use {@link openApplicationChannel}. */
  constructor(connection: CardConnection, channel: SecureChannel, keys: ScpKeySet) {
    this.#connection = connection;
    this.#channel = channel;
    this.#keys = keys;
    this.files = new ApplicationFiles(
      (command) => exclusively(connection, () => channel.transmit(command)),
      MOST_COMMAND_DATA,
    );
  }

  /**
   * Sets the application's PIN, counter full; without a value it becomes unset.
   * @throws CardError 'malformed-pin' when the application's PIN cannot be so
   */
  async setPin(value?: string): Promise<void> {
    await this.#sendPin(0x24, new TextEncoder().encode(value ?? ''), 'set the PIN of the application');
  }

  /** Counter full again, value kept. @throws CardError 'unexpected-status' 6985 when no PIN is set */
  async unblockPin(): Promise<void> {
    await this.#sendPin(0x2c, new Uint8Array(0), 'unblock the PIN of the application');
  }

  /** Replaces the body's keys. The channel goes on; the next one needs the new keys. */
  async putKeys(keys: ScpKeySet): Promise<void> {
    const data = putKeyData(keys, this.#keys.dek);
    const command = { ins: 0xd8, p1: this.#keys.version, p2: 0x81, data };
    const { statusWord } = await this.#transmit(command);
    if (statusWord !== 0x9000) throw cardErrorFor(statusWord, 'put keys of the application');
    this.#keys = keys;
  }

  /** Files, rights and PIN as the card has them: what the issuer loaded, or the body confirmed. */
  async layout(): Promise<FreeLayout> {
    const { data, statusWord } = await this.#transmit({ ins: 0xcb, p1: 0x00, p2: 0x00 });
    if (statusWord !== 0x9000) throw cardErrorFor(statusWord, 'read the layout of the application');
    return decoded(decodeLayout, data);
  }

  /** The layout that the issuer proposed and nobody has decided on; undefined when there is none. */
  async pendingLayout(): Promise<FreeLayout | undefined> {
    const { data, statusWord } = await this.#transmit({ ins: 0xcb, p1: 0x01, p2: 0x00 });
    if (statusWord === NOTHING_PENDING) return undefined;
    if (statusWord !== 0x9000) throw cardErrorFor(statusWord, 'read the pending layout');
    return decoded(decodeLayout, data);
  }

  /**
   * Agrees to a layout that the issuer proposed; from then on it is the application's. A file keeps its content if its
   * kind and rights stay, a PIN if its limits do.
   * @param layout what the body agrees to; the card compares it with what is pending
   * @throws CardError 'unexpected-status' 6A80 when another one is pending, 6A88 when none is, 6A84 when a file would
   * become shorter than what is in it
   */
  async confirmLayout(layout: FreeLayout): Promise<void> {
    const data = encodeLayout(layout);
    const { statusWord } = await this.#transmit({ ins: 0x44, p1: 0x00, p2: 0x00, data });
    if (statusWord === 0x6a80) {
      throw new CardError('unexpected-status', 'confirm the layout: the issuer proposed another one', {
        statusWord,
        hint: 'Look at what pendingLayout() gives, and ask the issuer why it is not what was ordered.',
      });
    }
    if (statusWord !== 0x9000) throw this.#undecided(statusWord, 'confirm the layout');
  }

  /** Refuses the layout that the issuer proposed: nothing changes. @throws CardError 'unexpected-status' 6A88 */
  async refuseLayout(): Promise<void> {
    const { statusWord } = await this.#transmit({ ins: 0x44, p1: 0x01, p2: 0x00 });
    if (statusWord !== 0x9000) throw this.#undecided(statusWord, 'refuse the layout');
  }

  /** Ends the channel: resets the card. */
  async close(): Promise<void> {
    this.#channel.close();
    await exclusively(this.#connection, () => this.#connection.reset());
  }

  #undecided(statusWord: number, doing: string): CardError {
    if (statusWord !== NOTHING_PENDING) return cardErrorFor(statusWord, doing);
    const hint = 'The issuer proposes one first, with updateApplication.';
    return new CardError('unexpected-status', `${doing}: none is pending`, { statusWord, hint });
  }

  async #sendPin(ins: number, data: Uint8Array, doing: string): Promise<void> {
    const command = { ins, p1: 0x00, p2: PIN, ...(data.length > 0 && { data }) };
    const { statusWord } = await this.#transmit(command);
    if (statusWord === 0x6a80) throw impossiblePin(doing, statusWord);
    if (statusWord === 0x6985) throw new CardError('unexpected-status', doing, { statusWord });
    if (statusWord !== 0x9000) throw cardErrorFor(statusWord, doing);
  }

  #transmit(command: Omit<Command, 'cla'>): Promise<Answer> {
    return exclusively(this.#connection, () => this.#channel.transmit(command));
  }
}

/**
 * Resets the card, selects an application of the free area and opens its own channel.
 * @param aid the whole name
 * @param keys the body's keys for this card; see `diversify` of @mibun/card for one way to have one set per card
 * @param random cryptographic random bytes
 * @throws CardError 'application-not-found', 'secure-channel' when the application has other keys or is locked
 */
export async function openApplicationChannel(
  connection: CardConnection,
  aid: Uint8Array,
  keys: ScpKeySet,
  random: (length: number) => Uint8Array,
): Promise<ApplicationChannel> {
  return exclusively(connection, async () => {
    await connection.reset();
    await selectFreeApplication(connection, aid);
    return new ApplicationChannel(connection, await SecureChannel.open(connection, keys, random), keys);
  });
}

/**
 * Takes an application over: puts the body's own keys in the place of those with which the issuer loaded it. Until then
 * nothing can be written; afterwards nobody but the body can. Resets the card.
 * @param transportKeys what the body got from the issuer
 */
export async function takeOverApplication(
  connection: CardConnection,
  aid: Uint8Array,
  transportKeys: ScpKeySet,
  ownKeys: ScpKeySet,
  random: (length: number) => Uint8Array,
): Promise<void> {
  const channel = await openApplicationChannel(connection, aid, transportKeys, random);
  await channel.putKeys(ownKeys);
  await channel.close();
}

/** Use inside `exclusively`. @throws CardError 'application-not-found' */
export async function selectFreeApplication(connection: CardConnection, aid: Uint8Array): Promise<void> {
  const name = Buffer.from(aid).toString('hex').toUpperCase();
  if (!(await trySelect(connection, aid, name))) {
    throw new CardError('application-not-found', `the card has no application ${name}`, {
      statusWord: 0x6a82,
    });
  }
}
