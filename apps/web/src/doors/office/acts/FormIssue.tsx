import type { FormRequest } from '@mibun/server/schemas/issuance/applications';
import { useState } from 'react';
import type { FieldProblem } from '../../../api/problem.ts';
import { useAction } from '../../../api/use-resource.ts';
import {
  Button,
  ConfirmationPanel,
  DecisionButton,
  errorOf,
  Radio,
  Textarea,
} from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { acts } from '../api.ts';
import { PaneHead } from '../desk/PaneHead.tsx';
import { messages } from '../messages.ts';
import { ActFrame } from './ActFrame.tsx';
import type { ActProps } from './act-props.ts';
import { actMessages } from './messages.ts';

type Cause = FormRequest['cause'];
const CAUSES: readonly Cause[] = ['first', 'renewal', 'lost', 'damaged', 'addendum-full'];

/** Issues a form with a new application ID, which goes to the person by post: nobody at the office sees it. */
export function FormIssue(props: ActProps) {
  const t = useText(actMessages);
  const words = useText(messages);
  const { data, desk, offer, onChanged } = props;
  const [cause, setCause] = useState<Cause | ''>('');
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<readonly FieldProblem[]>([]);
  const [issued, setIssued] = useState(false);
  const issue = useAction(async (chosen: Cause) => {
    await acts.openForm({ personId: data.person.personId, cause: chosen, reason: reason.trim() });
    setIssued(true);
    onChanged();
  });

  if (issued) {
    return (
      <div className="act">
        <PaneHead title={t.form.title} subject="issued" />
        <ConfirmationPanel
          title={t.form.done}
          next={
            <>
              <p>{t.form.next}</p>
              <p>{t.form.byPost}</p>
            </>
          }
        />
        <footer className="act-footer">
          <Button onClick={desk.closeAct}>{words.pane.backToPerson}</Button>
        </footer>
      </div>
    );
  }

  function submit(): void {
    const found: FieldProblem[] = [];
    if (cause === '') found.push({ field: 'cause', message: t.form.causeNeeded });
    if (reason.trim() === '') found.push({ field: 'form-reason', message: t.reasonNeeded });
    setErrors(found);
    if (found.length === 0 && cause !== '') void issue.run(cause);
  }
  return (
    <ActFrame
      title={t.form.title}
      data={data}
      offer={offer}
      errors={errors}
      problem={issue.problem}
      onSubmit={submit}
      onChanged={onChanged}
      footer={
        <DecisionButton
          item={`${data.person.personId} form`}
          type="submit"
          busy={issue.busy}
          disabled={offer?.possible !== true}
        >
          {t.form.run}
        </DecisionButton>
      }
    >
      <p>{t.form.explain}</p>
      <Radio
        name="cause"
        label={t.form.cause}
        requirement="required"
        options={CAUSES.map((value) => ({ value, label: words.causes[value] }))}
        value={cause}
        onValue={setCause}
        error={errorOf(errors, 'cause')}
      />
      <Textarea
        name="form-reason"
        label={t.form.reason}
        support={t.form.reasonSupport}
        requirement="required"
        rows={3}
        limit={500}
        value={reason}
        onValue={setReason}
        error={errorOf(errors, 'form-reason')}
      />
    </ActFrame>
  );
}
