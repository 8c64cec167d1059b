import type { VerifierView } from '@mibun/server/schemas/authority/verifiers';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { useAction } from '../../../api/use-resource.ts';
import { Button, DangerDialog, Problem, Textarea } from '../../../components/index.ts';
import { useLanguage, useText } from '../../../i18n/index.ts';
import { verifierMessages } from './messages.ts';

/** Suspending and ending take one person and count at once; reinstating is proposed to a second one. */
export function StateStep(props: {
  readonly verifier: VerifierView;
  readonly event: 'suspend' | 'end' | 'reinstate';
  readonly onDone: (event: 'suspend' | 'end' | 'reinstate') => void;
}) {
  const t = useText(verifierMessages);
  const language = useLanguage();
  const { verifier, event, onDone } = props;
  const { verifierId, name } = verifier;
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const act = useAction(async () => {
    if (event === 'reinstate')
      await call('POST /api/verifiers/proposals', { body: { event, verifierId, reason } });
    else await call('POST /api/verifiers/:id/stop', { params: { id: verifierId }, body: { event, reason } });
    setOpen(false);
    setReason('');
    onDone(event);
  });
  const tooShort = reason.trim().length < 3;
  return (
    <>
      <Button variant={event === 'end' ? 'text' : 'outline'} onClick={() => setOpen(true)}>
        {t.acts[event]}
      </Button>
      <DangerDialog
        open={open}
        title={t.actTitles[event](name[language])}
        consequences={t.consequences[event]}
        undo={t.undo[event]}
        confirmLabel={t.acts[event]}
        busy={act.busy}
        onClose={() => {
          setOpen(false);
          setMissing(false);
          act.clear();
        }}
        onConfirm={() => {
          setMissing(tooShort);
          if (!tooShort) void act.run();
        }}
      >
        <Textarea
          name={`reason-${verifierId}-${event}`}
          label={t.reason}
          support={t.reasonSupport}
          requirement="required"
          rows={2}
          limit={300}
          value={reason}
          onValue={setReason}
          error={missing && tooShort ? t.reasonMissing : undefined}
        />
        {act.problem !== undefined && <Problem problem={act.problem} />}
      </DangerDialog>
    </>
  );
}
