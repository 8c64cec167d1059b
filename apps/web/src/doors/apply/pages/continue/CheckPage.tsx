import { needsPhoto, needsRepresentative, plainDate } from '@mibun/rules';
import type { SubmitRequest } from '@mibun/server/schemas/issuance/applications';
import { useEffect, useState } from 'react';
import { Navigate, useNavigate } from 'react-router';
import { call, callForBlob } from '../../../../api/call.ts';
import { newId } from '../../../../api/new-id.ts';
import { ApiProblem } from '../../../../api/problem.ts';
import { useAction } from '../../../../api/use-resource.ts';
import {
  birthDateFromParts,
  CheckAnswers,
  FormPage,
  NotificationBanner,
} from '../../../../components/index.ts';
import { dateInJapan, useText } from '../../../../i18n/index.ts';
import { emptyDraft, getDraft, updateDraft, useDraft } from '../../draft.ts';
import { messages } from '../../messages.ts';
import { PhotoFrame } from '../../parts/PhotoFrame.tsx';
import { StatusLink } from '../../parts/StatusLink.tsx';
import { fieldErrors } from '../../refusal.ts';
import { useBirthDateText } from '../../use-birth-date.ts';
import { nextPath, questions } from '../../way.ts';
import { useOpenDraft } from './DraftLayout.tsx';
import { continueMessages } from './messages.ts';

const changed = (path: string): string => `${path}?change`;

/** Everything once more, then it is sent. A refused field sends back to the page that asks for it. */
export function CheckPage() {
  const t = useText(continueMessages);
  const shared = useText(messages);
  const written = useBirthDateText();
  const draft = useDraft();
  const navigate = useNavigate();
  const { server, token } = useOpenDraft();
  const photo = usePhoto(token);
  const birthDate = birthDateFromParts(draft.birthDate);

  const send = useAction(async (request: Omit<SubmitRequest, 'idempotencyKey'>) => {
    const idempotencyKey = getDraft().idempotencyKey || newId();
    updateDraft({ idempotencyKey });
    try {
      const answer = await call('POST /api/applications/draft/submit', {
        body: { ...request, idempotencyKey } satisfies SubmitRequest,
        token,
        idempotencyKey,
      });
      void navigate('/done', { replace: true });
      // Nothing of it is needed in this browser any more.
      updateDraft({
        ...emptyDraft,
        sent: { reference: answer.reference, receivedAt: answer.receivedAt },
      });
    } catch (reason) {
      if (!(reason instanceof ApiProblem)) throw reason;
      const refused = fieldErrors(reason, ['birthDate', 'photo', 'phone']);
      const question = questions.find(({ field }) => field === refused[0]?.field);
      if (question === undefined) throw reason;
      updateDraft({ refused });
      void navigate(changed(question.path));
    }
  });

  const missing = nextPath(draft, server.hasPhoto);
  if (birthDate === undefined && missing === '/continue/birth-date')
    return <Navigate to={missing} state={{ again: true }} replace />;
  const { wantsSignature, wantsAuthentication, phone } = draft;
  if (birthDate === undefined || wantsSignature === null || wantsAuthentication === null || phone === null)
    return <Navigate to={missing} replace />;
  const yesOrNo = (wanted: boolean) => (wanted ? t.check.yes : t.check.no);
  const on = plainDate(dateInJapan(new Date()));
  if (!server.hasPhoto && needsPhoto(birthDate, on))
    return <Navigate to="/continue/photo" state={{ needed: true }} replace />;
  return (
    <FormPage
      title={t.check.title}
      back="/continue/phone"
      busy={send.busy}
      problem={send.problem}
      onSubmit={() =>
        send.run({ birthDate, wantsSignature, wantsAuthentication, ...(phone !== '' && { phone }) })
      }
      submitLabel={t.check.submit}
      secondary={send.problem?.status === 409 && <StatusLink />}
    >
      <CheckAnswers
        answers={[
          { term: t.check.form, answer: t.overview.idEnd(server.applicationIdEnd) },
          {
            term: t.check.photo,
            answer: server.hasPhoto ? (
              photo && (
                <span className="photo-small">
                  <PhotoFrame picture={photo} alt={t.check.photoAlt} />
                </span>
              )
            ) : (
              <span className="quiet">{t.check.noPhoto}</span>
            ),
            changeTo: changed('/continue/photo'),
          },
          {
            term: shared.birthDate,
            answer: written(birthDate),
            changeTo: changed('/continue/birth-date'),
          },
          {
            term: t.check.signature,
            answer: yesOrNo(wantsSignature),
            changeTo: changed('/continue/signature'),
          },
          {
            term: t.check.authentication,
            answer: yesOrNo(wantsAuthentication),
            changeTo: changed('/continue/authentication'),
          },
          {
            term: t.check.phone,
            answer: phone === '' ? <span className="quiet">{t.check.none}</span> : phone,
            changeTo: changed('/continue/phone'),
          },
        ]}
      />
      <p className="quiet">{t.check.registry}</p>
      {needsRepresentative({ birthDate, on, ward: false }) && (
        <NotificationBanner tone="info" title={t.check.under15} />
      )}
    </FormPage>
  );
}

function usePhoto(token: string): Blob | undefined {
  const [photo, setPhoto] = useState<Blob>();
  useEffect(() => {
    const abort = new AbortController();
    // The picture is only for the eye here; without it the page still says that there is one.
    callForBlob('GET /api/applications/draft/photo', { token, signal: abort.signal }).then(
      setPhoto,
      () => undefined,
    );
    return () => abort.abort();
  }, [token]);
  return photo;
}
