import { useState } from 'react';
import type { FieldProblem } from '../../../api/problem.ts';
import { useAction } from '../../../api/use-resource.ts';
import { Button, DangerDialog, NotificationBanner, Problem, Textarea } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { acts } from '../api.ts';
import { PaneHead } from '../desk/PaneHead.tsx';
import { messages } from '../messages.ts';
import { ActFrame } from './ActFrame.tsx';
import type { ActProps } from './act-props.ts';
import { actMessages } from './messages.ts';

type Kind = 'suspend' | 'collect' | 'propose-destruction';

interface ReasonActProps extends ActProps {
  readonly kind: Kind;
  readonly run: (cardId: string, version: number, reason: string) => Promise<unknown>;
}

/** Stops a card that may turn up again. */
export function Suspend(props: ActProps) {
  return <ReasonAct {...props} kind="suspend" run={acts.suspend} />;
}

/** Takes in a card for good. */
export function Collect(props: ActProps) {
  return <ReasonAct {...props} kind="collect" run={acts.collect} />;
}

/** The first of the two people who destroy a card. */
export function ProposeDestruction(props: ActProps) {
  return <ReasonAct {...props} kind="propose-destruction" run={acts.proposeDestruction} />;
}

/** An act on one card that needs words for the record and a second step, and nothing else. */
function ReasonAct(props: ReasonActProps) {
  const t = useText(actMessages);
  const frame = useText(messages);
  const { data, desk, offer, kind, onChanged } = props;
  const text = t[kind];
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<readonly FieldProblem[]>([]);
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState(false);
  const run = useAction(async () => {
    if (offer?.cardId == null || offer.version === null) return;
    await props.run(offer.cardId, offer.version, reason.trim());
    setAsking(false);
    setDone(true);
    onChanged();
  });

  if (done) {
    return (
      <div className="act">
        <PaneHead title={text.title} subject={`${kind} done`} />
        <NotificationBanner tone="success" title={text.done} live>
          <p>{text.undo}</p>
        </NotificationBanner>
        <footer className="act-footer">
          <Button onClick={desk.closeAct}>{frame.pane.backToPerson}</Button>
        </footer>
      </div>
    );
  }

  function review(): void {
    const found = reason.trim() === '' ? [{ field: 'reason', message: t.reasonNeeded }] : [];
    setErrors(found);
    if (found.length === 0) setAsking(true);
  }
  const title =
    typeof text.dangerTitle === 'function' ? text.dangerTitle(data.person.name) : text.dangerTitle;
  return (
    <ActFrame
      title={text.title}
      data={data}
      offer={offer}
      errors={errors}
      problem={asking ? undefined : run.problem}
      onSubmit={review}
      onChanged={onChanged}
      footer={
        <Button type="submit" variant="danger" disabled={offer?.possible !== true}>
          {text.confirm}…
        </Button>
      }
    >
      <ul>
        {text.consequences.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Textarea
        name="reason"
        label={text.reason}
        requirement="required"
        limit={500}
        value={reason}
        onValue={setReason}
        error={errors[0]?.message}
      />
      <DangerDialog
        open={asking}
        title={title}
        consequences={text.consequences}
        undo={text.undo}
        confirmLabel={text.confirm}
        busy={run.busy}
        onConfirm={() => void run.run()}
        onClose={() => setAsking(false)}
      >
        {run.problem !== undefined && <Problem problem={run.problem} />}
      </DangerDialog>
    </ActFrame>
  );
}
