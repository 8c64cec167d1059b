import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useAction } from '../../../../api/use-resource.ts';
import { FileUpload, FormPage } from '../../../../components/index.ts';
import { formatBytes, useText } from '../../../../i18n/index.ts';
import { LogInAgain } from '../../card-signature/index.ts';
import { useResidentSession } from '../../resident.tsx';
import { MAX_BYTES, sendDocument } from './api.ts';
import { messages } from './messages.ts';
import { SignSteps } from './parts.tsx';

/**
 * The document that somebody has chosen, for as long as this page is loaded: the log-in after a session that has ended
 * brings them back here, and what they chose is still there. Only for the same person.
 */
let kept: { readonly personId: string; readonly file: File } | undefined;

function keptFor(personId: string | undefined): File | null {
  return kept !== undefined && kept.personId === personId ? kept.file : null;
}

/** First step: one PDF. */
export function ChoosePage() {
  const t = useText(messages);
  const navigate = useNavigate();
  const { session } = useResidentSession();
  const [file, setFile] = useState<File | null>(() => keptFor(session?.personId));
  const [error, setError] = useState<string>();
  const sending = useAction(sendDocument);

  function choose(chosen: File | null): void {
    setFile(chosen);
    kept = chosen === null || !session ? undefined : { personId: session.personId, file: chosen };
    sending.clear();
    setError(
      chosen !== null && chosen.size > MAX_BYTES ? t.choose.tooLarge(formatBytes(MAX_BYTES)) : undefined,
    );
  }

  async function submit(): Promise<void> {
    if (file === null) return setError(t.choose.missing);
    if (error !== undefined) return;
    const ceremony = await sending.run(file);
    if (ceremony) kept = undefined;
    if (ceremony) void navigate(`/sign/${ceremony.ceremonyId}`);
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
