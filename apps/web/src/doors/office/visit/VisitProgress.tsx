import type { ProblemView, StepView } from '@mibun/server/schemas/office/counter';
import type { TimelineStep } from '../../../components/index.ts';
import { NotificationBanner, Timeline } from '../../../components/index.ts';
import { useDates, useSay, useText } from '../../../i18n/index.ts';
import { AgentNotice } from '../../../session/AgentNotice.tsx';
import { visitMessages } from './messages.ts';
import type { ResidentScreen, ScreenRefusal } from './use-resident-screen.ts';

export interface VisitProgressProps {
  readonly steps: readonly StepView[];
  readonly connected: boolean;
  readonly problem: ProblemView | null;
  readonly screen: ResidentScreen;
  /** The chip is done: a window that is still open has nothing to ask. */
  readonly chipDone: boolean;
  /** It was begun, is not over, and nobody is at it. */
  readonly resumable: boolean;
}

/** Work on a chip as it goes on: what was done when, what is being done, what stopped it. */
export function VisitProgress(props: VisitProgressProps) {
  const t = useText(visitMessages);
  const say = useSay();
  const dates = useDates();
  const { screen, connected, problem, steps } = props;
  const refused = useRefusal(screen.refusal);
  const running = (screen.open || connected) && !props.chipDone;
  const present = steps.findIndex(({ at }) => at === null);
  const story = steps.map((step, index): TimelineStep => {
    const title = say(step.label);
    if (step.at !== null) return { state: 'past', title, when: dates.time(step.at) };
    if (index !== present) return { state: 'next', title };
    return { state: 'present', title };
  });
  return (
    <>
      <AgentNotice />
      {running ? (
        <NotificationBanner tone="info" title={t.open} live>
          <p>{connected ? t.waiting : t.openText}</p>
        </NotificationBanner>
      ) : problem !== null && props.resumable ? (
        <NotificationBanner tone="error" title={say(problem.title)} live>
          <p>{say(problem.next)}</p>
        </NotificationBanner>
      ) : (
        props.resumable && (
          <NotificationBanner tone="warning" title={refused ?? t.stopped} live>
            <p>{t.stoppedText}</p>
          </NotificationBanner>
        )
      )}
      <Timeline steps={story} />
    </>
  );
}

function useRefusal(refusal: ScreenRefusal | undefined): string | undefined {
  const t = useText(visitMessages);
  if (refusal === undefined) return undefined;
  if (refusal.code === 'closed') return t.closed;
  if (refusal.code === 'blocked') return t.blocked;
  if (refusal.code === 'unreachable') return t.unreachable;
  return t.refused(refusal.message);
}
