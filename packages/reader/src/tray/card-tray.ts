import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, watch } from 'node:fs';
import { join } from 'node:path';
import {
  type CardImage,
  type CardInterface,
  Chip,
  type ChipSurroundings,
  manufacture,
  type ScpKeySet,
} from '@mibun/card';
import { isFileError, LockHeld, lockFile, moveDurably, removeUnfinished, writeDurably } from '@mibun/durable';
import type { CardConnection } from '../connection.ts';
import { connectInProcess } from '../in-process.ts';
import { folderOf, placeOf, type TrayPlace } from './places.ts';
import { openCard, readCardLabel, sealCard } from './sealed-card.ts';
import { TrayError } from './tray-error.ts';

export interface TrayOptions {
  /** Folder of the tray; made if it is not there. One file system. */
  readonly directory: string;
  /** 32 bytes, AES-256. Every card file is encrypted with it. */
  readonly key: Uint8Array;
  /** Randomness and key generation for the chips. */
  readonly surroundings: Pick<ChipSurroundings, 'random' | 'generateKey'>;
}

export interface BlankCard {
  /** 15 digits, never used before in this tray. */
  readonly chipSerial: string;
  readonly issuerKeys: ScpKeySet;
  /** Default 'generation-1'. */
  readonly profile?: CardImage['profile'];
  /** Default 'contact'. */
  readonly interface?: CardInterface;
  /** What a person would call this card. Default: none. */
  readonly label?: string;
}

export interface TrayEntry {
  readonly serial: string;
  readonly place: TrayPlace;
  readonly label?: string;
}

/** A card taken out of the tray and put into a reader of its own. Close it to put it back. */
export interface InsertedCard extends CardConnection {
  readonly serial: string;
  /** The chip itself, for `attachToVpcd`. Once the connection is closed it can remember nothing more. */
  readonly chip: Chip;
}

const FILE_NAME = /^([0-9]{15})\.card$/;

/**
 * A folder of encrypted software cards: the stand-in for plastic that is made, sent, handed over, carried about and
 * handed back. A place is a folder and a card is one file in it, so moving a card is one rename.
 */
export class CardTray {
  readonly #directory: string;
  readonly #key: Uint8Array;
  readonly #surroundings: TrayOptions['surroundings'];

  private constructor({ directory, key, surroundings }: TrayOptions) {
    this.#directory = directory;
    this.#key = key.slice();
    this.#surroundings = surroundings;
  }

  /** @throws RangeError when the key does not have 32 bytes */
  static open(options: TrayOptions): CardTray {
    if (options.key.length !== 32) throw new RangeError('the key of a card tray has 32 bytes');
    mkdirSync(join(options.directory, 'in-use'), { recursive: true, mode: 0o700 });
    return new CardTray(options);
  }

