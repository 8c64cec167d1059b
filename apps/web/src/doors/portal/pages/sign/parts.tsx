import { StepNavigation } from '../../../../components/index.ts';
import { useText } from '../../../../i18n/index.ts';
import { messages } from './messages.ts';

export function SignSteps(props: { readonly current: number }) {
  const t = useText(messages);
  return (
    <div className="sign-steps">
      <StepNavigation steps={t.steps} current={props.current} />
    </div>
  );
}
