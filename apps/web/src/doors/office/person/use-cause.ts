import { useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';

/** Why a card is issued, in words; a cause that the office does not know stays as it is. */
export function useCause(): (cause: string) => string {
  const causes: { readonly [cause: string]: string } = useText(messages).causes;
  return (cause) => causes[cause] ?? cause;
}
