import { useState } from 'react';
import { useNavigate } from 'react-router';
import { errorOf, FormPage, NotificationBanner, Radio } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { updateDraft, useDraft } from '../draft.ts';
import { messages } from '../messages.ts';
import { continueMessages } from '../pages/continue/messages.ts';
import { afterChange, checkPath, useChanging } from '../way.ts';

/** Yes or no to one of the two certificates, with what it is for. */
export function CertificateQuestion(props: {
  readonly field: 'wantsSignature' | 'wantsAuthentication';
  readonly text: 'signature' | 'authentication';
  readonly number: number;
  readonly back: string;
  readonly next: string;
  /** The rule by which this person cannot have it; the answer is then no. */
  readonly barred?: string | undefined;
}) {
  const { field, barred } = props;
  const all = useText(continueMessages);
  const t = all[props.text];
  const { errors: texts } = useText(messages);
  const draft = useDraft();
  const navigate = useNavigate();
  const changing = useChanging();
  const [tried, setTried] = useState(false);
  const value = draft[field];
  const errors =
    tried && value === null && barred === undefined ? [{ field, message: texts.required[field] }] : [];

  function submit(): void {
    setTried(true);
    if (barred !== undefined) updateDraft({ [field]: false });
    else if (value === null) return;
    void navigate(afterChange(changing, props.next, checkPath));
  }

  return (
    <FormPage
      title={t.title}
      caption={all.question(props.number)}
      lead={t.lead}
      back={changing ? checkPath : props.back}
      errors={errors}
      onSubmit={submit}
    >
      <section className="stack stack-tight">
        <h2 className="heading-small">{all.usesTitle}</h2>
        <ul>
          {t.uses.map((use) => (
            <li key={use}>{use}</li>
          ))}
        </ul>
      </section>
      {barred !== undefined ? (
        <NotificationBanner tone="info" title={barred} />
      ) : (
        <Radio
          name={field}
          label={t.title}
          hideLabel
          look="tile"
          value={value === null ? '' : value ? 'yes' : 'no'}
          onValue={(answer) => updateDraft({ [field]: answer === 'yes' })}
          options={[
            { value: 'yes', label: t.yes, support: t.yesSupport },
            { value: 'no', label: t.no, support: t.noSupport },
          ]}
          error={errorOf(errors, field)}
        />
      )}
      <section className="stack stack-tight">
        <h2 className="heading-small">{all.factsTitle}</h2>
        <p className="quiet measure">{t.facts}</p>
      </section>
    </FormPage>
  );
}
