import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useAction } from '../../../../api/use-resource.ts';
import { FileUpload, FormPage } from '../../../../components/index.ts';
import { formatBytes, useText } from '../../../../i18n/index.ts';
import { MAX_BYTES, sendDocument } from './api.ts';
import { messages } from './messages.ts';
import { LogInAgain, SignSteps } from './parts.tsx';

/** First step: one PDF. */
export function ChoosePage() {
  const t = useText(messages);
  const navigate = useNavigate();
  const [file, setFile] = useState<File | null>(null);
  const [error, setError] = useState<string>();
  const sending = useAction(sendDocument);

  function choose(chosen: File | null): void {
    setFile(chosen);
    sending.clear();
    setError(
      chosen !== null && chosen.size > MAX_BYTES ? t.choose.tooLarge(formatBytes(MAX_BYTES)) : undefined,
    );
  }

  async function submit(): Promise<void> {
    if (file === null) return setError(t.choose.missing);
    if (error !== undefined) return;
    const ceremony = await sending.run(file);
    if (ceremony) navigate(`/sign/${ceremony.ceremonyId}`);
  }

  return (
    <div className="stack">
      <SignSteps current={0} />
      <FormPage
        title={t.choose.title}
        lead={t.choose.lead}
        errors={error === undefined ? [] : [{ field: 'document', message: error }]}
        problem={sending.problem}
        busy={sending.busy}
        onSubmit={submit}
        submitLabel={t.choose.submit}
        secondary={<LogInAgain problem={sending.problem} />}
      >
        <FileUpload
          name="document"
          label={t.choose.file}
          support={t.choose.support}
          accept="application/pdf,.pdf"
          maxBytes={MAX_BYTES}
          file={file}
          onFile={choose}
          error={error}
          disabled={sending.busy}
        />
        <section className="stack stack-tight">
          <h2 className="sign-small-heading">{t.choose.needTitle}</h2>
          <ul>
            {t.choose.need.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
          <p className="quiet">{t.choose.kept}</p>
        </section>
      </FormPage>
      <p>
        <Link to="/sign/documents">{t.choose.earlier}</Link>
      </p>
    </div>
  );
}
