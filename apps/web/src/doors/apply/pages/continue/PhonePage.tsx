import { useState } from 'react';
import { useNavigate } from 'react-router';
import { errorOf, FormPage, Input } from '../../../../components/index.ts';
import { toHalfWidth, useText } from '../../../../i18n/index.ts';
import { updateDraft, useDraft } from '../../draft.ts';
import { messages } from '../../messages.ts';
import { checkPath, useChanging } from '../../way.ts';
import { continueMessages } from './messages.ts';

export function PhonePage() {
  const t = useText(continueMessages);
  const { errors: texts } = useText(messages);
  const draft = useDraft();
  const navigate = useNavigate();
  const changing = useChanging();
  const [typed, setTyped] = useState(draft.phone ?? '');
  const [tried, setTried] = useState(false);
  const phone = toHalfWidth(typed).trim();
  const wrong = phone !== '' && !/^\+?[0-9][0-9 ()-]{8,28}$/.test(phone);
  const refused = draft.refused.filter(({ field }) => field === 'phone');
  const errors = tried && wrong ? [{ field: 'phone', message: texts.phoneForm }] : refused;

  function submit(): void {
    setTried(true);
    if (wrong) return;
    updateDraft({ phone, refused: [] });
    void navigate(checkPath);
  }

  return (
    <FormPage
      title={t.phone.title}
      caption={t.question(4)}
      lead={t.phone.lead}
      back={changing ? checkPath : '/continue/authentication'}
      errors={errors}
      onSubmit={submit}
    >
      <Input
        name="phone"
        label={t.phone.label}
        requirement="optional"
        support={t.phone.support}
        type="tel"
        autoComplete="tel"
        maxLength={30}
        width="sm"
        value={typed}
        onValue={setTyped}
        error={errorOf(errors, 'phone')}
      />
    </FormPage>
  );
}
