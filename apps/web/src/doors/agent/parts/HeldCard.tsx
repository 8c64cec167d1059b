import type { WalletCard } from '@mibun/protocol';
import type { ReactNode } from 'react';
import { useDates, useLanguage, useText } from '../../../i18n/index.ts';
import { nameOf } from '../card-view.ts';
import { messages } from '../messages.ts';
import { CardLook } from './CardLook.tsx';

/** A card small, with its name beside it. */
export function HeldCard(props: {
  readonly card: WalletCard;
  /** Without its dates, where room is short. */
  readonly brief?: boolean | undefined;
  readonly children?: ReactNode;
}) {
  const t = useText(messages);
  const dates = useDates();
  const language = useLanguage();
  const { card } = props;
  return (
    <div className="held-card" data-brief={props.brief === true ? '' : undefined}>
      <div className="held-card-picture">
        <CardLook card={card} />
      </div>
      <div>
        <p className="held-card-name">{nameOf(card, t.choose)}</p>
        {card.about !== undefined && (
          <p className="small quiet">
            {language === 'en' ? card.about.romaji : card.about.kana}
            {card.about.post !== undefined && ` · ${card.about.post[language]}`}
          </p>
        )}
        {card.reader !== undefined && props.brief !== true && (
          <p className="small quiet reader-name">{card.reader}</p>
        )}
        {card.facts !== undefined && props.brief !== true && (
          <p className="small quiet">{t.choose.expires(dates.date(card.facts.expiry))}</p>
        )}
        {props.children}
      </div>
    </div>
  );
}
