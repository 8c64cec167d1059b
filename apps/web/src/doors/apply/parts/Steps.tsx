import { Outlet } from 'react-router';
import { StepNavigation } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';

/** Where I am on the way from the form to the sent application. */
export function Steps(props: { readonly current: number }) {
  const t = useText(messages);
  return (
    <div className="apply-steps">
      <StepNavigation steps={t.steps} current={props.current} />
    </div>
  );
}

/** Routes that share a place in the steps. */
export function StepLayout(props: { readonly current: number }) {
  return (
    <>
      <Steps current={props.current} />
      <Outlet />
    </>
  );
}
