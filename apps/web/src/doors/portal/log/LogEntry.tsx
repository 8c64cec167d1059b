import type { AccessLogEntry } from '@mibun/server/schemas/services/disclosure';
import { Icon } from '../../../components/index.ts';
import { useDates, useLanguage, useText } from '../../../i18n/index.ts';
import { serviceMessages } from '../service-messages.ts';
import { logMessages } from './messages.ts';

/** One entry: who did what, when and why. */
export function LogEntry(props: { readonly entry: AccessLogEntry; readonly withDate?: boolean }) {
  const { entry } = props;
  const { log: t } = useText(logMessages);
  const language = useLanguage();
  const dates = useDates();
  const reason = useReason(entry);
  const { actor } = entry;
  // Under a minute begin and end read the same.
  const end = entry.until === undefined ? undefined : dates.time(entry.until);
  const lasted = end !== undefined && end !== dates.time(entry.at);
  const name = actor.kind === 'system' ? t.system : actor.self ? t.you : actor.name;
  const office = actor.office?.[language];
  const kind = actor.kind === 'verifier' ? t.service : actor.kindLabel[language];
  return (
    <li className="log-entry" data-self={actor.self ? '' : undefined}>
      <Icon name={actor.self ? 'person' : actor.kind === 'system' ? 'neutral' : 'eye'} />
      <div>
        <p className="log-what">
          <strong>{name}</strong>
          {!actor.self && actor.kind !== 'system' && (
            <span className="quiet">
              {language === 'ja' ? '（' : ' ('}
              {[office, kind].filter(Boolean).join(language === 'ja' ? ' ' : ', ')}
              {language === 'ja' ? '）' : ')'}
            </span>
          )}
          {language === 'ja' ? 'が、' : ' '}
          {entry.words[language]}
        </p>
        <p className="small quiet">
          <time dateTime={entry.at}>{props.withDate ? dates.instant(entry.at) : dates.time(entry.at)}</time>
          {lasted && (
            <span>
              {t.until} <time dateTime={entry.until}>{end}</time>
            </span>
          )}
          <span>
            {t.purpose}: {entry.purpose[language]}
          </span>
          {reason !== undefined && (
            <span>
              {actor.kind === 'verifier' ? t.handedOver : t.reason}: {reason}
            </span>
          )}
        </p>
      </div>
    </li>
  );
}

/** A service's reason is the list of attributes that it got; everybody else's is their own words. */
function useReason({ reason, actor }: AccessLogEntry): string | undefined {
  const { attributes } = useText(serviceMessages).service;
  const language = useLanguage();
  if (reason === undefined || actor.kind !== 'verifier') return reason;
  const names = attributes as Readonly<Record<string, string>>;
  return reason
    .split(' ')
    .map((scope) => names[scope] ?? scope)
    .join(language === 'ja' ? '、' : ', ');
}
