import type { OfferedAct } from '@mibun/server/schemas/office/counter';
import { Button, NotificationBanner } from '../../../components/index.ts';
import { useSay, useText } from '../../../i18n/index.ts';
import { PaneHead } from '../desk/PaneHead.tsx';
import { messages } from '../messages.ts';
import { actMessages } from './messages.ts';

/** An address of an act that is over, or not possible: says why, and leads back. */
export function NotOffered(props: { readonly offer: OfferedAct | undefined; readonly onClose: () => void }) {
  const t = useText(actMessages);
  const frame = useText(messages);
  const say = useSay();
  const { offer } = props;
  return (
    <div className="act">
      <PaneHead title={offer === undefined ? frame.pane.act : say(offer.label)} subject="not offered" />
      <NotificationBanner tone="info" title={t.goneTitle}>
        <p>{offer?.why ? say(offer.why) : t.overText}</p>
      </NotificationBanner>
      <footer className="act-footer">
        <Button onClick={props.onClose}>{frame.pane.backToPerson}</Button>
      </footer>
    </div>
  );
}
