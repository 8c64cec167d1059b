import type { DraftAnswer } from '@mibun/server/schemas/issuance/applications';
import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { callForBlob } from '../../../../api/call.ts';
import { Button, Checkbox, FormPage } from '../../../../components/index.ts';
import { useText } from '../../../../i18n/index.ts';
import { updateDraft, useDraft } from '../../draft.ts';
import { messages } from '../../messages.ts';
import { DemoHelp } from '../../parts/DemoHelp.tsx';
import { PhotoQuestion } from '../../parts/PhotoQuestion.tsx';
import { photoMessages } from '../../photo-messages.ts';
import { spokenName, usePersonaOf } from '../../use-personas.ts';
import { usePhotoUpload } from '../../use-photo-upload.ts';
import { afterChange, checkPath, useChanging } from '../../way.ts';
import { useOpenDraft } from './DraftLayout.tsx';

export function PhotoPage() {
  const t = useText(photoMessages);
  const { errors: texts } = useText(messages);
  const navigate = useNavigate();
  const changing = useChanging();
  const draft = useDraft();
  const { server, token, reload } = useOpenDraft();
  const upload = usePhotoUpload('PUT /api/applications/draft/photo', token, { onSent: reload });
  const [replacing, setReplacing] = useState(false);
  const [tried, setTried] = useState(false);
  const saved = useSavedPhoto(token, server.hasPhoto && !replacing && upload.file === null);

  const has = upload.picture !== undefined || saved !== undefined;
  const needed = (useLocation().state as { readonly needed?: true } | null)?.needed === true;
  const refused = draft.refused.filter(({ field }) => field === 'photo');
  const missing =
    tried && !has && !draft.withoutPhoto && upload.file === null
      ? [{ field: 'photo', message: texts.required.photo }]
      : [];
  const over = needed && !has && upload.file === null ? [{ field: 'photo', message: t.infantOver }] : [];
  const errors =
    upload.errors.length > 0
      ? upload.errors
      : missing.length > 0
        ? missing
        : over.length > 0
          ? over
          : refused;

  function submit(): void {
    setTried(true);
    if (!has && !draft.withoutPhoto) return;
    updateDraft({ refused: [], withoutPhoto: !has });
    void navigate(afterChange(changing, '/continue/birth-date', checkPath));
  }

  return (
    <FormPage
      title={t.title}
      lead={t.lead}
      back={changing ? checkPath : '/continue'}
      errors={errors}
      busy={upload.busy}
      onSubmit={submit}
      submitLabel={has ? t.continue : undefined}
    >
      {!has && !needed && (
        <Checkbox
          name="withoutPhoto"
          label={t.infant}
          checked={draft.withoutPhoto}
          onValue={(withoutPhoto) => updateDraft({ withoutPhoto })}
        />
      )}
      <PhotoQuestion
        upload={upload}
        saved={saved}
        error={errors.length > 0 ? errors.map(({ message }) => message).join(' ') : undefined}
        chosenText={t.accepted}
        onReplace={() => {
          setReplacing(true);
          setTried(false);
          upload.choose(null);
        }}
        help={<SamplePhoto draft={server} onFile={upload.choose} />}
      />
    </FormPage>
  );
}

/** In the demo nobody has a photo of the people who live there. */
function SamplePhoto(props: { readonly draft: DraftAnswer; readonly onFile: (file: File) => void }) {
  const t = useText(messages).demo;
  const persona = usePersonaOf(props.draft);
  if (persona === undefined) return null;
  async function take(personId: string): Promise<void> {
    const picture = await callForBlob('GET /api/demo/portrait/:file', {
      params: { file: `${personId}.jpg` },
    });
    props.onFile(new File([picture], 'sample.jpg', { type: 'image/jpeg' }));
  }
  return (
    <DemoHelp>
      <p>{t.photo(spokenName(persona.name))}</p>
      <div>
        <Button variant="outline" onClick={() => take(persona.personId)}>
          {t.usePhoto}
        </Button>
      </div>
    </DemoHelp>
  );
}

/** The photo that the server keeps with the draft. */
function useSavedPhoto(token: string, wanted: boolean): Blob | undefined {
  const [photo, setPhoto] = useState<Blob>();
  useEffect(() => {
    if (!wanted) {
      setPhoto(undefined);
      return;
    }
    const abort = new AbortController();
    // Without the picture the page still works: it asks for one, which then takes the other's place.
    callForBlob('GET /api/applications/draft/photo', { token, signal: abort.signal }).then(
      setPhoto,
      () => undefined,
    );
    return () => abort.abort();
  }, [token, wanted]);
  return photo;
}
