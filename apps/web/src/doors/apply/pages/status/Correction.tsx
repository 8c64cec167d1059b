import type { StatusAnswer } from '@mibun/server/schemas/issuance/applications';
import { ButtonLink } from '../../../../components/index.ts';
import { useLanguage, useText } from '../../../../i18n/index.ts';
import { statusMessages } from './messages.ts';

/** Why the application was sent back, and the way to put it right. */
export function Correction(props: {
  readonly correction: NonNullable<StatusAnswer['correction']>;
  readonly next: string;
}) {
  const t = useText(statusMessages);
  const language = useLanguage();
  const { reasons, note } = props.correction;
  return (
    <div className="stack stack-tight">
      <p className="strong">{t.reasons}</p>
      <ul>
        {reasons.map((reason) => (
          <li key={reason.id}>{reason[language]}</li>
        ))}
      </ul>
      {note !== null && (
        <p>
          {t.note}
          {': '}
          {note}
        </p>
      )}
      <p>{props.next}</p>
      <div>
        <ButtonLink to="/status/photo" icon="camera">
          {t.correct}
        </ButtonLink>
      </div>
    </div>
  );
}
