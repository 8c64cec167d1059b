import type { ReactNode } from 'react';
import { Button, FileUpload, Loading, NotificationBanner, Problem } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { photoMessages } from '../photo-messages.ts';
import type { PhotoUpload } from '../use-photo-upload.ts';
import { PhotoAdjust } from './PhotoAdjust.tsx';
import { PhotoFrame } from './PhotoFrame.tsx';
import { PhotoRules } from './PhotoRules.tsx';

/** Choosing the photo: rules, file or camera, what is wrong with it, and the photo as it will be used. */
export function PhotoQuestion(props: {
  readonly upload: PhotoUpload;
  /** What the server already has, when nothing has been chosen on this page. */
  readonly saved?: Blob | undefined;
  readonly error?: string | undefined;
  /** Said of a photo with whose file nothing is wrong. */
  readonly chosenText: string;
  readonly onReplace: () => void;
  /** Help of the demo, beside the upload. */
  readonly help?: ReactNode;
}) {
  const t = useText(photoMessages);
  const { upload } = props;
  const picture = upload.picture ?? (upload.file === null ? props.saved : undefined);
  const problem = upload.problem !== undefined && <Problem problem={upload.problem} />;
  if (picture !== undefined) {
    return (
      <section className="stack">
        {problem}
        <div className="photo-review">
          {upload.source === undefined ? (
            <PhotoFrame picture={picture} guides alt={t.previewAlt} />
          ) : (
            <PhotoAdjust picture={upload.source} alt={t.previewAlt} onView={upload.adjust} />
          )}
          <div className="stack stack-tight">
            <p className="strong" role="status">
              {upload.picture === undefined ? t.current : props.chosenText}
            </p>
            <p>{t.acceptedText}</p>
            {upload.convertedFrom !== undefined && <p>{t.converted(upload.convertedFrom)}</p>}
            {upload.busy && <Loading>{t.sending}</Loading>}
            <div>
              <Button variant="outline" icon="camera" onClick={props.onReplace}>
                {t.replace}
              </Button>
            </div>
          </div>
        </div>
        {upload.hints.length > 0 && (
          <NotificationBanner live tone="warning" title={t.hintsTitle}>
            <ul>
              {upload.hints.map((hint) => (
                <li key={hint}>{t.hints[hint]}</li>
              ))}
            </ul>
            <p>{t.hintsText}</p>
          </NotificationBanner>
        )}
      </section>
    );
  }
  return (
    <>
      {problem}
      {props.help}
      <PhotoRules />
      <div className="stack stack-tight">
        <FileUpload
          name="photo"
          label={t.field}
          requirement="required"
          accept="image/*"
          camera="user"
          file={upload.file}
          onFile={upload.choose}
          disabled={upload.busy}
          error={props.error}
        />
        {upload.busy && <Loading>{t.sending}</Loading>}
      </div>
    </>
  );
}
