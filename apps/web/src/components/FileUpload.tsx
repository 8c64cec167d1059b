import type { DragEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import { common, formatBytes, useText } from '../i18n/index.ts';
import { Button } from './Button.tsx';
import type { FieldProps } from './Field.tsx';
import { Field } from './Field.tsx';
import { Icon } from './Icon.tsx';

export type FileUploadProps = FieldProps & {
  readonly file: File | null;
  readonly onFile: (file: File | null) => void;
  /** MIME types, as in HTML's accept. */
  readonly accept: string;
  readonly maxBytes?: number | undefined;
  /** Offers the camera on phones: the front one (`user`) or the back one. */
  readonly camera?: 'user' | 'environment' | undefined;
  /** 0…1 while it is being sent. */
  readonly progress?: number | undefined;
  readonly disabled?: boolean | undefined;
};

/** Takes one file: chosen, dropped or photographed. Pictures are shown. */
export function FileUpload(props: FileUploadProps) {
  const { name, file, onFile, accept, maxBytes, camera, progress, disabled } = props;
  const t = useText(common);
  const chooser = useRef<HTMLInputElement>(null);
  const shooter = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const preview = usePreview(file);

  function take(files: FileList | null): void {
    const first = files?.[0];
    if (first !== undefined && disabled !== true) onFile(first);
  }

  function onDrop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  }

  return (
    <Field {...props}>
      {(control) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: it only adds dropping to the buttons inside
        <div
          className="file-upload"
          data-over={over ? '' : undefined}
          data-disabled={disabled === true ? '' : undefined}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={onDrop}
        >
          {file !== null ? (
            <div className="file-upload-chosen">
              {preview !== undefined ? (
                <img src={preview} alt={t.file.preview(file.name)} />
              ) : (
                <Icon name="file" />
              )}
              <div className="stack stack-tight">
                <p className="visually-hidden">{t.file.chosen}</p>
                <p className="strong">{file.name}</p>
                <p className="quiet small">{formatBytes(file.size)}</p>
                {progress !== undefined ? (
                  <progress aria-label={t.file.sending} value={progress} max={1} />
                ) : (
                  <Button variant="text" size="sm" disabled={disabled} onClick={() => onFile(null)}>
                    {t.action.remove}
                  </Button>
                )}
              </div>
            </div>
          ) : (
            <>
              <div className="cluster">
                <Button
                  variant="outline"
                  icon="file"
                  disabled={disabled}
                  onClick={() => chooser.current?.click()}
                >
                  {t.file.choose}
                </Button>
                {camera !== undefined && (
                  <Button
                    variant="outline"
                    icon="camera"
                    disabled={disabled}
                    onClick={() => shooter.current?.click()}
                  >
                    {t.file.camera}
                  </Button>
                )}
              </div>
              <p className="quiet small">
                {t.file.drop}
                {maxBytes !== undefined && ` (${t.file.limit(formatBytes(maxBytes))})`}
              </p>
            </>
          )}
          <input
            {...control}
            ref={chooser}
            name={name}
            type="file"
            className="visually-hidden"
            tabIndex={-1}
            accept={accept}
            disabled={disabled}
            onChange={(event) => take(event.currentTarget.files)}
          />
          {camera !== undefined && (
            <input
              ref={shooter}
              type="file"
              className="visually-hidden"
              tabIndex={-1}
              aria-hidden="true"
              accept="image/*"
              capture={camera}
              disabled={disabled}
              onChange={(event) => take(event.currentTarget.files)}
            />
          )}
        </div>
      )}
    </Field>
  );
}

function usePreview(file: File | null): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (file === null || !file.type.startsWith('image/')) {
      setUrl(undefined);
      return;
    }
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}
