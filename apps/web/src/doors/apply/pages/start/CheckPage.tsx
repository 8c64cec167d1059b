import type { StartRequest } from '@mibun/server/schemas/issuance/applications';
import { Navigate, useNavigate } from 'react-router';
import { call } from '../../../../api/call.ts';
import { ApiProblem } from '../../../../api/problem.ts';
import { useAction } from '../../../../api/use-resource.ts';
import { CheckAnswers, FormPage } from '../../../../components/index.ts';
import { groupDigits, useText } from '../../../../i18n/index.ts';
import { updateDraft, useDraft } from '../../draft.ts';
import { messages } from '../../messages.ts';
import { StatusLink } from '../../parts/StatusLink.tsx';
import { fieldErrors } from '../../refusal.ts';
import { startMessages } from './messages.ts';

/** Before the link is mailed. A refused field sends back to the page that asks for it. */
export function StartCheckPage() {
  const t = useText(startMessages);
  const shared = useText(messages);
  const draft = useDraft();
  const navigate = useNavigate();
  const start = useAction(async () => {
    const request: StartRequest = {
      applicationId: draft.applicationId,
      contactName: draft.contactName,
      email: draft.email,
      termsAccepted: true,
    };
    try {
      const { sentTo } = await call('POST /api/applications/start', { body: request });
      updateDraft({ sentTo });
      void navigate('/sent');
    } catch (reason) {
      if (!(reason instanceof ApiProblem)) throw reason;
      const refused = fieldErrors(reason, ['applicationId', 'contactName', 'email']);
      if (refused.length === 0) throw reason;
      updateDraft({ refused });
      void navigate(refused[0]?.field === 'applicationId' ? '/id' : '/contact');
    }
  });
  if (!draft.termsAccepted) return <Navigate to="/terms" replace />;
  if (draft.contactName === '' || draft.email === '') return <Navigate to="/contact" replace />;

  return (
    <FormPage
      title={t.check.title}
      lead={t.check.lead}
      back="/contact"
      busy={start.busy}
      problem={start.problem}
      onSubmit={start.run}
      submitLabel={t.check.submit}
      secondary={start.problem?.status === 409 && <StatusLink />}
    >
      <CheckAnswers
        answers={[
          {
            term: shared.applicationId,
            answer: <span className="number">{groupDigits(draft.applicationId).join(' ')}</span>,
            changeTo: '/id?change',
          },
          { term: t.contact.name, answer: draft.contactName, changeTo: '/contact' },
          { term: t.contact.email, answer: draft.email, changeTo: '/contact' },
          { term: t.check.terms, answer: t.check.accepted },
        ]}
      />
    </FormPage>
  );
}
