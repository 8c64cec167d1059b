import type { ReactNode } from 'react';
import { CardPicture } from '../../../components/index.ts';
import { useDates, useText } from '../../../i18n/index.ts';
import type { WalletCard } from '../agent-api.ts';
import { faceOf, stateOf } from '../card-view.ts';
import { messages } from '../messages.ts';

/** A card small, with its name beside it. */
export function HeldCard(props: {
  readonly card: WalletCard;
  /** Without its dates, where room is short. */
  readonly brief?: boolean | undefined;
  readonly children?: ReactNode;
}) {
  const t = useText(messages);
  const dates = useDates();
  const { card } = props;
  return (
    <div className="held-card" data-brief={props.brief === true ? '' : undefined}>
      <div className="held-card-picture">
        <CardPicture data={faceOf(card, t.choose.unnamed)} state={stateOf(card)} faces="front" size="sm" />
      </div>
      <div>
        <p className="held-card-name">{card.label ?? t.choose.unnamed}</p>
        {card.facts !== undefined && props.brief !== true && (
          <p className="small quiet">{t.choose.expires(dates.date(card.facts.expiry))}</p>
        )}
        {props.children}
      </div>
    </div>
  );
}
