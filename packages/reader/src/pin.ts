import { type Command, sendExpectingSuccess } from './command.ts';
import type { CardConnection } from './connection.ts';
import {
  CREDENTIAL_PLACES,
  type CredentialKind,
  type CredentialPlace,
  credentialBytes,
} from './credentials.ts';
import { efName, exclusively, inApplication, selectApplication, selectFile, thenReset } from './session.ts';
import { presentCredential, queryTries } from './verify.ts';

/**
 * Tries that remain for a secret, without using one (PIN-05). 0 = blocked, or never set.
 * For the registry PIN, which is kept twice, the smaller of the two.
 */
export async function triesLeft(connection: CardConnection, kind: CredentialKind): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (const { application, file } of CREDENTIAL_PLACES[kind]) {
    least = Math.min(least, await inApplication(connection, application, () => queryTries(connection, file)));
  }
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
  await exclusively(connection, async () => {
    for (const { application, file } of CREDENTIAL_PLACES[kind]) {
      await selectApplication(connection, application);
      await presentCredential(connection, file, value);
    }
  });
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
  const places = CREDENTIAL_PLACES[kind];
  await exclusively(connection, () =>
    thenReset(connection, async () => {
      // Selecting another application drops what was verified in the one before, so each write verifies again.
      for (const { application, file } of places.length > 1 ? places : []) {
        await selectApplication(connection, application);
        await presentCredential(connection, file, oldValue);
      }
      for (const place of places) {
        await selectApplication(connection, place.application);
        await presentCredential(connection, place.file, oldValue);
        await sendExpectingSuccess(
          connection,
          changeCommand(place, newValue),
          `change ${efName(place.file)}`,
        );
      }
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
      for (const { application, file } of CREDENTIAL_PLACES[kind]) {
        await selectApplication(connection, application);
        await selectFile(connection, file);
        const command = changeCommand({ application, file }, value);
        await sendExpectingSuccess(connection, command, `set ${efName(file)}`);
      }
    }),
  );
}

// CHANGE REFERENCE DATA with P1 = 01, only the new value; JICSAP CHANGE KEY in juki and common (chip.md §3.5).
function changeCommand({ changeKey }: CredentialPlace, value: Uint8Array): Command {
  return changeKey
    ? { cla: 0x80, ins: 0x32, p1: 0x00, p2: 0x80, data: value }
    : { ins: 0x24, p1: 0x01, p2: 0x80, data: value };
}
