import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { common, useText } from '../i18n/index.ts';

/** One answer and where to change it. */
export interface CheckedAnswer {
  readonly term: string;
  readonly answer: ReactNode;
  /** Path of the page that asked; none where it cannot be changed. */
  readonly changeTo?: string | undefined;
}

/** What was answered, before it is submitted. */
export function CheckAnswers(props: {
  readonly heading?: string | undefined;
  readonly answers: readonly CheckedAnswer[];
}) {
  const t = useText(common);
  return (
    <section className="check-answers">
      {props.heading !== undefined && <h2>{props.heading}</h2>}
      <dl>
        {props.answers.map((one) => (
          <div key={one.term}>
            <dt>{one.term}</dt>
            <dd>{one.answer}</dd>
            {one.changeTo !== undefined && (
              <dd className="check-answers-change">
                <Link to={one.changeTo} aria-label={t.check.changeOf(one.term)}>
                  {t.action.change}
                </Link>
              </dd>
            )}
          </div>
        ))}
      </dl>
    </section>
  );
}
