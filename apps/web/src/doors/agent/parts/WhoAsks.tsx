import { Icon } from '../../../components/index.ts';
import { useLanguage, useText } from '../../../i18n/index.ts';
import type { Asked } from '../asker.ts';
import { messages } from '../messages.ts';

/** Always on top: which site asks for what. The address is the browser's word, the purpose is the site's. */
export function WhoAsks(props: { readonly asked: Asked; readonly serverOrigin: string }) {
  const t = useText(messages);
  const language = useLanguage();
  const { origin, request } = props.asked;
  const { protocol } = new URL(origin);
  const isServer = origin === props.serverOrigin;
  return (
    <section className="who-asks" data-server={isServer ? '' : undefined} aria-label={t.asker.asks}>
      <Icon name={protocol === 'https:' ? 'lock' : 'globe'} />
      <div>
        <p className="who-asks-site">
          {isServer && <span>{t.asker.server}</span>}
          <span className="who-asks-origin">{origin}</span>
        </p>
        <p>
          <span className="who-asks-want">{t.asker.wants[request.kind]}</span>
          {request.purpose[language]}
        </p>
      </div>
    </section>
  );
}
