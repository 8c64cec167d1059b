import { sufficientDocuments } from '@mibun/rules';
import type { VisitOpened } from '@mibun/server/schemas/counter';
import { useState } from 'react';
import type { FieldProblem } from '../../../api/problem.ts';
import { useAction } from '../../../api/use-resource.ts';
import { Checkbox, CopyableNumber, DecisionButton, Dl, errorOf } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { ActFrame } from '../acts/ActFrame.tsx';
import type { ActProps } from '../acts/act-props.ts';
import { cardOf } from '../acts/act-props.ts';
import { Documents } from '../acts/Documents.tsx';
import { Face } from '../acts/Face.tsx';
import { type FaceCheck, faceMatches } from '../acts/face-check.ts';
import { actMessages } from '../acts/messages.ts';
import { stillWrong } from '../acts/still-wrong.ts';
import { acts } from '../api.ts';
import { Lines } from './HandOverCase.tsx';
import { caseMessages } from './messages.ts';

/** What is checked before a suspended card is reactivated. */
export function ReactivationForm(props: ActProps & { readonly onOpened: (opened: VisitOpened) => void }) {
  const t = useText(caseMessages);
  const common = useText(actMessages);
  const { data, desk, offer, onChanged } = props;
  const card = cardOf(data, offer?.cardId ?? desk.target);
  const [here, setHere] = useState(false);
  const [documents, setDocuments] = useState<readonly string[]>([]);
  const [face, setFace] = useState<readonly FaceCheck[]>([]);
  const [wantsSignature, setWantsSignature] = useState(
    card?.certificates.some(({ kind }) => kind === 'signature') ?? false,
  );
  const [errors, setErrors] = useState<readonly FieldProblem[]>([]);
  const open = useAction(async () => {
    if (card === undefined || offer?.version == null) return;
    props.onOpened(
      await acts.openReactivation({
        cardId: card.cardId,
        version: offer.version,
        documents: [...documents],
        faceMatches: faceMatches(face),
        wantsSignature,
      }),
    );
  });
  const found: FieldProblem[] = [];
  if (!here) found.push({ field: 'card-here', message: t.reactivation.cardHereNeeded });
  if (!sufficientDocuments(documents).ok) {
    found.push({ field: 'documents', message: common.documents.needed });
  }
  if (!faceMatches(face)) found.push({ field: 'face', message: common.face.needed });
  const wrong = stillWrong(errors, found);
  function submit(): void {
    setErrors(found);
    if (found.length === 0) void open.run();
  }
  return (
    <ActFrame
      title={t.reactivation.title}
      data={data}
      offer={offer}
      errors={errors}
      problem={open.problem}
      onSubmit={submit}
      onChanged={onChanged}
      footer={
        <DecisionButton
          item={`${data.person.personId} ${card?.cardId} ${card?.version}`}
          type="submit"
          busy={open.busy}
          disabled={offer?.possible !== true}
        >
          {t.reactivation.start}
        </DecisionButton>
      }
    >
      <p>{t.reactivation.explain}</p>
      {card !== undefined && (
        <>
          <Dl
            items={[
              {
                term: t.run.card,
                description: <CopyableNumber value={card.chipSerial} label={t.run.card} groups={5} />,
              },
            ]}
          />
          <Checkbox
            name="card-here"
            look="tile"
            label={t.reactivation.cardHere}
            checked={here}
            onValue={setHere}
            error={errorOf(wrong, 'card-here')}
          />
        </>
      )}
      <Documents
        name="documents"
        besidesCard
        values={documents}
        onValues={setDocuments}
        error={errorOf(wrong, 'documents')}
      />
      {card !== undefined && (
        <Face
          personName={data.person.name}
          application={card.application}
          documents={documents}
          checks={face}
          onChecks={setFace}
          error={errorOf(wrong, 'face')}
        />
      )}
      <Checkbox
        name="wants-signature"
        label={t.reactivation.wantsSignature}
        support={t.reactivation.wantsSupport}
        checked={wantsSignature}
        onValue={setWantsSignature}
      />
      <section className="stack stack-tight">
        <h3>{t.check.willHappen}</h3>
        <Lines lines={t.reactivation.will} />
      </section>
    </ActFrame>
  );
}
