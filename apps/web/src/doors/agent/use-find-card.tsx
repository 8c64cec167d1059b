import type { WalletCard } from '@mibun/protocol';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Input } from '../../components/index.ts';
import { useText } from '../../i18n/index.ts';
import { matches } from './find-card.ts';
import { messages } from './messages.ts';

/** From this many cards on one looks for a name. */
const MANY = 6;

/** Narrows a list of cards by the name on them; `field` is empty while there are few. */
export function useFindCard(cards: readonly WalletCard[]): {
  readonly field: ReactNode;
  readonly found: readonly WalletCard[];
} {
  const t = useText(messages);
  const [wanted, setWanted] = useState('');
  const found = cards.filter((card) => matches(card, wanted));
  const field = cards.length > MANY && (
    <div className="stack stack-tight">
      <Input
        name="find"
        label={t.choose.find}
        value={wanted}
        onValue={setWanted}
        width="full"
        type="search"
        autoComplete="off"
      />
      <p role="status">{found.length === 0 ? t.choose.noMatch(wanted) : ''}</p>
    </div>
  );
  return { field, found };
}
