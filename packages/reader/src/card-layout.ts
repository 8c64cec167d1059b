import {
  type CardPlace,
  type CardProfile,
  type CardRole,
  type FileDefinition,
  indexOf,
  type KeyFile,
  PROFILES,
} from '@mibun/card';
import { CardError, cardErrorFor } from './card-error.ts';
import { send } from './command.ts';
import type { CardConnection } from './connection.ts';

const profiles = new WeakMap<CardConnection, CardProfile>();

/** A card whose profile is known, because one of its applications answered. */
export class CardLayout {
  readonly profile: CardProfile;

  constructor(profile: CardProfile) {
    this.profile = profile;
  }

  /** Where a thing is; a credential may be kept in more than one place. @throws CardError 'file-not-found' */
  places(role: CardRole): readonly [CardPlace, ...CardPlace[]] {
    const places = this.profile.roles[role];
    if (!places) throw new CardError('file-not-found', `a ${this.profile.name} card has no ${role}`);
    return places;
  }

  /** EF id. @throws CardError 'file-not-found' */
  id(role: CardRole): number {
    return this.places(role)[0].id;
  }

  /** The key a role stands for. @throws CardError 'file-not-found' */
  key(role: CardRole): KeyFile {
    const file = this.definition(this.places(role)[0]);
    if (file?.kind !== 'key') throw new CardError('file-not-found', `${role} is not a key of this card`);
    return file;
  }

  /** Whether credentials of this application are changed with the private JICSAP CHANGE KEY (chip.md §3.5). */
  hasChangeKey({ application }: CardPlace): boolean {
    return indexOf(this.profile).application(application)?.commands['CHANGE KEY'] === 'answers';
  }

  definition({ application, id }: CardPlace): FileDefinition | undefined {
    return indexOf(this.profile).file(application, id);
  }

  /** The application's name on the chip. @throws CardError 'application-not-found' */
  aid(application: string): Uint8Array {
    const definition = indexOf(this.profile).application(application);
    if (!definition) {
      throw new CardError('application-not-found', `a ${this.profile.name} card has no ${application}`);
    }
    return definition.aid;
  }
}

/**
 * Selects the application in which the card has a thing. Which generation of card this is shows by which one's
 * application answers, the oldest asked first: nothing else is sent to a card of generation 1, and no client has to say
 * what card it expects. Use inside `exclusively`.
 * @throws CardError 'application-not-found' when no generation's application answers
 */
export async function selectByRole(connection: CardConnection, role: CardRole): Promise<CardLayout> {
  for (const profile of candidates(connection)) {
    const place = profile.roles[role]?.[0];
    if (!place) continue;
    const layout = new CardLayout(profile);
    if (await trySelect(connection, layout.aid(place.application), place.application)) {
      profiles.set(connection, profile);
      return layout;
    }
  }
  throw new CardError('application-not-found', `the card has no application for ${role}`, {
    statusWord: 0x6a82,
  });
}

/** As {@link selectByRole}, where nothing is looked for but the generation. Leaves some application selected. */
export async function layoutOf(connection: CardConnection): Promise<CardLayout> {
  const known = profiles.get(connection);
  if (known) return new CardLayout(known);
  for (const profile of PROFILES) {
    // A locked or terminated chip opens no application but still tells which ones it has.
    const layout = new CardLayout(profile);
    const [{ application }] = layout.places('authentication-certificate');
    if (await trySelect(connection, layout.aid(application), application, [0x6985])) {
      profiles.set(connection, profile);
      return layout;
    }
  }
  throw new CardError('application-not-found', 'no card of a generation that is known here', {
    statusWord: 0x6a82,
  });
}

/** What is known of the card so far; a card that nothing was asked of counts as generation 1. */
export function knownLayout(connection: CardConnection): CardLayout {
  return new CardLayout(candidates(connection)[0] as CardProfile);
}

function candidates(connection: CardConnection): readonly CardProfile[] {
  const known = profiles.get(connection);
  return known ? [known] : PROFILES;
}

/** SELECT by name without an answer template (chip.md §4.1); false when the card has no such application. */
export async function trySelect(
  connection: CardConnection,
  aid: Uint8Array,
  name: string,
  alsoFine: readonly number[] = [],
): Promise<boolean> {
  const { statusWord } = await send(connection, { ins: 0xa4, p1: 0x04, p2: 0x0c, data: aid });
  if (statusWord === 0x6a82) return false;
  if (statusWord !== 0x9000 && !alsoFine.includes(statusWord)) {
    throw cardErrorFor(statusWord, `SELECT ${name}`);
  }
  return true;
}
