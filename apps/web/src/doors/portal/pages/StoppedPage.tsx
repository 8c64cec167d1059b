import { Link } from 'react-router';
import { Page } from '../../../components/index.ts';
import { useText } from '../../../i18n/index.ts';
import { helpMessages } from '../help-messages.ts';
import { CallCentreNumber } from '../parts/CallCentreNumber.tsx';

const CASES = ['suspended', 'over', 'certificate', 'pin'] as const;

/** Why a card does not work, and what to do; needs no log-in, because there is none without a working card. */
export function StoppedPage() {
  const { stopped: t, lost } = useText(helpMessages);
  return (
    <Page title={t.title} lead={t.lead}>
      {CASES.map((id) => {
        const { title, text, todo } = t.cases[id];
        return (
          <section className="stack stack-tight" key={id} id={id}>
            <h2>{title}</h2>
            <p>{text}</p>
            <ul className="portal-list">
              {todo.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </section>
        );
      })}
      <section className="stack stack-tight portal-apart">
        <h2>{t.phone}</h2>
        <p>{t.phoneText}</p>
        <CallCentreNumber />
        <p>
          <Link to="/lost">{lost.title}</Link>
        </p>
      </section>
    </Page>
  );
}
