import { useEffect, useRef } from 'react';
import type { ProblemBody } from '../api/problem.ts';
import { useStale } from '../api/stale.ts';
import { common, useLanguage, useText } from '../i18n/index.ts';
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
  const language = useLanguage();
  const { changes } = useStale();
  const behind = problem.status === 409;
  const alert = useRef<HTMLDivElement>(null);
  // A refusal above the part of a pane that one looks at would be no word at all.
  useEffect(() => {
    void alert.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div className="problem" role="alert" ref={alert}>
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
      {behind && changes.length > 0 && (
        <div>
          <strong>{t.problem.changed}</strong>
          <ul>
            {changes.map(({ was, now }) => (
              <li key={`${was.en} ${now.en}`}>{t.problem.wasNow(was[language], now[language])}</li>
            ))}
          </ul>
        </div>
      )}
      {behind && <p>{t.problem.upToDate}</p>}
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
      {/* A code of the server's list is for whoever helps; one of this page's own would help nobody. */}
      {/^[A-Z]/.test(problem.code) && (
        <p className="problem-code">
          {t.problem.code}: <code>{problem.code}</code>
        </p>
      )}
    </div>
  );
}
