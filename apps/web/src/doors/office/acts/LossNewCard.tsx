import { Checkbox } from '../../../components/index.ts';
import { formatCount, useSay, useText } from '../../../i18n/index.ts';
import { feeCause, type LossDraft, lossFee } from './loss.ts';
import { actMessages } from './messages.ts';

/** What the next card shall be, and what it costs; the fee follows every choice. */
export function NewCard(props: {
  readonly draft: LossDraft;
  readonly onChange: (change: Partial<LossDraft>) => void;
}) {
  const t = useText(actMessages);
  const { draft, onChange } = props;
  const say = useSay();
  const fee = lossFee(draft);
  return (
    <section className="stack stack-tight">
      <h3>{t.loss.newCard}</h3>
      <div>
        <Checkbox
          name="with-certificates"
          label={t.loss.withCertificates}
          checked={draft.withCertificates}
          onValue={(withCertificates) => onChange({ withCertificates })}
        />
        <Checkbox
          name="express"
          label={t.loss.express}
          checked={draft.express}
          onValue={(express) => onChange({ express })}
        />
      </div>
      <p className="fee" role="status">
        <span>{t.loss.fee}</span>
        <strong>
          {fee === undefined ? '–' : fee.total === 0 ? t.loss.feeFree : t.loss.yen(formatCount(fee.total))}
        </strong>
        {fee !== undefined && draft.cause !== '' && (
          <span className="quiet">
            {fee.total > 0
              ? t.loss.feeParts(formatCount(fee.card), formatCount(fee.certificates))
              : say(feeCause(draft.cause))}
          </span>
        )}
      </p>
    </section>
  );
}
