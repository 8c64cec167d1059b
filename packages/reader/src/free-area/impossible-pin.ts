import { CardError } from '../card-error.ts';

/** The card itself refused a new PIN: what its limits are is in the layout of the application. */
export function impossiblePin(doing: string, statusWord: number): CardError {
  return new CardError('malformed-pin', `${doing}: the card does not take this value`, {
    statusWord,
    hint: 'Choose another value within the limits of the application. The PIN stays as it was; no try was used.',
  });
}
