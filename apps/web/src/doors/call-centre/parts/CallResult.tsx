import type { CallAnswer, CallSuspendAnswer } from '@mibun/server/schemas/office/call-centre';
import { Button, StatusBadge } from '../../../components/index.ts';
import { useDates, useSay, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { BigStatus } from './BigStatus.tsx';
import { Script } from './Script.tsx';
import { type Circumstance, SuspendForm } from './SuspendForm.tsx';

/** What agrees, the card's state and, if it works, the one act of the call centre. */
export function CallResult(props: {
  readonly answer: CallAnswer;
  readonly onAgain: () => void;
  readonly onNext: () => void;
  readonly onSuspended: (answer: CallSuspendAnswer, circumstance: Circumstance) => void;
}) {
  const t = useText(messages);
  const say = useSay();
  const dates = useDates();
  const { answer } = props;
  const { card } = answer;

  const actions = (
    <div className="cluster">
      <Button variant="outline" onClick={props.onAgain}>
        {t.match.again}
      </Button>
      <Button variant="text" onClick={props.onNext}>
        {t.match.otherCall}
      </Button>
    </div>
  );
  if (!answer.enough || card === undefined) {
    return (
      <>
        <BigStatus tone="warning" caption={t.match.title} status={t.match.notEnough}>
          <p>{t.match.notEnoughText}</p>
        </BigStatus>
        <p>{say(answer.next)}</p>
        {actions}
      </>
    );
  }
  return (
    <>
      <p className="cluster cluster-tight">
        <strong>{t.match.enough(answer.matched.length)}</strong>
        {answer.matched.map((attribute) => (
          <StatusBadge key={attribute} tone="success">
            {t.match.attributes[attribute]}
          </StatusBadge>
        ))}
      </p>
      {card === null ? (
        <>
          <BigStatus tone="info" caption={t.card.title} status={t.card.none}>
            <p>{t.card.noneText}</p>
          </BigStatus>
          <p>{say(answer.next)}</p>
          {actions}
        </>
      ) : (
        <>
          <BigStatus
            tone={card.state === 'ACTIVE' ? 'success' : card.state === 'SUSPENDED' ? 'warning' : 'error'}
            caption={t.card.title}
            status={say(card.label)}
          >
            {card.suspendedAt !== null && <p>{t.card.since(dates.instant(card.suspendedAt))}</p>}
          </BigStatus>
          {card.maySuspend ? (
            <SuspendForm
              answer={answer}
              card={card}
              onSuspended={props.onSuspended}
              onAgain={props.onAgain}
            />
          ) : card.state === 'SUSPENDED' ? (
            <section className="stack">
              <h2>{t.already.title}</h2>
              <p>{say(answer.next)}</p>
              <Script circumstance={undefined} />
            </section>
          ) : (
            <p>{t.card.unknown}</p>
          )}
          {!card.maySuspend && actions}
        </>
      )}
    </>
  );
}
