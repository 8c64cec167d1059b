import { CIRCUMSTANCES_OF_LOSS, type CircumstanceOfLoss } from '@mibun/rules';
import type { CallAnswer, CallCard, CallSuspendAnswer } from '@mibun/server/schemas/office/call-centre';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { call } from '../../../api/call.ts';
import { useAction } from '../../../api/use-resource.ts';
import { Button, DangerDialog, Input, Problem, Radio, Textarea } from '../../../components/index.ts';
import { useSay, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';

/** What happened to the card, as far as the caller knows. */
export type Circumstance = CircumstanceOfLoss;

const CIRCUMSTANCES = Object.keys(CIRCUMSTANCES_OF_LOSS) as readonly Circumstance[];

/** What follows, read to the caller; what happened; the one button, with a second step. */
export function SuspendForm(props: {
  readonly answer: CallAnswer;
  readonly card: CallCard;
  readonly onAgain: () => void;
  readonly onSuspended: (answer: CallSuspendAnswer, circumstance: Circumstance) => void;
}) {
  const t = useText(messages);
  const say = useSay();
  const { answer, card } = props;
  const [circumstance, setCircumstance] = useState<Circumstance | ''>('');
  const [notes, setNotes] = useState('');
  const [phone, setPhone] = useState('');
  const [missing, setMissing] = useState(false);
  const [asking, setAsking] = useState(false);
  const consequences = answer.consequences.map(say);
  const suspend = useAction(async (what: Circumstance) => {
    // The record is kept in the language of the office, whatever language the operator reads.
    const circumstances = [CIRCUMSTANCES_OF_LOSS[what].ja, notes.trim()].filter((text) => text !== '');
    const done = await call('POST /api/call-centre/calls/:id/suspend', {
      params: { id: answer.callId },
      body: {
        version: card.version,
        circumstances: circumstances.join('。').slice(0, 500),
        ...(phone.trim() !== '' && { phone: phone.trim() }),
      },
    });
    props.onSuspended(done, what);
  });
  function review(event: FormEvent): void {
    event.preventDefault();
    setMissing(circumstance === '');
    if (circumstance !== '') setAsking(true);
  }
  return (
    <form className="stack suspend" noValidate onSubmit={review}>
      <h2>{t.suspend.title}</h2>
      <div className="stack stack-tight">
        <p>{say(answer.next)}</p>
        <ul className="danger-consequences">
          {consequences.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
      <Radio
        name="circumstances"
        label={t.suspend.circumstances}
        inline
        options={CIRCUMSTANCES.map((value) => ({ value, label: say(CIRCUMSTANCES_OF_LOSS[value]) }))}
        value={circumstance}
        onValue={(value) => {
          setCircumstance(value);
          setMissing(false);
        }}
        error={missing ? t.suspend.circumstancesNeeded : undefined}
      />
      <Textarea
        name="notes"
        label={t.suspend.notes}
        requirement="optional"
        rows={2}
        limit={400}
        value={notes}
        onValue={setNotes}
      />
      <Input
        name="phone"
        label={t.suspend.phone}
        requirement="optional"
        type="tel"
        inputMode="tel"
        width="sm"
        value={phone}
        onValue={setPhone}
      />
      <div className="cluster">
        <Button type="submit" variant="danger" size="lg">
          {t.suspend.button}…
        </Button>
        <Button variant="text" onClick={props.onAgain}>
          {t.match.again}
        </Button>
      </div>
      <DangerDialog
        open={asking}
        title={t.suspend.dialogTitle}
        consequences={consequences}
        undo={t.suspend.undo}
        confirmLabel={t.suspend.button}
        busy={suspend.busy}
        onConfirm={() => circumstance !== '' && void suspend.run(circumstance)}
        onClose={() => setAsking(false)}
      >
        {suspend.problem !== undefined && <Problem problem={suspend.problem} />}
      </DangerDialog>
    </form>
  );
}
