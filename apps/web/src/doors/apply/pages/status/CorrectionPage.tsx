import { useState } from 'react';
import { Navigate } from 'react-router';
import { ButtonLink, ConfirmationPanel, FormPage, Page } from '../../../../components/index.ts';
import { useLanguage, useText } from '../../../../i18n/index.ts';
import { useDraft } from '../../draft.ts';
import { lookAgain } from '../../look-again.ts';
import { messages } from '../../messages.ts';
import { PhotoQuestion } from '../../parts/PhotoQuestion.tsx';
import { photoMessages } from '../../photo-messages.ts';
import { usePhotoUpload } from '../../use-photo-upload.ts';

/** Replaces only the photo of an application that was sent back (PHO-05). */
export function CorrectionPage() {
  const t = useText(photoMessages);
  const { errors: texts } = useText(messages);
  const language = useLanguage();
  const { status } = useDraft();
  const correction = status?.correction;
  const upload = usePhotoUpload('PUT /api/applications/correction/photo', correction?.token ?? '');
  const [tried, setTried] = useState(false);
  const [done, setDone] = useState(false);

  if (done) {
    return (
      <Page title={t.correctionTitle}>
        <ConfirmationPanel
          title={t.correction.done}
          next={<p>{t.correction.next}</p>}
          otherwise={<p>{t.correction.otherwise}</p>}
        />
        <div>
          <ButtonLink to="/status/story" variant="outline">
            {t.correction.status}
          </ButtonLink>
        </div>
      </Page>
    );
  }
  if (!correction) return <Navigate to="/status" replace />;

  const missing = tried && upload.file === null ? [{ field: 'photo', message: texts.required.photo }] : [];
  const errors = upload.errors.length > 0 ? upload.errors : missing;

  async function submit(): Promise<void> {
    setTried(true);
    if (!(await upload.send())) return;
    setDone(true);
    // The story page would otherwise tell of the defect; it can be refreshed there if this fails.
    await lookAgain().catch(() => undefined);
  }

  return (
    <FormPage
      title={t.correctionTitle}
      lead={t.correction.rest}
      back="/status/story"
      errors={errors}
      busy={upload.busy}
      onSubmit={submit}
      submitLabel={t.correction.submit}
    >
      <section className="stack stack-tight">
        <h2>{t.correction.reasons}</h2>
        <ul>
          {correction.reasons.map((reason) => (
            <li key={reason.id}>{reason[language]}</li>
          ))}
        </ul>
        {correction.note !== null && (
          <p>
            {t.correction.note}
            {': '}
            {correction.note}
          </p>
        )}
      </section>
      <PhotoQuestion
        upload={upload}
        error={errors.length > 0 ? errors.map(({ message }) => message).join(' ') : undefined}
        chosenText={t.correction.chosen}
        onReplace={() => {
          setTried(false);
          upload.choose(null);
        }}
      />
    </FormPage>
  );
}
