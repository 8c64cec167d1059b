import type { Access, ApplicationDefinition, FileDefinition } from './applications/definition.ts';
import { APPLICATIONS } from './applications/index.ts';
import { importPrivateKey, type SigningKey } from './crypto/rsa.ts';
import type { CardImage, StoredKey } from './image/card-image.ts';
import type { ChannelState } from './issuer-channel/channel-state.ts';
import { refuse, SW } from './status-words.ts';
import type { ChipSurroundings } from './surroundings.ts';

/**
 * What the commands work on: the chip's memory, which changes only through {@link commit}, and the state that power
 * keeps alive: selection, verified credentials, issuer channel.
 */
export class Machine {
  application: ApplicationDefinition = APPLICATIONS['card-manager'];
  file: FileDefinition | undefined;
  /** EF ids of the credentials verified in the current application. */
  readonly verified = new Set<number>();
  channel: ChannelState = { stage: 'closed' };
  #image: CardImage;
  readonly #surroundings: ChipSurroundings;
  readonly #keys = new WeakMap<Uint8Array, SigningKey>();

  constructor(image: CardImage, surroundings: ChipSurroundings) {
    this.#image = image;
    this.#surroundings = surroundings;
  }

  get image(): CardImage {
    return this.#image;
  }

  /** Makes `next` the chip's memory once it is safe outside; otherwise ends the command and changes nothing. */
  commit(next: CardImage): void {
    try {
      this.#surroundings.save(next);
    } catch {
      refuse(SW.memoryFailure);
    }
    this.#image = next;
  }

  /** Back to the state after power-on: warm reset and power-off clear everything (chip.md §3.4). */
  restart(): void {
    this.select(APPLICATIONS['card-manager']);
    this.verified.clear();
  }

  /**
   * Selects an application. Selecting the current one again keeps what has been verified, another one clears it
   * (chip.md §3.4); an issuer channel never survives.
   */
  select(application: ApplicationDefinition): void {
    if (application !== this.application) this.verified.clear();
    this.application = application;
    this.file = undefined;
    this.channel = { stage: 'closed' };
  }

  /** @throws Refusal 6982 unless one of the credentials `access` asks for is verified */
  requireAccess(access: Access): void {
    if (access === 'free') return;
    if (access === 'never' || !access.some((id) => this.verified.has(id))) refuse(SW.securityStatus);
  }

  random(length: number): Uint8Array {
    const bytes = this.#surroundings.random(length);
    if (bytes.length !== length) throw new RangeError('the generator gave another length than asked for');
    return bytes;
  }

  generateRsaKey(): Uint8Array {
    return this.#surroundings.generateRsaKey(2048);
  }

  /** The stored key ready for use, parsed once. */
  signingKey(stored: StoredKey): SigningKey {
    const known = this.#keys.get(stored.privateKey);
    if (known) return known;
    const key = importPrivateKey(stored.privateKey);
    this.#keys.set(stored.privateKey, key);
    return key;
  }
}
