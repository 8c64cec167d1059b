import type { SecretProblem } from '@mibun/protocol';
import { type CardConnection, CardError, triesLeft } from '@mibun/reader';
import { type CredentialKind, checkCredentialFormat } from '@mibun/rules';

/** One request to type a secret; `triesLeft` is to be shown before typing, with a warning at 1 (PIN-05). */
export interface SecretRequest {
  readonly credential: CredentialKind;
  readonly triesLeft: number;
  readonly problem?: SecretProblem;
}

/**
 * Where a secret comes from: the value itself (presented once, any refusal ends the ceremony), or somebody who is
 * asked again after a wrong value, until it is right, it is blocked, or they reject.
 */
export type SecretSource = string | ((request: SecretRequest) => Promise<string>);

/**
 * Gets a secret and uses it. The value is normalised first, and what cannot be this secret never reaches the card
 * (PIN-04). Every use of a try is a value that somebody has just given: nothing is retried by itself (PIN-05).
 *
 * @param use presents the value to the card, once
 * @returns the value that was right, beside what `use` returned
 * @throws CardError 'pin-blocked' (before asking, when no try is left), and for a plain value 'malformed-pin', 'wrong-pin'
 */
export async function presentSecret<T>(
  connection: CardConnection,
  credential: CredentialKind,
  source: SecretSource,
  use: (value: string) => Promise<T>,
): Promise<{ readonly value: string; readonly result: T }> {
  let problem: SecretProblem | undefined;
  for (;;) {
    const left = await triesLeft(connection, credential);
    if (left === 0) throw new CardError('pin-blocked', `${credential}: no try is left`, { triesLeft: 0 });
    const typed =
      typeof source === 'string'
        ? source
        : await source({ credential, triesLeft: left, ...(problem && { problem }) });
    const checked = checkCredentialFormat(credential, typed);
    if (!checked.ok) {
      if (typeof source === 'string') {
        throw new CardError(
          'malformed-pin',
          `${credential}: ${checked.reason}; nothing was sent to the card`,
        );
      }
      problem = { reason: 'malformed', ja: checked.ja, en: checked.en };
      continue;
    }
    try {
      return { value: checked.value, result: await use(checked.value) };
    } catch (error) {
      const isWrong = error instanceof CardError && error.code === 'wrong-pin';
      if (!isWrong || typeof source === 'string') throw error;
      problem = { reason: 'wrong' };
    }
  }
}
