import { useState } from 'react';
import { Checkbox, ModalDialog } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { messages } from './messages.ts';

/** The printed photo is 22.0 × 27.5 mm (CARD-05), cut from the top of the picture. */
const PRINTED_RATIO = 22 / 27.5;

interface PhotoPaneProps {
  readonly src: string | undefined;
  readonly name: string;
  readonly showCrop: boolean;
  readonly onShowCrop: (show: boolean) => void;
}

/** The photo as large as the pane allows, with the part that will be printed marked on it. */
export function PhotoPane({ src, name, showCrop, onShowCrop }: PhotoPaneProps) {
  const t = useText(messages).page;
  const [ratio, setRatio] = useState<number>();
  const [large, setLarge] = useState(false);
  if (src === undefined) return <p className="screening-no-photo">{t.noPhoto}</p>;
  const alt = t.photoAlt(name);
  return (
    <>
      <div className="screening-photo">
        <button type="button" aria-label={t.zoom} onClick={() => setLarge(true)}>
          <img
            src={src}
            alt={alt}
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
              setRatio(naturalWidth / naturalHeight)
            }
          />
          {showCrop && ratio !== undefined && (
            <span className="screening-crop" aria-hidden="true" style={cropOf(ratio)} />
          )}
        </button>
      </div>
      <Checkbox name="show-crop" label={t.crop} checked={showCrop} onValue={onShowCrop} />
      <ModalDialog open={large} title={alt} size="lg" onClose={() => setLarge(false)}>
        <img className="screening-photo-large" src={src} alt={alt} />
      </ModalDialog>
    </>
  );
}

/** Where the printed part lies on a picture of this ratio, in percent. */
function cropOf(ratio: number): { readonly width: string; readonly height: string; readonly left: string } {
  if (ratio > PRINTED_RATIO) {
    const width = (100 * PRINTED_RATIO) / ratio;
    return { width: `${width}%`, height: '100%', left: `${(100 - width) / 2}%` };
  }
  return { width: '100%', height: `${(100 * ratio) / PRINTED_RATIO}%`, left: '0' };
}
