import type { ReactNode } from 'react';
import { useFurigana } from '../furigana.tsx';

/** One line: what it is (a message, with readings) and what it is here. */
export interface Fact {
  readonly term: string;
  readonly value: ReactNode;
}

/** The look of `Dl`, with readings in the terms too. */
export function Facts({ items }: { readonly items: readonly Fact[] }) {
  const furigana = useFurigana();
  return (
    <dl className="dl">
      {items.map(({ term, value }) => (
        <div key={term}>
          <dt>{furigana(term)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
