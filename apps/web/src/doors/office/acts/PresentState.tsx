import type { PersonAnswer } from '@mibun/server/schemas/office/counter';
import { Code, NotificationBanner, StatusBadge } from '../../../components/index.ts';
import { groupDigits, useDates, useSay, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { cardTone } from '../person/tones.ts';
import { actMessages } from './messages.ts';

/** After somebody else was faster: how things stand now and who did it, beside what the clerk has typed. */
export function PresentState(props: {
  readonly data: PersonAnswer;
  /** The act is still offered. */
  readonly again: boolean;
}) {
  const t = useText(actMessages);
  const words = useText(messages);
  const say = useSay();
  const dates = useDates();
  const { cards, applications } = props.data;
  return (
    <NotificationBanner tone="info" title={t.conflict.now} live>
      <ul className="plain-list">
        {cards.map((card) => {
          const last = [...card.history].sort((a, b) => b.at.localeCompare(a.at))[0];
          return (
            <li key={card.cardId}>
              <p>
                <StatusBadge tone={cardTone(card.state)}>{say(card.label)}</StatusBadge>{' '}
                <span className="number">{groupDigits(card.chipSerial, 5).join(' ')}</span>
              </p>
              {last !== undefined && (
                <p>{t.conflict.last(say(last.label), last.actorName, dates.instant(last.at))}</p>
              )}
            </li>
          );
        })}
        {applications.slice(0, 2).map((application) => (
          <li key={application.id}>
            {words.person.applications} <Code id={application.id} />: {say(application.label)}
          </li>
        ))}
      </ul>
      <p>{props.again ? t.conflict.again : t.conflict.kept}</p>
    </NotificationBanner>
  );
}
