import type { ProblemBody } from '../../../api/problem.ts';
import { Button, Page, Problem } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { messages } from '../messages.ts';

/** Asked once per site: is this the one the person thinks it is? */
export function AllowOrigin(props: {
  readonly origin: string;
  readonly busy: boolean;
  /** Why the answer could not be kept. */
  readonly problem?: ProblemBody | undefined;
  readonly onAllow: () => void;
  readonly onRefuse: () => void;
}) {
  const t = useText(messages);
  return (
    <Page title={t.allow.title} lead={t.allow.lead}>
      <p className="site-address">{props.origin}</p>
      <div>
        <p>{t.allow.gets}</p>
        <ul>
          {t.allow.may.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
      <p className="strong">{t.allow.mayNot}</p>
      {props.problem !== undefined && <Problem problem={props.problem} />}
      <div className="ask-actions">
        <Button size="lg" wide busy={props.busy} onClick={props.onAllow}>
          {t.allow.yes}
        </Button>
        <Button size="lg" wide variant="outline" onClick={props.onRefuse}>
          {t.allow.no}
        </Button>
      </div>
    </Page>
  );
}
