import type { WalletCard } from '@mibun/protocol';
import type { Bilingual } from '@mibun/rules';
import { NotificationBanner, Page } from '../../../components/index.ts';
import { groupDigits, useLanguage, useText } from '../../../i18n/index.ts';
import { isFor, whyNot } from '../card-use.ts';
import { messages } from '../messages.ts';
import { useFindCard } from '../use-find-card.tsx';
import { HeldCard } from './HeldCard.tsx';
import { ReadersSilent } from './ReadersSilent.tsx';

/** The cards of the wallet; those that cannot do it say why and what helps. */
export function ChooseCard(props: {
  readonly cards: readonly WalletCard[];
  readonly kind: 'authenticate' | 'sign';
  readonly lastUsed: string | null;
  readonly readersSilent: boolean;
  /** Whose card is wanted. */
  readonly wanted?: Bilingual | undefined;
  readonly roles?: readonly string[] | undefined;
  readonly onChoose: (card: WalletCard) => void;
}) {
  const t = useText(messages);
  const language = useLanguage();
  const { cards, kind, lastUsed, wanted, roles } = props;
  const rank = (card: WalletCard) => {
    if (whyNot(card, kind) !== undefined) return 3;
    if (!isFor(card, roles)) return 2;
    return card.serial === lastUsed ? 0 : 1;
  };
  const { field, found } = useFindCard(cards);
  const shown = [...found].sort((a, b) => rank(a) - rank(b));
  return (
    <Page title={t.choose.title} caption={cards.length > 0 ? t.choose.count(cards.length) : undefined}>
      {wanted !== undefined && (
        <p className="wanted">
          {t.choose.wanted} <strong>{wanted[language]}</strong>
        </p>
      )}
      {field}
      {props.readersSilent && <ReadersSilent />}
      {cards.length === 0 && (
        <NotificationBanner tone="info" title={t.choose.none}>
          {t.choose.noneNext}
        </NotificationBanner>
      )}
      <ul className="card-choices" aria-label={t.choose.title}>
        {shown.map((card) => {
          const reason = whyNot(card, kind);
          return (
            <li key={card.serial}>
              {reason === undefined ? (
                <button type="button" className="card-choice" onClick={() => props.onChoose(card)}>
                  <HeldCard card={card}>
                    {isAmbiguous(card, cards) && (
                      <p className="small">
                        {t.wallet.serial}{' '}
                        <span className="number nowrap">{groupDigits(card.serial, 5).join(' ')}</span>
                      </p>
                    )}
                    {card.serial === lastUsed && <p className="card-choice-mark">{t.choose.lastUsed}</p>}
                    {card.trouble === 'in-use' && <p className="small">{t.choose.not.inUse}</p>}
                  </HeldCard>
                </button>
              ) : (
                <div className="card-choice" data-not="">
                  <HeldCard card={card}>
                    <p
                      className="small card-choice-reason"
                      data-calm={reason === 'foreign' || reason === 'readerInUse' ? '' : undefined}
                    >
                      {t.choose.not[reason]}
                    </p>
                  </HeldCard>
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </Page>
  );
}

/** Somebody with a card before this one may have both: then only the number printed on them tells which is which. */
function isAmbiguous(card: WalletCard, cards: readonly WalletCard[]): boolean {
  return cards.some(
    (other) => other.serial !== card.serial && other.label === card.label && other.reader === card.reader,
  );
}
