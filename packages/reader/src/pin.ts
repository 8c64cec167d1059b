import type { CardPlace } from '@mibun/card';
import { type CardLayout, selectByRole } from './card-layout.ts';
import { type Command, sendExpectingSuccess } from './command.ts';
import type { CardConnection } from './connection.ts';
import { type CredentialKind, credentialBytes } from './credentials.ts';
import { efName, exclusively, selectApplication, selectFile, thenReset } from './session.ts';
import { presentCredential, queryTries } from './verify.ts';

/**
 * Tries that remain for a secret, without using one (PIN-05). 0 = blocked, or never set.
 * For the registry PIN, which is kept twice, the smaller of the two.
 */
export async function triesLeft(connection: CardConnection, kind: CredentialKind): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  await exclusively(connection, () =>
    atEachPlace(connection, kind, async ({ id }) => {
      least = Math.min(least, await queryTries(connection, id));
    }),
  );
  return least;
}

/**
 * Checks a secret and leaves it verified until the next reset (or until another application is selected).
 * Most callers want a command that presents the secret itself and resets afterwards, as `signWithAuthentication`.
 * @param pin normalised by `normaliseCredential` of @mibun/rules
 * @throws CardError 'malformed-pin' (nothing sent), 'wrong-pin' with `triesLeft`, 'pin-blocked', 'card-removed'
 */
export async function verifyPin(
  connection: CardConnection,
  kind: CredentialKind,
  pin: string,
): Promise<void> {
  const value = credentialBytes(kind, pin);
  await exclusively(connection, () =>
    atEachPlace(connection, kind, ({ id }) => presentCredential(connection, id, value)),
  );
}

/**
 * Changes a secret and resets the card. Where a secret is kept twice, the old value is first checked in both places,
 * so that a wrong one changes neither. A card pulled out between the two writes has two different registry PINs;
 * the municipal office sets both again (PIN-07).
 * @throws CardError as {@link verifyPin}
 */
export async function changePin(
  connection: CardConnection,
  kind: CredentialKind,
  oldPin: string,
  newPin: string,
): Promise<void> {
  const oldValue = credentialBytes(kind, oldPin);
  const newValue = credentialBytes(kind, newPin);
  await exclusively(connection, () =>
    thenReset(connection, async () => {
      // Selecting another application drops what was verified in the one before, so each write verifies again.
      const card = await selectByRole(connection, kind);
      if (card.places(kind).length > 1) {
        await atEachPlace(connection, kind, ({ id }) => presentCredential(connection, id, oldValue), card);
        await selectByRole(connection, kind);
      }
      const change = async (place: CardPlace) => {
        await presentCredential(connection, place.id, oldValue);
        const command = changeCommand(card.hasChangeKey(place), newValue);
        await sendExpectingSuccess(connection, command, `change ${efName(place.id)}`);
      };
      await atEachPlace(connection, kind, change, card);
    }),
  );
}

/**
 * Sets a secret the issuer has never seen: works once per place after `IssuerChannel.letHolderSet` (PIN-03), on the
 * holder's own touch terminal. Resets the card afterwards.
 * @throws CardError 'security-status' when the issuer has not allowed it, 'malformed-pin' (nothing sent)
 */
export async function setInitialPin(
  connection: CardConnection,
  kind: CredentialKind,
  newPin: string,
): Promise<void> {
  const value = credentialBytes(kind, newPin);
  await exclusively(connection, () =>
    thenReset(connection, async () => {
      await atEachPlace(connection, kind, async ({ id }) => {
        await selectFile(connection, id);
        await sendExpectingSuccess(connection, changeCommand(false, value), `set ${efName(id)}`);
      });
    }),
  );
}

/**
 * Selects the application of each place in which a secret is kept, and runs `work` in it.
 * @param selected the card, when the first application is selected already
 */
async function atEachPlace(
  connection: CardConnection,
  kind: CredentialKind,
  work: (place: CardPlace) => Promise<void>,
  selected?: CardLayout,
): Promise<CardLayout> {
  const card = selected ?? (await selectByRole(connection, kind));
  const [first, ...others] = card.places(kind);
  await work(first);
  for (const place of others) {
    await selectApplication(connection, place.application);
    await work(place);
  }
  return card;
}

// CHANGE REFERENCE DATA with P1 = 01, only the new value; JICSAP CHANGE KEY in juki and common (chip.md §3.5).
function changeCommand(changeKey: boolean, value: Uint8Array): Command {
  return changeKey
    ? { cla: 0x80, ins: 0x32, p1: 0x00, p2: 0x80, data: value }
    : { ins: 0x24, p1: 0x01, p2: 0x80, data: value };
}
