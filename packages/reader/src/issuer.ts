import {
  type ApplicationName,
  type CardProfile,
  CHIP_STATUS,
  type ChipPublicKey,
  type ChipState,
  type ChipStatus,
  CREDENTIAL_STATES,
  type CredentialState,
  decodeChipPublicKey,
  decodeChipStatus,
  decodeCredentialStates,
  decodeStatusList,
  encodeInstallation,
  encodeLayout,
  type FreeApplicationStatus,
  type FreeInstallation,
  type FreeLayout,
  indexOf,
  type RsaPublicKey,
  type ScpKeySet,
  STATE_CODES,
} from '@mibun/card';
import { CardError, cardErrorFor } from './card-error.ts';
import { type CardLayout, layoutOf } from './card-layout.ts';
import type { Answer, Command } from './command.ts';
import type { CardConnection } from './connection.ts';
import type { CredentialKind } from './credentials.ts';
import { decoded } from './decoded.ts';
import { putKeyData } from './put-key.ts';
import { MOST_ANSWER_DATA, MOST_COMMAND_DATA, SecureChannel } from './scp03.ts';
import { efName, exclusively, selectApplication } from './session.ts';

export interface PendingOption {
  /** Write beside what is in force; {@link IssuerChannel.activatePending} swaps it in. Default: at once. */
  readonly pending?: boolean;
}

export interface ReadBackOption extends PendingOption {
  readonly length?: number;
}

// P2 of STORE; P2 of GENERATE KEY PAIR is 01 for pending.
const STORE_LAST = 0x80;
const STORE_PENDING = 0x40;
const STORE_FIRST = 0x01;
const WITHDRAW = 0x01;

/** A public key object does not fit into one short protected answer. */
const LONG_ANSWER = 0x10000;

/**
 * The issuer's secure channel into one card (SCP03, level 33). Lives until the card is reset, powered down or another
 * application is selected. Every method throws CardError: 'secure-channel' when the channel is broken, otherwise what
 * the card answered; after 'card-removed' open a new channel and read back what was written.
 */
export class IssuerChannel {
  readonly #connection: CardConnection;
  readonly #channel: SecureChannel;
  readonly #card: CardLayout;
  #keys: ScpKeySet;

  /** Use {@link openIssuerChannel}. */
  constructor(connection: CardConnection, channel: SecureChannel, keys: ScpKeySet, card: CardLayout) {
    this.#connection = connection;
    this.#card = card;
    this.#channel = channel;
    this.#keys = keys;
  }

  /** Generation of the card. */
  get profile(): CardProfile {
    return this.#card.profile;
  }

