import { useState } from 'react';
import { useAction } from '../../../api/use-resource.ts';
import { Button, DangerDialog, Problem, Textarea } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { actMessages } from '../acts/messages.ts';
import { visitMessages } from './messages.ts';

/** Gives up a visit that was begun: why, what follows, a second step. */
export function CancelVisit(props: {
  readonly consequences: readonly string[];
  readonly cancel: (reason: string) => Promise<unknown>;
  readonly onDone: () => void;
}) {
  const t = useText(visitMessages);
  const { reasonNeeded } = useText(actMessages);
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const cancel = useAction(async (why: string) => {
    await props.cancel(why);
    setAsking(false);
    props.onDone();
  });
  function confirm(): void {
    const why = reason.trim();
    setMissing(why === '');
    if (why !== '') void cancel.run(why);
  }
  return (
    <>
      <Button variant="text" onClick={() => setAsking(true)}>
        {t.cancel}
      </Button>
      <DangerDialog
        open={asking}
        title={t.cancelTitle}
        consequences={props.consequences}
        undo={t.cancelUndo}
        confirmLabel={t.cancelConfirm}
        busy={cancel.busy}
        onConfirm={confirm}
        onClose={() => setAsking(false)}
      >
        {cancel.problem !== undefined && <Problem problem={cancel.problem} />}
        <Textarea
          name="cancel-reason"
          label={t.cancelReason}
          requirement="required"
          rows={2}
          value={reason}
          onValue={setReason}
          error={missing ? reasonNeeded : undefined}
        />
      </DangerDialog>
    </>
  );
}
