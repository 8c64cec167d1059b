import type { RequestCheckAnswer } from '@mibun/server/schemas/authority/ca-desk';
import { DecisionButton, Dl, NotificationBanner } from '../../../components/index.ts';
import { useDates, useText } from '../../../i18n/index.ts';
import { useCaWords } from '../labels.ts';
import { messages } from '../messages.ts';

/** What would be issued, or why nothing would. */
export function CheckedRequest(props: {
  readonly checked: RequestCheckAnswer;
  readonly busy: boolean;
  /** What has still to be said before it can be proposed. */
  readonly missing: string | undefined;
  readonly onIssue: () => void;
}) {
  const t = useText(messages).issue;
  const words = useCaWords();
  const dates = useDates();
  const { checked, busy, missing, onIssue } = props;
  const { commonName, organisation, prefecture } = checked.subject;
  const sound = checked.findings.length === 0;
  return (
    <section className="stack stack-tight" aria-live="polite">
      <h2>{t.checked}</h2>
      {sound ? (
        <NotificationBanner tone="success" title={t.sound} />
      ) : (
        <NotificationBanner tone="error" title={t.unsound}>
          <ul>
            {checked.findings.map(({ id, rule, detail }) => (
              <li key={id}>
                <span className="number">{id}</span> ({rule}) {detail}
              </li>
            ))}
          </ul>
        </NotificationBanner>
      )}
      <Dl
        items={[
          {
            term: t.names,
            description: [prefecture, organisation, commonName].filter(Boolean).join(' / ') || '—',
          },
          { term: t.asks, description: <span className="number">{checked.requestedSubject}</span> },
          { term: t.key, description: words.keySpec(checked.keySpec) },
          { term: t.by, description: t.byText(checked.generation) },
          { term: t.until, description: dates.instant(checked.notAfter) },
        ]}
      />
      {sound && (
        <div>
          {missing !== undefined && <p className="small">{missing}</p>}
          <DecisionButton
            item={checked.requestedSubject}
            busy={busy}
            disabled={missing !== undefined}
            onClick={onIssue}
          >
            {t.issue}
          </DecisionButton>
        </div>
      )}
    </section>
  );
}
