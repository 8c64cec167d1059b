import type { ReactNode } from 'react';
import { digestName } from '../../../api/digest.ts';
import type { ProblemBody } from '../../../api/problem.ts';
import { Button, CopyableNumber, Loading, Problem } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { AgentNotice, AgentWaiting } from '../../../session/AgentNotice.tsx';
import { useResidentSession } from '../resident.tsx';
import { messages } from './messages.ts';
import type { CardSignature } from './use-card-signature.ts';

/** What page and agent show: by it a person sees that both speak of the same. */
export function Fingerprint({ digest }: { readonly digest: string | undefined }) {
  const t = useText(messages);
  return (
    <>
      {digest === undefined ? (
        <p className="quiet small">{t.preparing}</p>
      ) : (
        <CopyableNumber value={digest} label={t.fingerprint(digestName(digest) ?? '')} groups={8} />
      )}
      <p className="quiet small">{t.fingerprintHelp}</p>
    </>
  );
}

/** The button, what happens in the other window, and what came of it. */
export function SignWithCard(props: {
  readonly signature: CardSignature;
  /** While the server takes the signature. */
  readonly finishing: string;
  /** In place of the button, where signing anew leads nowhere. */
  readonly instead?: ReactNode;
  /** The way out. */
  readonly children: ReactNode;
}) {
  const t = useText(messages);
  const { phase, problem, digest, maySendAgain, start, sendAgain } = props.signature;
  if (phase === 'agent') {
    return (
      <AgentWaiting title={t.agent.title} text={t.agent.text} reopen={t.agent.reopen} onReopen={start} />
    );
  }
  if (phase === 'finishing') return <Loading>{props.finishing}</Loading>;
  const button = maySendAgain ? (
    <Button size="lg" onClick={sendAgain}>
      {t.agent.resend}
    </Button>
  ) : (
    <Button size="lg" disabled={digest === undefined && problem === undefined} onClick={start}>
      {t.sign}
    </Button>
  );
  return (
    <>
      <AgentNotice />
      {problem && <Problem problem={maySendAgain ? { ...problem, kept: t.agent.kept } : problem} />}
      <div className="cluster">
        {props.instead ?? button}
        <LogInAgain problem={problem} />
        {props.children}
      </div>
    </>
  );
}

/** Beside an act that was refused because the session has ended: the person decides when to leave the page. */
export function LogInAgain(props: { readonly problem: ProblemBody | undefined }) {
  const t = useText(messages);
  const { refresh } = useResidentSession();
  if (props.problem?.code !== 'LOGIN_NEEDED') return null;
  return (
    // Once the door knows that the session is over, it asks for the log-in and comes back here.
    <Button variant="outline" onClick={() => void refresh()}>
      {t.logIn}
    </Button>
  );
}
