import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Checkbox, errorOf, FormPage } from '../../../../components/index.ts';
import { useText } from '../../../../i18n/index.ts';
import { updateDraft, useDraft } from '../../draft.ts';
import { messages } from '../../messages.ts';
import { startMessages } from './messages.ts';

export function TermsPage() {
  const t = useText(startMessages).terms;
  const { errors: texts } = useText(messages);
  const draft = useDraft();
  const navigate = useNavigate();
  const [tried, setTried] = useState(false);
  const errors =
    tried && !draft.termsAccepted ? [{ field: 'termsAccepted', message: texts.required.termsAccepted }] : [];

  function submit(): void {
    setTried(true);
    if (draft.termsAccepted) void navigate('/id');
  }

  return (
    <FormPage title={t.title} lead={t.lead} back="/" errors={errors} onSubmit={submit} submitLabel={t.submit}>
      <dl className="terms">
        {Object.entries(t.points).map(([key, [term, text]]) => (
          <div key={key}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <Checkbox
        name="termsAccepted"
        label={t.accept}
        look="tile"
        checked={draft.termsAccepted}
        onValue={(termsAccepted) => updateDraft({ termsAccepted })}
        error={errorOf(errors, 'termsAccepted')}
      />
    </FormPage>
  );
}
