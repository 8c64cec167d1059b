import type { AdditionReport } from '@mibun/server/schemas/services/verification';
import { useText } from '../../../i18n/index.ts';
import { wordsOf } from '../added-words.ts';
import { messages } from '../messages.ts';

/** What others have added after a signature, by what it means. */
export function Added({ added }: { readonly added: readonly AdditionReport[] }) {
  const t = useText(messages);
  const lines = [...new Set(added.map((one) => wordsOf(one, t.added)))];
  return (
    <ul className="added">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
