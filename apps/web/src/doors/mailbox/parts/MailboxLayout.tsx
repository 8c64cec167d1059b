import { DoorLayout } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';

/** Says on every page that a country has no such thing. */
export function MailboxLayout() {
  const t = useText(messages);
  return (
    <DoorLayout
      door="mailbox"
      navigation={[
        { to: '/mails', label: t.navigation.mails },
        { to: '/letters', label: t.navigation.letters },
      ]}
      banner={
        <aside className="mailbox-device" aria-label={t.device.title}>
          <strong>{t.device.title}</strong>
          <span>{t.device.text}</span>
        </aside>
      }
    />
  );
}
