import { useState } from 'react';
import { call } from '../../../../api/call.ts';
import { useAction } from '../../../../api/use-resource.ts';
import { Button, birthDateFromParts, DangerDialog, Problem } from '../../../../components/index.ts';
import { useText } from '../../../../i18n/index.ts';
import { useDraft } from '../../draft.ts';
import { lookAgain } from '../../look-again.ts';
import { statusMessages } from './messages.ts';

/** APP-10: possible until the card has been handed over. */
export function Withdrawal(props: { readonly onDone: () => void }) {
  const t = useText(statusMessages).withdraw;
  const draft = useDraft();
  const [open, setOpen] = useState(false);
  const withdraw = useAction(async () => {
    const birthDate = birthDateFromParts(draft.birthDate) ?? '';
    await call('POST /api/applications/withdraw', {
      body: { applicationId: draft.applicationId, birthDate },
    });
    setOpen(false);
    props.onDone();
    await lookAgain();
  });
  return (
    <section className="stack stack-tight set-apart">
      <h2>{t.heading}</h2>
      <p className="measure">{t.text}</p>
      <div>
        <Button variant="outline" onClick={() => setOpen(true)}>
          {t.button}
        </Button>
      </div>
      <DangerDialog
        open={open}
        title={t.title}
        consequences={t.consequences}
        undo={t.undo}
        confirmLabel={t.button}
        busy={withdraw.busy}
        onConfirm={withdraw.run}
        onClose={() => {
          withdraw.clear();
          setOpen(false);
        }}
      >
        {withdraw.problem !== undefined && <Problem problem={withdraw.problem} />}
      </DangerDialog>
    </section>
  );
}
