import type { LossAnswer } from '@mibun/server/schemas/office/counter';
import { useState } from 'react';
import type { FieldProblem } from '../../../api/problem.ts';
import { useAction } from '../../../api/use-resource.ts';
import { Button, DangerDialog, errorOf, Problem, Radio, Textarea } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { acts } from '../api.ts';
import { ActFrame } from './ActFrame.tsx';
import type { ActProps } from './act-props.ts';
import { cardOf } from './act-props.ts';
import { Documents } from './Documents.tsx';
import { Face } from './Face.tsx';
import { NewCard } from './LossNewCard.tsx';
import { PoliceReceipt } from './LossReceipt.tsx';
import { LossReported } from './LossReported.tsx';
import { emptyLoss, LOSS_CAUSES, type LossDraft, lossProblems, lossRequest, needsReceipt } from './loss.ts';
import { actMessages } from './messages.ts';
import { stillWrong } from './still-wrong.ts';

/** Takes a loss report: the card is abolished for good, a form for the next one is issued (domain.md LOS-05, LOS-06). */
export function LossReport(props: ActProps) {
  const t = useText(actMessages);
  const { data, desk, offer, onChanged } = props;
  const [draft, setDraft] = useState<LossDraft>(emptyLoss);
  const [errors, setErrors] = useState<readonly FieldProblem[]>([]);
  const [asking, setAsking] = useState(false);
  const [answer, setAnswer] = useState<LossAnswer>();
  const set = (change: Partial<LossDraft>) => setDraft((before) => ({ ...before, ...change }));
  const card = cardOf(data, desk.target);
  const report = useAction(async () => {
    if (offer?.cardId == null || offer.version === null) return;
    const request = lossRequest(draft, offer.cardId, offer.version);
    if (request === undefined) return;
    setAnswer(await acts.reportLoss(request));
    setAsking(false);
    onChanged();
  });

  if (answer !== undefined) return <LossReported answer={answer} data={data} desk={desk} />;

  const found = lossProblems(draft, {
    ...t.loss,
    documentsNeeded: t.documents.needed,
    faceNeeded: t.face.needed,
  });
  const wrong = stillWrong(errors, found);
  function review(): void {
    setErrors(found);
    if (found.length === 0) setAsking(true);
  }
  return (
    <ActFrame
      title={t.loss.title}
      data={data}
      offer={offer}
      errors={errors}
      problem={report.problem}
      onSubmit={review}
      onChanged={onChanged}
      footer={
        <Button type="submit" variant="danger" disabled={offer?.possible !== true}>
          {t.loss.danger.confirm}…
        </Button>
      }
    >
      <Radio
        name="cause"
        label={t.loss.cause}
        requirement="required"
        options={LOSS_CAUSES.map((value) => ({
          value,
          label: t.loss.causes[value],
          support: t.loss.causeSupport[value],
        }))}
        value={draft.cause}
        onValue={(cause) => set({ cause })}
        error={errorOf(wrong, 'cause')}
      />
      {needsReceipt(draft.cause) && <PoliceReceipt draft={draft} onChange={set} errors={wrong} />}
      <Textarea
        name="circumstances"
        label={t.loss.circumstances}
        requirement="optional"
        rows={2}
        limit={500}
        value={draft.circumstances}
        onValue={(circumstances) => set({ circumstances })}
      />
      <Documents
        name="documents"
        besidesCard
        values={draft.documents}
        onValues={(documents) => set({ documents })}
        error={errorOf(wrong, 'documents')}
      />
      {card !== undefined && (
        <Face
          personName={data.person.name}
          application={card.application}
          documents={draft.documents}
          checks={draft.face}
          onChecks={(face) => set({ face })}
          error={errorOf(wrong, 'face')}
        />
      )}
      <NewCard draft={draft} onChange={set} />
      <DangerDialog
        open={asking}
        title={t.loss.danger.title(data.person.name)}
        consequences={t.loss.danger.consequences}
        undo={t.loss.danger.undo}
        confirmLabel={t.loss.danger.confirm}
        busy={report.busy}
        onConfirm={() => void report.run()}
        onClose={() => setAsking(false)}
      >
        {report.problem !== undefined && <Problem problem={report.problem} />}
      </DangerDialog>
    </ActFrame>
  );
}
