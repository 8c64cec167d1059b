import type { ReactNode } from 'react';
import { Button, NotificationBanner, Problem } from '../components/index.ts';
import { useText } from '../i18n/index.ts';
import { AgentNotice, AgentWaiting } from './AgentNotice.tsx';
import { messages } from './messages.ts';
import type { CardLogin } from './use-card-login.ts';

/** The button that opens the agent's window, what to do while it is open, and why it did not work. */
export function CardLoginPanel(props: {
  readonly login: CardLogin;
  readonly label: string;
  /** Beside the button: the way not to do it. */
  readonly other?: ReactNode;
  /** Under a refusal: a way out that only this page knows. */
  readonly afterProblem?: ReactNode;
}) {
  const t = useText(messages);
  const { phase, problem, start } = props.login;
  if (phase === 'agent') {
    return <AgentWaiting title={t.waitingTitle} text={t.waitingText} reopen={t.reopen} onReopen={start} />;
  }
  const busy = phase === 'checking' || phase === 'done';
  return (
    <div className="stack">
      <AgentNotice />
      {problem?.code === 'agent-closed' ? (
        // Somebody changed their mind, which is no error.
        <NotificationBanner tone="info" title={problem.title} live>
          <p>{problem.next}</p>
        </NotificationBanner>
      ) : (
        problem !== undefined && <Problem problem={problem} />
      )}
      {problem !== undefined && props.afterProblem}
      <div className="cluster card-login-actions">
        <Button size="lg" busy={busy || (phase === 'preparing' && problem === undefined)} onClick={start}>
          {phase === 'checking' ? t.checking : props.label}
        </Button>
        {props.other}
      </div>
    </div>
  );
}
