import type { CallSuspendAnswer } from '@mibun/server/schemas/office/call-centre';
import { Button, CopyableNumber } from '../../../components/index.ts';
import { useDates, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { BigStatus } from './BigStatus.tsx';
import { Script } from './Script.tsx';
import type { Circumstance } from './SuspendForm.tsx';

/** It is stopped: since when, who was told, and what the caller has to know. */
export function Suspended(props: {
  readonly answer: CallSuspendAnswer;
  readonly circumstance: Circumstance;
  readonly onNext: () => void;
}) {
  const t = useText(messages);
  const dates = useDates();
  const { answer } = props;
  const channels = answer.notified.map((channel) => t.done.channels[channel]).join(t.done.and);
  return (
    <>
      <BigStatus tone="warning" caption={t.card.title} status={t.done.now}>
        <p>{t.done.at(dates.instant(answer.suspendedAt))}</p>
        {channels !== '' && <p>{t.done.notified(channels)}</p>}
      </BigStatus>
      <section className="stack stack-tight">
        <h2>{t.done.say}</h2>
        <Script circumstance={props.circumstance} />
      </section>
      <p>
        {t.done.reference}{' '}
        <CopyableNumber value={answer.callId.replace(/^call-/, '')} label={t.done.reference} />
      </p>
      <div>
        <Button size="lg" onClick={props.onNext}>
          {t.match.otherCall}
        </Button>
      </div>
    </>
  );
}
