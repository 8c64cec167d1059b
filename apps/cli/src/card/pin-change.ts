import { cardProfile, changePin, triesLeft } from '@mibun/reader';
import {
  CREDENTIALS,
  type CredentialKind,
  checkCredential,
  checkCredentialFormat,
  triesLeftText,
} from '@mibun/rules';
import { CommandError, print, say } from '../output.ts';
import { withCard } from './find-card.ts';
import { cardAndRest, type WhereOptions } from './options.ts';
import { pinFor, pinKind } from './pin-kinds.ts';
import { askSecret, nextLine } from './secrets.ts';

export interface PinChangeOptions extends WhereOptions {
  readonly old?: string;
  readonly new?: string;
  readonly stdin?: true;
  readonly lastTry?: true;
}

/** `mibun card pin change`: with the old value; says before how many tries are left, and sends nothing malformed. */
export async function pinChange(given: readonly string[], options: PinChangeOptions): Promise<void> {
  const { card: wanted, rest } = cardAndRest(given, options, 'mibun card pin change CARD KIND', 1);
  const [name = ''] = rest;
  const kind = pinKind(name);
  await withCard(options, wanted, async ({ connection, serial, name: cardName }) => {
    const left = await triesLeft(connection, kind);
    mayTry(kind, left, options.lastTry === true);
    const oldValue = wellFormed(
      kind,
      await secret(options.old, options, `old ${CREDENTIALS[kind].en}`, '--old'),
    );
    const newValue = acceptable(kind, await newSecret(kind, options));
    await changePin(connection, kind, oldValue, newValue);
    if (options.json) return print(JSON.stringify({ card: serial ?? cardName, pin: kind, changed: true }));
    const { kind: first, alsoFor, name: pinName } = pinFor(await cardProfile(connection), kind);
    const uses = alsoFor.length === 0 ? '' : `, for ${[first, ...alsoFor].join(', ')},`;
    say(`mibun: the ${pinName} of ${cardName}${uses} is changed`);
  });
}

/** PIN-05: the tries are told before anything is typed, and the last one is not used by accident. */
export function mayTry(kind: CredentialKind, left: number, lastTry: boolean): void {
  const { en } = triesLeftText(kind, left);
  notTheLast(CREDENTIALS[kind].en, left, en, lastTry);
  if (left < CREDENTIALS[kind].tries) say(`mibun: ${en}`);
}

/** The same for any secret with a counter. @param words what so few tries mean */
export function notTheLast(name: string, left: number, words: string, lastTry: boolean): void {
  if (left === 0) throw new CommandError(`the ${name} is blocked, or was never set`, words);
  if (left === 1 && !lastTry) {
    throw new CommandError(`one try is left for the ${name}`, `${words} To go on all the same: --last-try`);
  }
}

/** PIN-04: nothing malformed reaches the card. */
export function wellFormed(kind: CredentialKind, typed: string): string {
  const checked = checkCredentialFormat(kind, typed);
  if (!checked.ok)
    throw new CommandError(`this cannot be the ${CREDENTIALS[kind].en}; no try was used`, checked.en);
  return checked.value;
}

function acceptable(kind: CredentialKind, typed: string): string {
  const checked = checkCredential(kind, typed);
  if (!checked.ok)
    throw new CommandError(`that cannot be the new ${CREDENTIALS[kind].en}; nothing was changed`, checked.en);
  return checked.value;
}

/** From the option, from standard input, or from the person at the terminal. */
export function secret(
  given: string | undefined,
  { stdin }: { readonly stdin?: true },
  what: string,
  option: string,
): Promise<string> {
  if (given !== undefined) return Promise.resolve(given);
  return stdin ? nextLine(what) : askSecret(what, `give it with ${option}, or --stdin, one value a line`);
}

function newSecret(kind: CredentialKind, options: PinChangeOptions): Promise<string> {
  const { en, hint } = CREDENTIALS[kind];
  return secretTwice(`new ${en}`, hint.en, options);
}

/** A value to be set, from {@link secret}; a person types it twice. */
export async function secretTwice(
  what: string,
  rules: string,
  options: { readonly new?: string; readonly stdin?: true },
): Promise<string> {
  const value = await secret(options.new, options, `${what} (${rules})`, '--new');
  if (options.new !== undefined || options.stdin) return value;
  const again = await askSecret(`${what} once more`, '');
  if (value !== again) throw new CommandError('the two new values differ; nothing was changed');
  return value;
}
