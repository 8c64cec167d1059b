import { useEffect } from 'react';
import { Link, useOutletContext, useSearchParams } from 'react-router';
import { useLanguage, useText } from '../../../i18n/index.ts';
import type { BankOutlet } from '../BankFrame.tsx';
import { messages } from '../messages.ts';
import { Passbook } from '../parts/Passbook.tsx';

const POINTS = ['remember', 'quick', 'little'] as const;

/** The bank's front page, and what went wrong if something did. */
export function HomePage() {
  const t = useText(messages);
  const { data } = useOutletContext<BankOutlet>();
  const [search] = useSearchParams();
  const language = useLanguage();
  const problems: Readonly<Record<string, { readonly title: string; readonly text: string }>> = t.problems;
  const problem = problems[search.get('problem') ?? ''];
  useEffect(() => {
    document.title = t.name;
  }, [t.name]);
  return (
    <>
      <section className="bank-hero">
        <div className="bank-inner">
          <Passbook />
          {problem && (
            <div className="bank-problem" role="alert">
              <p>
                <strong>{problem.title}</strong>
              </p>
              <p>{problem.text}</p>
            </div>
          )}
          <h1>{t.home.title}</h1>
          <p className="bank-lead">{t.home.lead}</p>
          <div className="bank-actions">
            {data?.visitor ? (
              <Link className="bank-button" to="/account">
                {t.home.alreadyIn}
              </Link>
            ) : (
              <>
                <a className="bank-button" href={`/login?lang=${language}`}>
                  {t.home.logIn}
                </a>
                <a className="bank-button" data-look="line" href={`/open-account?lang=${language}`}>
                  {t.home.open}
                </a>
              </>
            )}
          </div>
        </div>
      </section>
      <ul className="bank-inner bank-points">
        {POINTS.map((id) => (
          <li key={id}>
            <h2>{t.home.points[id].title}</h2>
            <p>{t.home.points[id].text}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
