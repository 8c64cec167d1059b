import type { MakingState, StateCounts } from '@mibun/server/schemas/issuance/production';
import { useText } from '../../../i18n/index.ts';
import { messages } from './messages.ts';

/** In the order in which a card goes through them; what went wrong at the end. */
const ORDER: readonly MakingState[] = ['SHIPPED', 'PASSED', 'MAKING', 'WAITING', 'DISCARDED', 'FAILED'];

/** How the cards of a batch stand: a bar of parts, each labelled in words under it. */
export function CountsBar({ counts }: { readonly counts: StateCounts }) {
  const t = useText(messages);
  const parts = ORDER.filter((state) => counts[state] > 0);
  const words = parts.map((state) => `${t.counts[state]} ${counts[state]}`);
  return (
    <div className="counts">
      <div className="counts-bar" role="img" aria-label={t.countsLabel(words.join(', '))}>
        {parts.map((state) => (
          <span key={state} data-state={state} style={{ flexGrow: counts[state] }} />
        ))}
      </div>
      <p className="small quiet" aria-hidden="true">
        {words.join(' · ')}
      </p>
    </div>
  );
}
