import { useState } from 'react';
import type { FieldProblem } from '../../../api/problem.ts';
import { useAction } from '../../../api/use-resource.ts';
import { Checkbox, CopyableNumber, Dl, errorOf } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { useStaff } from '../../../session/index.ts';
import { useKept } from '../../../session/use-kept.ts';
import { cardOf } from '../acts/act-props.ts';
import { Documents } from '../acts/Documents.tsx';
import { Face } from '../acts/Face.tsx';
import { faceMatches } from '../acts/face-check.ts';
import { actMessages } from '../acts/messages.ts';
import { stillWrong } from '../acts/still-wrong.ts';
import { acts } from '../api.ts';
import { Lines } from '../visit/Lines.tsx';
import { visitMessages } from '../visit/messages.ts';
import { VisitChecks } from '../visit/VisitChecks.tsx';
import type { VisitFormProps } from '../visit/visit-page.ts';
import { emptyReactivation, type ReactivationDraft, reactivationProblems } from './draft.ts';
import { reactivationMessages } from './messages.ts';

const WITH_SIGNATURE: ReactivationDraft = { ...emptyReactivation, wantsSignature: true };

/** What is checked before a suspended card is reactivated. */
export function ReactivationForm(props: VisitFormProps) {
  const t = useText(reactivationMessages);
  const visit = useText(visitMessages);
  const common = useText(actMessages);
  const { data, desk, offer } = props;
  const card = cardOf(data, offer?.cardId ?? desk.target);
  const { session } = useStaff();
  // A reload, a step back or a look at somebody else costs nobody the checks that were made.
  const hasSignature = card?.certificates.some(({ kind }) => kind === 'signature') === true;
  const hasIdentification =
    card?.certificates.some(({ kind, state }) => kind === 'authentication' && state === 'HELD') === true;
  const [draft, keep, forget] = useKept(
    `reactivation ${session.personId} ${card?.cardId}`,
    hasSignature ? WITH_SIGNATURE : emptyReactivation,
  );
  const set = (change: Partial<ReactivationDraft>) => keep((before) => ({ ...before, ...change }));
  const { documents, face, here, wantsSignature } = draft;
  const [errors, setErrors] = useState<readonly FieldProblem[]>([]);
  const open = useAction(async () => {
    if (card === undefined || offer?.version == null) return;
    const opened = await acts.openReactivation({
      cardId: card.cardId,
      version: offer.version,
      documents: [...documents],
      faceMatches: faceMatches(face),
      wantsSignature,
    });
    forget();
    props.onOpened(opened);
  });
  const found = reactivationProblems(draft, {
    cardHereNeeded: t.cardHereNeeded,
    documentsNeeded: common.documents.needed,
    faceNeeded: common.face.needed,
  });
  const wrong = stillWrong(errors, found);
  function submit(): void {
    setErrors(found);
    if (found.length === 0) void open.run();
  }
  return (
    <VisitChecks
      form={props}
      title={t.title}
      errors={errors}
      opening={open}
      open={{ item: `${data.person.personId} ${card?.cardId} ${card?.version}`, label: t.start }}
      onSubmit={submit}
    >
      <p>{t.explain}</p>
      {card !== undefined && (
        <>
          <Dl
            items={[
              {
                term: visit.card,
                description: <CopyableNumber value={card.chipSerial} label={visit.card} groups={5} />,
              },
            ]}
          />
          <Checkbox
            name="card-here"
            look="tile"
            label={t.cardHere}
            checked={here}
            onValue={(value) => set({ here: value })}
            error={errorOf(wrong, 'card-here')}
          />
        </>
      )}
      <Documents
        name="documents"
        besidesCard
        values={documents}
        onValues={(values) => set({ documents: values })}
        error={errorOf(wrong, 'documents')}
      />
      {card !== undefined && (
        <Face
          personName={data.person.name}
          application={card.application}
          documents={documents}
          checks={face}
          onChecks={(checks) => set({ face: checks })}
          error={errorOf(wrong, 'face')}
        />
      )}
      <Checkbox
        name="wants-signature"
        label={t.wantsSignature}
        support={t.wantsSupport}
        checked={wantsSignature}
        onValue={(value) => set({ wantsSignature: value })}
      />
      <section className="stack stack-tight">
        <h3>{visit.willHappen}</h3>
        <Lines
          ordered
          lines={[
            ...(wantsSignature ? t.will.withSignature : t.will.without),
            ...(hasIdentification ? [t.will.identification] : []),
          ]}
        />
      </section>
    </VisitChecks>
  );
}
