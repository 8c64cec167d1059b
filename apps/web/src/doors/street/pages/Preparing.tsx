import { useEffect, useState } from 'react';
import { call } from '../../../api/call.ts';
import type { SystemInfo } from '../../../api/client.ts';
import { NotificationBanner } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';

const LOOK_AGAIN_MS = 3000;

/** Says, while it is so, that the staff of a new country have no cards yet; looks again until they have. */
export function Preparing() {
  const t = useText(messages);
  const [preparing, setPreparing] = useState<SystemInfo['preparing']>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      const system = await call('GET /api/system').catch(() => undefined);
      setPreparing(system?.preparing ?? null);
      if (system?.preparing) timer = setTimeout(look, LOOK_AGAIN_MS);
    };
    void look();
    return () => clearTimeout(timer);
  }, []);
  if (!preparing) return null;
  return (
    <NotificationBanner tone="info" title={t.preparing} live>
      <p>{t.preparingText(preparing.done, preparing.of)}</p>
    </NotificationBanner>
  );
}
