import type { AuthorityKindName, RolloverEventName } from '@mibun/server/schemas/authority/ca-desk';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { useAction } from '../../../api/use-resource.ts';
import { Button, DangerDialog, Problem, Textarea } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { useCaWords } from '../labels.ts';
import { messages } from '../messages.ts';

/** The first of two persons: what will happen, why, and that a colleague has to confirm it. */
export function ProposeStep(props: {
  readonly kind: AuthorityKindName;
  readonly generation: number;
  readonly event: RolloverEventName;
  readonly onProposed: () => void;
}) {
  const t = useText(messages);
  const words = useCaWords();
  const { kind, generation, event, onProposed } = props;
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const propose = useAction(async () => {
    await call('POST /api/ca/proposals', { body: { authority: kind, generation, event, reason } });
    setOpen(false);
    setReason('');
    onProposed();
  });
  const close = () => {
    setOpen(false);
    propose.clear();
  };
  const id = `reason-${kind}-${generation}-${event}`;
  return (
    <>
      <Button
        variant={event === 'withdraw' || event === 'go-back' ? 'outline' : 'solid'}
        onClick={() => setOpen(true)}
      >
        {t.propose.button(words.event(event))}
      </Button>
      <DangerDialog
        open={open}
        title={t.propose.title(words.generation(kind, generation), words.event(event))}
        consequences={t.consequences[event]}
        undo={t.undo[event]}
        confirmLabel={t.propose.confirm}
        busy={propose.busy}
        onClose={close}
        onConfirm={() => {
          setMissing(reason.trim() === '');
          if (reason.trim() !== '') void propose.run();
        }}
      >
        <Textarea
          name={id}
          label={t.propose.reason}
          support={t.propose.reasonSupport}
          requirement="required"
          rows={2}
          limit={500}
          value={reason}
          onValue={setReason}
          error={missing ? t.propose.reasonMissing : undefined}
        />
        {propose.problem !== undefined && <Problem problem={propose.problem} />}
      </DangerDialog>
    </>
  );
}
