import { useText } from '../../../i18n/index.ts';
import { helpMessages } from '../help-messages.ts';

/** Begins with 099-000: no such exchange exists. */
const HOTLINE = '099-000-0178';

/** The number that stops a card, as large as it deserves. */
export function CallCentreNumber() {
  const { lost: t } = useText(helpMessages);
  return (
    <p className="call-centre-number">
      <a href={`tel:${HOTLINE}`}>
        <span className="visually-hidden">{t.call}: </span>
        <span className="number">{HOTLINE}</span>
      </a>
      <span>{t.hours}</span>
    </p>
  );
}