  /**
   * Puts a blank chip into the factory.
   * @returns its serial
   * @throws TrayError 'already-exists'
   */
  manufacture({ chipSerial, issuerKeys, profile = 'generation-1', label = '', ...blank }: BlankCard): string {
    return this.#alone(chipSerial, () => {
      if (this.#find(chipSerial)) throw new TrayError('already-exists', `card ${chipSerial} exists already`);
      const chipInterface = blank.interface ?? 'contact';
      const image = manufacture({ chipSerial, profile, issuerKeys, interface: chipInterface });
      this.#makePlace('factory');
      this.#write(this.#path('factory', chipSerial), chipSerial, label, image);
      return chipSerial;
    });
  }

  /** The cards at one place, or all of them, by serial. @throws TrayError 'damaged-card' */
  list(place?: TrayPlace): readonly TrayEntry[] {
    const places = place === undefined ? this.#places() : [place];
    const entries = places.flatMap((where) =>
      this.#serials(where).map((serial) => {
        const label = readCardLabel(readFileSync(this.#path(where, serial)), serial, this.#key);
        return { serial, place: where, ...(label === '' ? {} : { label }) };
      }),
    );
    return entries.sort((a, b) => (a.serial < b.serial ? -1 : 1));
  }

  /** Where a card lies; undefined when the tray does not have it. */
  placeOf(serial: string): TrayPlace | undefined {
    return this.#find(serial);
  }

  /**
   * Calls `listener` whenever a card has come to a place or left it, whoever carried it, until the returned function is
   * called. What happens in chips is no change. Keeps no process alive.
   * @param onTrouble told when the folder cannot be watched (any more), as where the system has no watches left
   */
  watch(place: TrayPlace, listener: () => void, onTrouble: (error: unknown) => void): () => void {
    this.#makePlace(place);
    const here = () => this.#serials(place).toSorted().join();
    let before = here();
    try {
      const watcher = watch(join(this.#directory, folderOf(place)), { persistent: false }, () => {
        const now = here();
        if (now === before) return;
        before = now;
        listener();
      });
      watcher.on('error', onTrouble);
      return () => watcher.close();
    } catch (error) {
      onTrouble(error);
      return () => {};
    }
  }

  /** Carries a card to another place. @throws TrayError 'no-such-card', 'card-in-use' */
  move(serial: string, to: TrayPlace): void {
    this.#alone(serial, () => {
      const from = this.#mustFind(serial);
      if (from === to) return;
      this.#makePlace(to);
      moveDurably(this.#path(from, serial), this.#path(to, serial));
    });
  }

  /** Writes another label on a card. @throws TrayError 'no-such-card', 'card-in-use', 'damaged-card' */
  relabel(serial: string, label: string): void {
    this.#alone(serial, () => {
      const path = this.#path(this.#mustFind(serial), serial);
      const { image } = openCard(readFileSync(path), serial, this.#key);
      this.#write(path, serial, label, image);
    });
  }

  /**
   * Puts a card into a reader of its own and powers it. One connection per card, across processes. What the chip
   * remembers is on disk before its answer leaves; if it cannot be written the card answers 6581.
   * @throws TrayError 'no-such-card', 'card-in-use', 'damaged-card'
   */
  insert(serial: string): InsertedCard {
    const unlock = this.#lock(serial);
    let inserted = true;
    try {
      const path = this.#path(this.#mustFind(serial), serial);
      // Whoever holds the lock is the only writer, so these are of processes that died while they wrote.
      removeUnfinished(path);
      const { label, image } = openCard(readFileSync(path), serial, this.#key);
      const chip = new Chip(image, {
        random: (length) => this.#surroundings.random(length),
        generateKey: (spec) => this.#surroundings.generateKey(spec),
        save: (memory) => {
          // Somebody else may have the card by now; the chip answers 6581.
          if (!inserted) throw new TrayError('card-in-use', `card ${serial} was taken out`);
          this.#write(path, serial, label, memory);
        },
      });
      const takeOut = () => {
        inserted = false;
        unlock();
      };
      return { ...connectInProcess(chip, takeOut), serial, chip };
    } catch (error) {
      unlock();
      throw error;
    }
  }

  /** Shreds a card for good. @throws TrayError 'no-such-card', 'card-in-use' */
  destroy(serial: string): void {
    this.#alone(serial, () => rmSync(this.#path(this.#mustFind(serial), serial)));
  }

  #alone<T>(serial: string, work: () => T): T {
    const unlock = this.#lock(serial);
    try {
      return work();
    } finally {
      unlock();
    }
  }

  /** Two chips on the same memory would give an attacker the tries of both. */
  #lock(serial: string): () => void {
    try {
      return lockFile(this.#lockPath(serial), { quick: true });
    } catch (error) {
      if (!(error instanceof LockHeld)) throw error;
      throw new TrayError('card-in-use', `card ${serial} is in another reader`);
    }
  }

  #write(path: string, serial: string, label: string, image: CardImage): void {
    const nonce = this.#surroundings.random(12);
    writeDurably(path, sealCard({ label, image }, serial, this.#key, nonce));
  }

  #makePlace(place: TrayPlace): void {
    mkdirSync(join(this.#directory, folderOf(place)), { recursive: true, mode: 0o700 });
  }

  #mustFind(serial: string): TrayPlace {
    const place = this.#find(serial);
    if (place === undefined) throw new TrayError('no-such-card', `there is no card ${serial}`);
    return place;
  }

  #find(serial: string): TrayPlace | undefined {
    return this.#places().find((place) => existsSync(this.#path(place, serial)));
  }

  #places(): readonly TrayPlace[] {
    return readdirSync(this.#directory).flatMap((folder) => placeOf(folder) ?? []);
  }

  #serials(place: TrayPlace): readonly string[] {
    try {
      return readdirSync(join(this.#directory, folderOf(place))).flatMap(
        (name) => FILE_NAME.exec(name)?.[1] ?? [],
      );
    } catch (error) {
      if (isFileError(error, 'ENOENT')) return [];
      throw error;
    }
  }

  #path(place: TrayPlace, serial: string): string {
    return join(this.#directory, folderOf(place), `${serial}.card`);
  }

  #lockPath(serial: string): string {
    // Serials become file names, so nothing but digits may pass.
    if (!/^[0-9]{15}$/.test(serial)) throw new TrayError('no-such-card', 'a chip serial has 15 digits');
    return join(this.#directory, 'in-use', serial);
  }
}
