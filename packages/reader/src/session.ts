import type { CardProfile, CardRole } from '@mibun/card';
import { CardError } from './card-error.ts';
import { type CardLayout, knownLayout, layoutOf, selectByRole, trySelect } from './card-layout.ts';
import { sendExpectingSuccess } from './command.ts';
import type { CardConnection } from './connection.ts';

const queues = new WeakMap<CardConnection, Promise<unknown>>();

/**
 * Runs `work` alone on this connection. A typed command is several APDUs that rely on what is selected, so two of
 * them must not interleave on one card. Not re-entrant: typed commands never call each other from inside.
 */
export async function exclusively<T>(connection: CardConnection, work: () => Promise<T>): Promise<T> {
  const before = queues.get(connection) ?? Promise.resolve();
  const mine = before.then(work);
  queues.set(
    connection,
    mine.catch(() => undefined),
  );
  return mine;
}

/** Selects an application and runs `work` in it, alone on the connection. What `work` verifies stays verified. */
export async function inApplication<T>(
  connection: CardConnection,
  application: string,
  work: () => Promise<T>,
): Promise<T> {
  return exclusively(connection, async () => {
    await selectApplication(connection, application);
    return work();
  });
}

/** As {@link inApplication}, for work that presents a credential: the card is reset afterwards, come what may (CHIP-08). */
export async function inApplicationThenReset<T>(
  connection: CardConnection,
  application: string,
  work: () => Promise<T>,
): Promise<T> {
  return inApplication(connection, application, () => thenReset(connection, work));
}

/**
 * Selects the application in which the card has a thing, whatever its generation, and runs `work` in it, alone on the
 * connection. What `work` verifies stays verified.
 */
export async function inRole<T>(
  connection: CardConnection,
  role: CardRole,
  work: (card: CardLayout) => Promise<T>,
): Promise<T> {
  return exclusively(connection, async () => work(await selectByRole(connection, role)));
}

/** As {@link inRole}, for work that presents a credential: the card is reset afterwards, come what may (CHIP-08). */
export async function inRoleThenReset<T>(
  connection: CardConnection,
  role: CardRole,
  work: (card: CardLayout) => Promise<T>,
): Promise<T> {
  return inRole(connection, role, (card) => thenReset(connection, () => work(card)));
}

/** The generation of a card. @throws CardError 'application-not-found' for a card of none that is known here */
export async function cardProfile(connection: CardConnection): Promise<CardProfile> {
  return exclusively(connection, async () => (await layoutOf(connection)).profile);
}

/** Resets the card after `work`, whether it succeeds or fails. Use inside {@link exclusively}. */
export async function thenReset<T>(connection: CardConnection, work: () => Promise<T>): Promise<T> {
  let result: T;
  try {
    result = await work();
  } catch (error) {
    // What went wrong first is what the person needs to hear; a card that is gone is powered down anyway.
    await connection.reset().catch(() => undefined);
    throw error;
  }
  await resetCard(connection);
  return result;
}

async function resetCard(connection: CardConnection): Promise<void> {
  try {
    await connection.reset();
  } catch (cause) {
    if (cause instanceof CardError) throw cause;
    throw new CardError('card-removed', 'the card could not be reset', { cause });
  }
}

/**
 * SELECT by name without an answer template (chip.md §4.1). Use inside {@link exclusively}.
 * @param application its name in the table of the card's profile
 */
export async function selectApplication(connection: CardConnection, application: string): Promise<void> {
  const aid = knownLayout(connection).aid(application);
  if (!(await trySelect(connection, aid, application))) {
    throw new CardError('application-not-found', `the card has no ${application} application`, {
      statusWord: 0x6a82,
    });
  }
}

/** SELECT an EF of the current application by its id. Use inside {@link inApplication}. */
export async function selectFile(connection: CardConnection, file: number): Promise<void> {
  const data = Uint8Array.of(file >> 8, file & 0xff);
  await sendExpectingSuccess(connection, { ins: 0xa4, p1: 0x02, p2: 0x0c, data }, `SELECT ${efName(file)}`);
}

/** An EF id as chip.md writes it. */
export function efName(file: number): string {
  return `EF ${file.toString(16).padStart(4, '0').toUpperCase()}`;
}
