import type { ReactNode } from 'react';
import type { ApiProblem } from '../../../api/client.ts';
import type { FieldProblem } from '../../../api/problem.ts';
import { Button, DecisionButton } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { ActFrame } from '../acts/ActFrame.tsx';
import { actMessages } from '../acts/messages.ts';
import type { VisitFormProps } from './visit-page.ts';

/** The form of what is checked before a card is put into the reader, in one step or several; the last one opens the visit. */
export function VisitChecks(props: {
  readonly form: VisitFormProps;
  readonly title: string;
  readonly errors: readonly FieldProblem[];
  readonly opening: { readonly busy: boolean; readonly problem: ApiProblem | undefined };
  /** What the decision is about, as it was seen, and the words of the button. */
  readonly open: { readonly item: string; readonly label: string };
  readonly onSubmit: () => void;
  readonly step?: { readonly now: number; readonly last: boolean; readonly onBack: () => void };
  readonly children: ReactNode;
}) {
  const common = useText(actMessages);
  const { form, title, errors, opening, open, onSubmit, step } = props;
  const { data, offer, onChanged } = form;
  return (
    <ActFrame
      title={title}
      data={data}
      offer={offer}
      errors={errors}
      problem={opening.problem}
      onSubmit={onSubmit}
      onChanged={onChanged}
      part={step && String(step.now)}
      footer={
        <>
          {step !== undefined && step.now > 0 && (
            <Button variant="outline" icon="back" onClick={step.onBack}>
              {common.back}
            </Button>
          )}
          {step?.last === false ? (
            <Button type="submit">{common.next}</Button>
          ) : (
            <DecisionButton
              item={open.item}
              type="submit"
              busy={opening.busy}
              disabled={offer?.possible !== true}
            >
              {open.label}
            </DecisionButton>
          )}
        </>
      }
    >
      {props.children}
    </ActFrame>
  );
}
