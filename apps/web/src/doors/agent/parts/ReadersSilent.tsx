import { NotificationBanner } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';

/** Cards in readers cannot be seen at the moment; those of this machine can. */
export function ReadersSilent() {
  const t = useText(messages);
  return (
    <NotificationBanner tone="warning" title={t.readers.silent}>
      {t.readers.silentNext}
    </NotificationBanner>
  );
}
