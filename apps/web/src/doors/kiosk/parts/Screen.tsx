import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import { Button, CountdownBar, Icon, NotificationBanner, Problem } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { plain, useFurigana } from '../furigana.tsx';
import { messages } from '../messages.ts';
import type { KioskTurn } from '../use-kiosk.ts';

export interface ScreenProps {
  readonly turn: KioskTurn;
  readonly title: string;
  readonly lead?: string | undefined;
  /** Which of the steps this is; 0 is the first. Left out where there is no way any more. */
  readonly step?: number | undefined;
  readonly children?: ReactNode;
  readonly onBack?: (() => void) | undefined;
  /** Offers to stop, which cancels the request. */
  readonly stoppable?: boolean | undefined;
  /** Shows the time as a bar. */
  readonly timed?: boolean | undefined;
}

/** One question of the kiosk: where I am, the question, the answers, how long still, the way back and out. */
export function Screen({ turn, title, lead, step, children, onBack, stoppable, timed }: ScreenProps) {
  const t = useText(messages);
  const furigana = useFurigana();
  const heading = useRef<HTMLHeadingElement>(null);
  const { clock, session, problem, busy } = turn.state;
  useEffect(() => {
    document.title = plain(title);
    heading.current?.focus({ preventScroll: true });
  }, [title]);
  return (
    <div className="kiosk-screen">
      {step !== undefined && <Steps now={step} />}
      {session?.hours === 'demo-outside-hours' && step === 0 && (
        <NotificationBanner tone="warning" title={furigana(t.outsideHours)} />
      )}
      <div className="kiosk-question">
        <h1 ref={heading} tabIndex={-1}>
          {furigana(title)}
        </h1>
        {lead !== undefined && <p className="kiosk-lead">{furigana(lead)}</p>}
      </div>
      <div className="kiosk-answers">
        {problem && <Problem problem={problem} />}
        {children}
      </div>
      <div className="kiosk-foot">
        {(onBack || stoppable) && (
          <div className="kiosk-ways">
            {onBack ? (
              <Button variant="outline" icon="back" disabled={busy} onClick={onBack}>
                {furigana(t.action.back)}
              </Button>
            ) : (
              <span />
            )}
            {stoppable && (
              <Button variant="text" disabled={busy} onClick={() => void turn.cancel()}>
                {furigana(t.action.stop)}
              </Button>
            )}
          </div>
        )}
        {timed && (
          <CountdownBar
            key={clock.turn}
            seconds={clock.seconds}
            onEnd={turn.timeIsOver}
            paused={busy && step === 5}
          />
        )}
      </div>
    </div>
  );
}

function Steps({ now }: { readonly now: number }) {
  const t = useText(messages);
  const furigana = useFurigana();
  return (
    <ol className="kiosk-steps" aria-label={plain(t.stepsLabel)}>
      {t.steps.map((name, index) => (
        <li
          key={name}
          data-state={index < now ? 'past' : index === now ? 'now' : 'next'}
          aria-current={index === now ? 'step' : undefined}
        >
          <span className="kiosk-step-mark" aria-hidden="true">
            {index < now ? <Icon name="check" /> : index + 1}
          </span>
          <span>{furigana(name)}</span>
        </li>
      ))}
    </ol>
  );
}
