import type { BatchAnswer, MakingView } from '@mibun/server/schemas/issuance/production';
import { useSay, useText } from '../../../i18n/index.ts';
import { messages } from './messages.ts';

/** The steps of one card: a cell a step, and in words how far it is and what is being done. */
export function StepBar(props: { readonly card: MakingView; readonly steps: BatchAnswer['steps'] }) {
  const { card, steps } = props;
  const t = useText(messages).batch;
  const say = useSay();
  const done = new Set(card.steps.map(({ step }) => step));
  const stopped = card.problem !== null;
  const running = card.state === 'MAKING' && !stopped;
  const current = steps.find(({ step }) => !done.has(step));
  return (
    <div className="steps-of-card">
      <div className="steps-bar" role="img" aria-label={t.stepsOf(done.size, steps.length)}>
        {steps.map((step) => (
          <span
            key={step.step}
            title={say(step)}
            data-state={
              done.has(step.step)
                ? 'done'
                : step !== current
                  ? 'next'
                  : stopped
                    ? 'stopped'
                    : running
                      ? 'now'
                      : 'next'
            }
          />
        ))}
      </div>
      <p className="small quiet">
        {stopped
          ? card.problemWords === null
            ? t.stopped(card.problem ?? '')
            : `${say(card.problemWords.title)} ${say(card.problemWords.next)}`
          : running && current !== undefined
            ? t.now(say(current))
            : t.stepsOf(done.size, steps.length)}
      </p>
    </div>
  );
}