  /**
   * Makes a key pair inside the chip, of the kind that the card's profile says; the private half never leaves it
   * (PRD-04).
   * @param application its name in the profile; those of generation 1 have RSA-2048 keys
   */
  async generateKeyPair(
    application: ApplicationName,
    file: number,
    option?: PendingOption,
  ): Promise<RsaPublicKey>;
  async generateKeyPair(application: string, file: number, option?: PendingOption): Promise<ChipPublicKey>;
  async generateKeyPair(
    application: string,
    file: number,
    { pending = false }: PendingOption = {},
  ): Promise<ChipPublicKey> {
    const command = { ins: 0x46, p1: this.#code(application), p2: pending ? 0x01 : 0x00, data: efId(file) };
    const answer = await this.#transmit({ ...command, le: LONG_ANSWER });
    if (answer.statusWord !== 0x9000) throw cardErrorFor(answer.statusWord, `generate ${efName(file)}`);
    return decoded(decodeChipPublicKey, answer.data);
  }

  /** Writes a whole file. The chip takes it over in one step with the last block: torn off, the old one stays. */
  async storeFile(
    application: string,
    file: number,
    bytes: Uint8Array,
    { pending = false }: PendingOption = {},
  ): Promise<void> {
    const block = MOST_COMMAND_DATA - 4;
    for (let offset = 0; offset === 0 || offset < bytes.length; offset += block) {
      const chunk = bytes.subarray(offset, offset + block);
      const last = offset + block >= bytes.length;
      const p2 = (last ? STORE_LAST : 0) | (pending ? STORE_PENDING : 0) | (offset === 0 ? STORE_FIRST : 0);
      const data = Buffer.concat([efId(file), uint16(offset), chunk]);
      await this.#send(0xe2, this.#code(application), p2, data, `store ${application} ${efName(file)}`);
    }
  }

  /** Everything pending in one application becomes current in one atomic step. */
  async activatePending(application: string): Promise<void> {
    await this.#send(0x44, this.#code(application), 0x00, undefined, `activate pending of ${application}`);
  }

  /** Sets the value of a credential, counter full. For the printed keys; holders set their own secrets (PIN-03). */
  async setCredential(application: string, file: number, value: Uint8Array): Promise<void> {
    const data = Buffer.concat([efId(file), value]);
    await this.#send(0x24, this.#code(application), 0x00, data, `set ${application} ${efName(file)}`);
  }

  /** Counter full again, value kept (PIN-07). */
  async unblock(kind: CredentialKind): Promise<void> {
    for (const { application, id } of this.#card.places(kind)) {
      await this.#send(0x2c, this.#code(application), 0x00, efId(id), `unblock ${application} ${efName(id)}`);
    }
  }

  /** The next `setInitialPin` of this secret works once without the old value. */
  async letHolderSet(kind: CredentialKind): Promise<void> {
    for (const { application, id } of this.#card.places(kind)) {
      await this.#send(0x28, this.#code(application), 0x00, efId(id), `let set ${application} ${efName(id)}`);
    }
  }

  /** Takes back what `letHolderSet` gave, if it has not been used. */
  async withdrawHolderSet(kind: CredentialKind): Promise<void> {
    for (const { application, id } of this.#card.places(kind)) {
      const doing = `withdraw setting ${application} ${efName(id)}`;
      await this.#send(0x28, this.#code(application), WITHDRAW, efId(id), doing);
    }
  }

  /**
   * Bytes of a file, or the public key object of a key EF; never a private key or a credential.
   * @param length how many bytes from the beginning; by default all there are
   */
  async readBack(
    application: string,
    file: number,
    { length = Number.POSITIVE_INFINITY, pending = false }: ReadBackOption = {},
  ): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    let offset = 0;
    while (offset < length) {
      const wanted = Math.min(MOST_ANSWER_DATA, length - offset);
      const data = Buffer.concat([efId(file), uint16(offset), uint16(wanted)]);
      const answer = await this.#transmit({
        ins: 0xcb,
        p1: this.#code(application),
        p2: pending ? 0x01 : 0x00,
        data,
      });
      if (answer.statusWord !== 0x9000) {
        throw cardErrorFor(answer.statusWord, `read back ${application} ${efName(file)}`);
      }
      parts.push(answer.data);
      offset += answer.data.length;
      if (answer.data.length < wanted) break;
    }
    return Uint8Array.from(Buffer.concat(parts));
  }

  /** The public key of a key EF, as the chip has it now. */
  async readPublicKey(
    application: ApplicationName,
    file: number,
    option?: PendingOption,
  ): Promise<RsaPublicKey>;
  async readPublicKey(application: string, file: number, option?: PendingOption): Promise<ChipPublicKey>;
  async readPublicKey(application: string, file: number, option: PendingOption = {}): Promise<ChipPublicKey> {
    return decoded(decodeChipPublicKey, await this.readBack(application, file, option));
  }

  /** Which credentials are set and how many tries each has; never their values. */
  async credentialStates(): Promise<readonly CredentialState[]> {
    const object = await this.readBack('card-manager', CREDENTIAL_STATES);
    return decoded((bytes) => decodeCredentialStates(bytes, this.#card.profile), object);
  }

  async chipState(): Promise<ChipStatus> {
    const object = await this.readBack('card-manager', CHIP_STATUS);
    return decoded((bytes) => decodeChipStatus(bytes, this.#card.profile), object);
  }

  /** Moves the chip along its life; 'terminated' is final. */
  async setStatus(state: ChipState): Promise<void> {
    await this.#send(0xf0, 0x80, STATE_CODES[state], undefined, `set status ${state}`);
  }

  /**
   * Loads an application of a municipality or another body into the free area, on its order (MUL-01).
   * @param transportKeys for the body to take it over with; after that they are worth nothing
   * @throws RangeError for a layout that cannot be; CardError 'unexpected-status' 6A84 when the free area is full, 6A8A
   *   when the name is taken; 'not-activated' before hand-over
   */
  async installApplication(installation: FreeInstallation, transportKeys: ScpKeySet): Promise<void> {
    const data = encodeInstallation(installation, putKeyData(transportKeys, this.#keys.dek));
    await this.#send(0xe6, 0x00, 0x00, data, 'install application');
  }

  /** The applications in the free area, and how much of it each one takes; nothing of what is in them. */
  async listApplications(): Promise<readonly FreeApplicationStatus[]> {
    const command = { ins: 0xf2, p1: 0x40, p2: 0x02, data: Uint8Array.of(0x4f, 0x00), le: LONG_ANSWER };
    const answer = await this.#transmit(command);
    if (answer.statusWord !== 0x9000) throw cardErrorFor(answer.statusWord, 'list applications');
    return decoded(decodeStatusList, answer.data);
  }

  /**
   * Proposes another layout of an application, within its quota, in the place of a proposal before. It changes nothing
   * until the body confirms it in its own channel (`ApplicationChannel.confirmLayout`).
   */
  async updateApplication(layout: FreeLayout): Promise<void> {
    await this.#send(0xe6, 0x01, 0x00, encodeLayout(layout), 'propose a layout');
  }

  /** Removes an application with everything in it. */
  async removeApplication(aid: Uint8Array): Promise<void> {
    const data = Buffer.concat([Uint8Array.of(0x4f, aid.length), aid]);
    await this.#send(0xe4, 0x00, 0x00, data, 'remove application');
  }

  /** Replaces the SCP03 key set. The channel goes on; the next one needs the new keys. */
  async putKeys(keys: ScpKeySet): Promise<void> {
    await this.#send(0xd8, this.#keys.version, 0x81, putKeyData(keys, this.#keys.dek), 'put keys');
    this.#keys = keys;
  }

  /** Ends the channel: resets the card. */
  async close(): Promise<void> {
    this.#channel.close();
    await exclusively(this.#connection, () => this.#connection.reset());
  }

  async #send(
    ins: number,
    p1: number,
    p2: number,
    data: Uint8Array | undefined,
    doing: string,
  ): Promise<Uint8Array> {
    const answer = await this.#transmit({ ins, p1, p2, ...(data && { data }) });
    if (answer.statusWord !== 0x9000) throw cardErrorFor(answer.statusWord, doing);
    return answer.data;
  }

  #code(application: string): number {
    const definition = indexOf(this.#card.profile).application(application);
    if (definition) return definition.issuerCode;
    const detail = `a ${this.#card.profile.name} card has no ${application} application`;
    throw new CardError('application-not-found', detail);
  }

  #transmit(command: Omit<Command, 'cla'>): Promise<Answer> {
    return exclusively(this.#connection, () => this.#channel.transmit(command));
  }
}

/**
 * Resets the card, selects the card manager and opens the issuer's channel into it.
 * @param keys this card's own keys, `diversify(master, chipSerial)` of @mibun/card
 * @param random cryptographic random bytes
 * @throws CardError 'secure-channel' when the card does not have these keys
 */
export async function openIssuerChannel(
  connection: CardConnection,
  keys: ScpKeySet,
  random: (length: number) => Uint8Array,
): Promise<IssuerChannel> {
  return exclusively(connection, async () => {
    await connection.reset();
    const card = await layoutOf(connection);
    await selectApplication(connection, 'card-manager');
    return new IssuerChannel(connection, await SecureChannel.open(connection, keys, random), keys, card);
  });
}

const uint16 = (n: number): Uint8Array => Uint8Array.of(n >> 8, n & 0xff);
const efId = uint16;
