import type { ProblemBody } from '../api/problem.ts';
import { common, useText } from '../i18n/index.ts';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';

export interface ProblemProps {
  readonly problem: ProblemBody;
  /** Offers to try again. */
  readonly onRetry?: (() => void) | undefined;
}

/** A refusal by the server: what is wrong, how to put it right, what was kept. */
export function Problem({ problem, onRetry }: ProblemProps) {
  const t = useText(common);
  return (
    <div className="problem" role="alert">
      <h2>
        <Icon name="error" />
        {problem.title}
      </h2>
      {problem.detail !== undefined && <p>{problem.detail}</p>}
      {problem.fields !== undefined && (
        <ul>
          {problem.fields.map((field) => (
            <li key={field.field}>{field.message}</li>
          ))}
        </ul>
      )}
      {problem.next !== undefined && (
        <p>
          <strong>{t.problem.next}</strong>
          <br />
          {problem.next}
        </p>
      )}
      {problem.kept !== undefined && (
        <p>
          <strong>{t.problem.kept}</strong>
          <br />
          {problem.kept}
        </p>
      )}
      {onRetry !== undefined && (
        <div>
          <Button variant="outline" onClick={onRetry}>
            {t.action.retry}
          </Button>
        </div>
      )}
      <p className="problem-code">
        {t.problem.code}: <code>{problem.code}</code>
      </p>
    </div>
  );
}
