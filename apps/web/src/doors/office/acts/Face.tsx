import { useState } from 'react';
import { CheckboxGroup } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { paths } from '../api.ts';
import { someWithPhoto } from './Documents.tsx';
import type { FaceCheck } from './face-check.ts';
import { actMessages } from './messages.ts';

export interface FaceProps {
  readonly personName: string;
  /** The application whose photo is on the card. */
  readonly application: string;
  readonly documents: readonly string[];
  readonly checks: readonly FaceCheck[];
  readonly onChecks: (checks: readonly FaceCheck[]) => void;
  readonly error?: string | undefined;
}

/** The photo of the card, large, and what the clerk compared: mask off, person, document (domain.md IDD-03). */
export function Face(props: FaceProps) {
  const t = useText(actMessages);
  const [missing, setMissing] = useState(false);
  return (
    <section className="face">
      <h3>{t.face.title}</h3>
      <p>{t.face.differs}</p>
      <div className="face-row">
        {missing ? (
          <p className="face-missing">{t.face.noPhoto}</p>
        ) : (
          <img
            src={paths.photo(props.application)}
            alt={t.face.photo(props.personName)}
            onError={() => setMissing(true)}
          />
        )}
        <div className="stack stack-tight">
          <CheckboxGroup
            name="face"
            label={t.face.label}
            look="tile"
            options={[
              { value: 'mask', label: t.face.mask },
              { value: 'person', label: t.face.person },
              {
                value: 'document',
                label: someWithPhoto(props.documents) ? t.face.document : t.face.noDocumentPhoto,
              },
            ]}
            values={props.checks}
            onValues={props.onChecks}
            error={props.error}
          />
        </div>
      </div>
    </section>
  );
}
