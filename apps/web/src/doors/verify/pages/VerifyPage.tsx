import type { VerificationReport } from '@mibun/server/schemas/services/verification';
import { useState } from 'react';
import { callWithFile } from '../../../api/call.ts';
import { useAction } from '../../../api/use-resource.ts';
import { FileUpload, FormPage } from '../../../components/index.ts';
import { formatBytes, useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';
import { HowToRead } from '../parts/HowToRead.tsx';
import { ResultPage } from './ResultPage.tsx';

const MAX_BYTES = 25_000_000;

function verify(file: File): Promise<VerificationReport> {
  // What is no PDF is refused by the server, whatever the browser takes it for.
  const body = new Blob([file], { type: 'application/pdf' });
  return callWithFile('POST /api/verification', body, { query: { level: 'detailed' } });
}

/** One PDF in, one answer out. Nothing of it outlives the page. */
export function VerifyPage() {
  const t = useText(messages);
  const [file, setFile] = useState<File | null>(null);
  const [error, setError] = useState<string>();
  const [result, setResult] = useState<{ readonly name: string; readonly report: VerificationReport }>();
  const checking = useAction(verify);

  function choose(chosen: File | null): void {
    setFile(chosen);
    checking.clear();
    setError(
      chosen !== null && chosen.size > MAX_BYTES ? t.choose.tooLarge(formatBytes(MAX_BYTES)) : undefined,
    );
  }

  async function submit(): Promise<void> {
    if (file === null) return setError(t.choose.missing);
    if (error !== undefined) return;
    const report = await checking.run(file);
    if (report) setResult({ name: file.name, report });
  }

  if (result !== undefined) {
    const again = () => {
      setResult(undefined);
      setFile(null);
    };
    return <ResultPage name={result.name} report={result.report} onAgain={again} />;
  }
  return (
    <div className="stack stack-loose">
      <FormPage
        title={t.choose.title}
        lead={t.choose.lead}
        errors={error === undefined ? [] : [{ field: 'document', message: error }]}
        problem={checking.problem}
        busy={checking.busy}
        onSubmit={submit}
        submitLabel={t.choose.submit}
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
          disabled={checking.busy}
        />
        <p className="quiet">{t.choose.kept}</p>
      </FormPage>
      <HowToRead />
    </div>
  );
}
