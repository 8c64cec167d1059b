import { parseContactName, parseMailAddress } from '@mibun/rules';
import { useState } from 'react';
import { Navigate, useNavigate } from 'react-router';
import { errorOf, FormPage, Input } from '../../../../components/index.ts';
import { useText } from '../../../../i18n/index.ts';
import { updateDraft, useDraft } from '../../draft.ts';
import { messages } from '../../messages.ts';
import { startMessages } from './messages.ts';

export function ContactPage() {
  const t = useText(startMessages).contact;
  const { errors: texts, ...shared } = useText(messages);
  const draft = useDraft();
  const navigate = useNavigate();
  const [tried, setTried] = useState(false);
  if (draft.applicationId === '') return <Navigate to="/id" replace />;

  const name = draft.contactName.trim();
  const email = parseMailAddress(draft.email) ?? draft.email.trim();
  const wrong = [
    ...(name === '' ? [{ field: 'contactName', message: texts.required.contactName }] : []),
    ...(name !== '' && parseContactName(name) === undefined
      ? [{ field: 'contactName', message: texts.nameForm }]
      : []),
    ...(email === '' ? [{ field: 'email', message: texts.required.email }] : []),
    ...(email !== '' && parseMailAddress(email) === undefined
      ? [{ field: 'email', message: texts.emailForm }]
      : []),
  ];
  const refused = draft.refused.filter(({ field }) => field === 'contactName' || field === 'email');
  const errors = tried ? wrong : refused;

  function submit(): void {
    setTried(true);
    if (wrong.length > 0) return;
    updateDraft({ contactName: name, email, refused: [] });
    void navigate('/check');
  }

  return (
    <FormPage title={t.title} lead={t.lead} back="/id" errors={errors} onSubmit={submit}>
      <Input
        name="contactName"
        label={t.name}
        requirement="required"
        support={t.nameSupport}
        autoComplete="name"
        maxLength={80}
        width="md"
        value={draft.contactName}
        onValue={(contactName) => updateDraft({ contactName })}
        error={errorOf(errors, 'contactName')}
      />
      <Input
        name="email"
        label={t.email}
        requirement="required"
        support={t.emailSupport}
        type="text"
        inputMode="email"
        autoComplete="email"
        maxLength={200}
        width="md"
        value={draft.email}
        onValue={(value) => updateDraft({ email: value })}
        error={errorOf(errors, 'email')}
      />
      <p className="quiet small">{shared.optionalNote}</p>
    </FormPage>
  );
}
