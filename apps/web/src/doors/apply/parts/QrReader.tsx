import { useState } from 'react';
import { FileUpload, Loading } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { applicationIdIn } from '../address.ts';
import { startMessages } from '../pages/start/messages.ts';
import { qrTextsIn } from '../read-qr.ts';

type Outcome = 'reading' | 'nothing' | 'foreign' | 'unreadable';

/** Reads the form's QR code out of a picture, in the browser. */
export function QrReader(props: { readonly onId: (applicationId: string) => void }) {
  const t = useText(startMessages).id;
  const [file, setFile] = useState<File | null>(null);
  const [outcome, setOutcome] = useState<Outcome>();

  async function read(chosen: File | null): Promise<void> {
    setFile(chosen);
    setOutcome(undefined);
    if (chosen === null) return;
    setOutcome('reading');
    try {
      const texts = await qrTextsIn(chosen);
      const id = texts.map(applicationIdIn).find((found) => found !== undefined);
      if (id !== undefined) props.onId(id);
      else setOutcome(texts.length === 0 ? 'nothing' : 'foreign');
    } catch {
      setOutcome('unreadable');
    }
  }

  return (
    <section className="stack stack-tight">
      <h2>{t.scanTitle}</h2>
      <FileUpload
        name="qr"
        label={t.scanLabel}
        hideLabel
        support={t.scanSupport}
        accept="image/*"
        camera="environment"
        file={file}
        onFile={read}
        error={outcome === undefined || outcome === 'reading' ? undefined : t[outcome]}
      />
      {outcome === 'reading' && <Loading>{t.reading}</Loading>}
    </section>
  );
}
