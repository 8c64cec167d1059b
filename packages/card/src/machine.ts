import type { Access, ApplicationDefinition, FileDefinition } from './applications/definition.ts';
import { equalBytes, NO_BYTES } from './bytes.ts';
import type { CommandMap } from './commands/command.ts';
import { commandsOf } from './commands/lookup.ts';
import { KEY_ALGORITHMS } from './crypto/key-algorithms.ts';
import type { SigningKey } from './crypto/rsa.ts';
import type { FreeApplication } from './free-area/free-application.ts';
import type { FreeSession } from './free-area/session.ts';
import { FREE_COMMAND_MAP } from './free-area/table.ts';
import type { CardImage, StoredCredential, StoredKey } from './image/card-image.ts';
import type { ChannelState } from './issuer-channel/channel-state.ts';
import type { CardProfile } from './profiles/card-profile.ts';
import { indexOf, type ProfileIndex } from './profiles/index.ts';
import type { MessagingState } from './secure-messaging/session.ts';
import { refuse, SW } from './status-words.ts';
import type { ChipSurroundings, KeySpec } from './surroundings.ts';

/** Current while an application of the free area is: none of the chip's own files can be reached from there. */
const FREE_AREA: ApplicationDefinition = {
  name: 'free-area',
  issuerCode: 0xff,
  aid: NO_BYTES,
  ja: '空き領域のAP',
  en: 'application of the free area',
  files: {},
  commands: {},
};

/**
 * What the commands work on: the chip's memory, which changes only through {@link commit}, and the state that power
 * keeps alive: selection, verified credentials, secure messaging, issuer channel.
 */
export class Machine {
  readonly profile: CardProfile;
  readonly index: ProfileIndex;
  application: ApplicationDefinition;
  /** What the current application does with each command. */
  commands: CommandMap;
  file: FileDefinition | undefined;
  /** EF ids of the credentials verified in the current application. */
  readonly verified = new Set<number>();
  /** Credentials that the holder was let to set since power came: on a card in operation the right ends with it. */
  readonly #lettings = new Set<string>();
  channel: ChannelState = { stage: 'closed' };
  messaging: MessagingState = { stage: 'none' };
  /** The application of the free area that is selected. */
  freeSession: FreeSession | undefined;
  #image: CardImage;
  readonly #surroundings: ChipSurroundings;
  readonly #keys = new WeakMap<Uint8Array, SigningKey>();

  constructor(image: CardImage, surroundings: ChipSurroundings, profile: CardProfile) {
    this.profile = profile;
    this.index = indexOf(profile);
    this.application = this.index.manager;
    this.commands = commandsOf(this.application);
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
    this.select(this.index.manager);
    this.verified.clear();
    this.#lettings.clear();
  }

  /** Notes that the holder has just been let to set this credential. */
  noteLetting({ application, id }: StoredCredential): void {
    this.#lettings.add(`${application} ${id}`);
  }

  /**
   * Whether the holder may set it without the old value. A chip has no clock, so on a card in operation the right ends with
   * power: a counter that was left, or torn off, leaves none open. Before hand-over it stays, as there nobody else has it.
   */
  mayHolderSet({ application, id, holderMaySet }: StoredCredential): boolean {
    return holderMaySet && (this.#image.state !== 'active' || this.#lettings.has(`${application} ${id}`));
  }

  /**
   * Selects an application. Selecting the current one again keeps what has been verified, another one clears it
   * (chip.md §3.4); an issuer channel and a secure-messaging session never survive.
   */
  select(application: ApplicationDefinition): void {
    if (application !== this.application) this.verified.clear();
    this.application = application;
    this.commands = commandsOf(application);
    this.file = undefined;
    this.channel = { stage: 'closed' };
    this.messaging = { stage: 'none' };
    this.freeSession = undefined;
  }

  /** Selects an application of the free area; as with the chip's own, a PIN stays verified when it was selected already. */
  selectFree({ aid }: FreeApplication): void {
    const before = this.freeSession;
    const pinVerified = before !== undefined && equalBytes(before.aid, aid) && before.pinVerified;
    this.select(FREE_AREA);
    this.commands = FREE_COMMAND_MAP;
    this.freeSession = { aid, file: undefined, pinVerified, channel: { stage: 'closed' } };
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

  generateKey(spec: KeySpec): Uint8Array {
    return this.#surroundings.generateKey(spec);
  }

  /** The definition of a file of the current application. */
  definition(id: number): FileDefinition | undefined {
    return this.index.file(this.application.name, id);
  }

  /** The stored key ready for use, parsed once. */
  signingKey(stored: StoredKey, algorithm: KeySpec = 'rsa-2048'): SigningKey {
    const known = this.#keys.get(stored.privateKey);
    if (known) return known;
    const key = KEY_ALGORITHMS[algorithm].importKey(stored.privateKey);
    this.#keys.set(stored.privateKey, key);
    return key;
  }
}
