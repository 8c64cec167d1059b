import { useEffect, useState } from 'react';
import { useText } from '../../../i18n/index.ts';
import { photoMessages } from '../photo-messages.ts';

/** The photo in the proportions of the card's, with lines where crown and chin belong (PHO-01). */
export function PhotoFrame(props: {
  readonly picture: Blob;
  readonly guides?: boolean;
  readonly alt: string;
}) {
  const url = useObjectUrl(props.picture);
  return (
    <span className="photo-frame">
      {url !== undefined && <img src={url} alt={props.alt} />}
      {props.guides === true && <PhotoGuides />}
    </span>
  );
}

/** Where crown and chin belong. */
export function PhotoGuides() {
  const t = useText(photoMessages);
  return (
    <span aria-hidden="true">
      <span className="photo-guide" data-line="crown">
        <span>{t.guideTop}</span>
      </span>
      <span className="photo-guide" data-line="chin">
        <span>{t.guideChin}</span>
      </span>
    </span>
  );
}

export function useObjectUrl(picture: Blob): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(picture);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  return url;
}
