import type { ProblemBody } from '../../../../api/problem.ts';
import { Button, StepNavigation } from '../../../../components/index.ts';
import { useText } from '../../../../i18n/index.ts';
import { useResidentSession } from '../../resident.tsx';
import { messages } from './messages.ts';

export function SignSteps(props: { readonly current: number }) {
  const t = useText(messages);
  return (
    <div className="sign-steps">
      <StepNavigation steps={t.steps} current={props.current} />
    </div>
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
