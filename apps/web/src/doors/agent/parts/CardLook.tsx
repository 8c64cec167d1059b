import type { WalletCard } from '@mibun/protocol';
import { CardPicture } from '../../../components/index.ts';
import { faceOf, isKnown, stateOf } from '../card-view.ts';

/** A small picture of a card; a card of another kind, or one that stays silent, is drawn without a face. */
export function CardLook(props: { readonly card: WalletCard }) {
  const { card } = props;
  if (!isKnown(card)) return <div className="faceless-card" aria-hidden="true" />;
  return <CardPicture data={faceOf(card)} state={stateOf(card)} faces="front" size="sm" />;
}
