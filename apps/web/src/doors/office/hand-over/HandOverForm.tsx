import { useState } from 'react';
import type { FieldProblem } from '../../../api/problem.ts';
import { useAction } from '../../../api/use-resource.ts';
import { Checkbox, errorOf, StepNavigation } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { useStaff } from '../../../session/index.ts';
import { useKept } from '../../../session/use-kept.ts';
import { ActFrame } from '../acts/ActFrame.tsx';
import { Face } from '../acts/Face.tsx';
import { actMessages } from '../acts/messages.ts';
import { stillWrong } from '../acts/still-wrong.ts';
import { acts } from '../api.ts';
import { VisitChecks } from '../visit/VisitChecks.tsx';
import type { VisitFormProps } from '../visit/visit-page.ts';
import { DocumentsStep } from './DocumentsStep.tsx';
import { emptyHandOver, type HandOverDraft, handOverProblems, handOverRequest } from './draft.ts';
import { handOverMessages } from './messages.ts';
import { NoticeStep } from './NoticeStep.tsx';
import { StartStep } from './StartStep.tsx';

interface Kept {
  readonly step: number;
  readonly draft: HandOverDraft;
}

const WITH_OLD_CARD: Kept = { step: 0, draft: emptyHandOver };
const WITHOUT_OLD_CARD: Kept = { step: 0, draft: { ...emptyHandOver, oldCard: 'none' } };

/** The checks before a hand-over, one group after the other; nothing is lost by going back. */
export function HandOverForm(props: VisitFormProps) {
  const t = useText(handOverMessages);
  const common = useText(actMessages);
  const { data, desk, offer, onChanged } = props;
  const { person } = data;
  const application = data.applications.find(
    ({ id, cardId }) =>
      id === offer?.application || id === desk.target || (cardId !== null && cardId === desk.target),
  );
  const others = data.cards.filter(({ application: id }) => id !== application?.id);
  const inUse = others.some(({ state }) => state === 'ACTIVE' || state === 'SUSPENDED' || state === 'LAPSED');
  const { session } = useStaff();
  // A reload, a step back or a look at somebody else costs nobody the checks that were made.
  const [kept, keep, forget] = useKept<Kept>(
    `hand-over ${session.personId} ${application?.id}`,
    inUse ? WITH_OLD_CARD : WITHOUT_OLD_CARD,
  );
  const { step, draft } = kept;
  const [errors, setErrors] = useState<readonly FieldProblem[]>([]);
  const set = (change: Partial<HandOverDraft>) =>
    keep((before) => ({ ...before, draft: { ...before.draft, ...change } }));
  const start = useAction(async () => {
    if (application === undefined || offer?.version == null) return;
    const request = handOverRequest(draft, person, application.id, offer.version);
    if (request === undefined) return;
    const opened = await acts.openHandover(request);
    forget();
    props.onOpened(opened);
  });
  if (application === undefined) {
    return (
      <ActFrame
        title={t.title}
        data={data}
        offer={undefined}
        footer={null}
        onSubmit={() => {}}
        onChanged={onChanged}
      >
        {null}
      </ActFrame>
    );
  }

  function go(to: number): void {
    setErrors([]);
    start.clear();
    keep((before) => ({ ...before, step: to }));
  }
  const found = handOverProblems(step, draft, person.needsRepresentative, {
    noticeNeeded: t.notice.needed,
    oldCardNeeded: t.notice.oldCardNeeded,
    documentsNeeded: common.documents.needed,
    nameNeeded: t.presented.nameNeeded,
    addressNeeded: t.presented.addressNeeded,
    birthDateNeeded: t.presented.birthDateNeeded,
    representativeNeeded: t.representative.nameNeeded,
    authorityNeeded: t.representative.authorityNeeded,
    faceNeeded: common.face.needed,
  });
  const wrong = stillWrong(errors, found);
  function submit(): void {
    setErrors(found);
    if (found.length > 0) return;
    if (step < t.steps.length - 1) go(step + 1);
    else void start.run();
  }
  const last = step === t.steps.length - 1;
  return (
    <VisitChecks
      form={props}
      title={t.title}
      errors={errors}
      opening={start}
      open={{ item: `${application.id} ${application.version}`, label: t.check.start }}
      onSubmit={submit}
      step={{ now: step, last, onBack: () => go(step - 1) }}
    >
      <StepNavigation steps={t.steps} current={step} />
      {step === 0 && (
        <NoticeStep
          application={application}
          inUse={inUse}
          data={data}
          draft={draft}
          onChange={set}
          errors={wrong}
        />
      )}
      {step === 1 && <DocumentsStep person={person} draft={draft} onChange={set} errors={wrong} />}
      {step === 2 && (
        <Face
          personName={person.name}
          application={application.id}
          documents={draft.documents}
          checks={draft.face}
          onChecks={(face) => set({ face })}
          error={errorOf(wrong, 'face')}
        />
      )}
      {last && (
        <>
          {(start.problem?.code === 'PRESENTED_VARIANT' || draft.variantAccepted) && (
            <Checkbox
              name="variant"
              label={t.presented.variant}
              look="tile"
              checked={draft.variantAccepted}
              onValue={(variantAccepted) => set({ variantAccepted })}
            />
          )}
          <StartStep application={application} person={person} draft={draft} />
        </>
      )}
    </VisitChecks>
  );
}
