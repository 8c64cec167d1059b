import type { LotView } from '@mibun/server/schemas/office/counter';
import { codeOf, StatusBadge } from '../../../components/index.ts';
import { groupDigits, useText } from '../../../i18n/index.ts';
import { PaneHead } from '../desk/PaneHead.tsx';
import { listMessages } from './messages.ts';

/** The shipping list of a box, each card with whether it was scanned; those still missing first. */
export function LotList(props: { readonly lot: LotView; readonly scanned: readonly string[] }) {
  const t = useText(listMessages).arrivals;
  const { lot, scanned } = props;
  const cards = lot.cards
    .map((card) => ({ ...card, found: scanned.includes(card.chipSerial) }))
    .sort((a, b) => Number(a.found) - Number(b.found));
  return (
    <div className="stack">
      <PaneHead title={t.lot(codeOf(lot.lotId))} caption={t.cards(lot.count)} subject="" />
      <h3>{t.listTitle}</h3>
      <ul className="lot-list">
        {cards.map((card) => (
          <li key={card.cardId} data-found={card.found ? '' : undefined}>
            <span>
              <span className="strong">{card.name}</span>
              <span className="row-note number">{groupDigits(card.chipSerial, 5).join(' ')}</span>
            </span>
            <StatusBadge tone={card.found ? 'success' : 'neutral'}>
              {card.found ? t.found : t.waiting}
            </StatusBadge>
          </li>
        ))}
      </ul>
    </div>
  );
}
