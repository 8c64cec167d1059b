import type { BankAccount } from '@mibun/demo/schemas/bank';
import { useEffect } from 'react';
import { Navigate, useOutletContext } from 'react-router';
import { CopyableNumber, Dl, Loading, Problem } from '../../../components/index.ts';
import { formatCount, useDates, useLanguage, useText } from '../../../i18n/index.ts';
import type { BankOutlet } from '../BankFrame.tsx';
import { messages } from '../messages.ts';

/** The customer's account; for somebody without one, what the bank knows (next to nothing) and how to open one. */
export function AccountPage() {
  const { account: t, name } = useText(messages);
  const { data, problem, reload } = useOutletContext<BankOutlet>();
  const visitor = data?.visitor;
  const title = visitor?.account ? t.title(visitor.account.holder) : t.strangerTitle;
  useEffect(() => {
    document.title = `${title} | ${name}`;
  }, [title, name]);
  if (!data) return problem ? <Problem problem={problem} onRetry={reload} /> : <Loading />;
  if (!visitor) return <Navigate to="/" replace />;
  return (
    <div className="bank-inner bank-account">
      <h1>{title}</h1>
      {visitor.account ? <Account account={visitor.account} /> : <Stranger />}
      <section className="bank-sheet">
        <h2>{t.customerId}</h2>
        <CopyableNumber value={visitor.customerId} label={t.customerId} groups={[11, 11, 11, 10]} />
        <p>{t.customerIdText}</p>
      </section>
    </div>
  );
}

function Stranger() {
  const { account: t, home } = useText(messages);
  const language = useLanguage();
  return (
    <section className="bank-sheet">
      <p>{t.strangerText}</p>
      <p>{t.openText}</p>
      <p>
        <a className="bank-button" href={`/open-account?lang=${language}`}>
          {home.open}
        </a>
      </p>
    </section>
  );
}

function Account({ account }: { readonly account: BankAccount }) {
  const { account: t } = useText(messages);
  const language = useLanguage();
  const dates = useDates();
  const yen = (amount: number) => t.yen(formatCount(amount, language));
  return (
    <>
      <section className="bank-sheet bank-balance">
        <p>
          {t.ordinary}
          <span>{account.branch[language]}</span>
          <span className="number">{account.number}</span>
        </p>
        <p className="bank-amount">
          <span className="visually-hidden">{t.balance}: </span>
          {yen(account.balance)}
        </p>
      </section>
      <section className="bank-sheet">
        <h2>{t.bookings}</h2>
        <table className="bank-statement">
          <thead>
            <tr>
              <th scope="col">{t.date}</th>
              <th scope="col">{t.what}</th>
              <th scope="col">{t.amount}</th>
            </tr>
          </thead>
          <tbody>
            {account.bookings.map((booking) => (
              <tr key={`${booking.date} ${booking.text.en}`}>
                <td>{dates.date(booking.date)}</td>
                <td>{booking.text[language]}</td>
                <td>{yen(booking.amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section className="bank-sheet">
        <h2>{t.about}</h2>
        <Dl
          items={[
            { term: t.address, description: <span lang="ja">{account.address}</span> },
            { term: t.birthDate, description: dates.date(account.birthDate) },
            { term: t.opened, description: dates.date(account.openedOn) },
          ]}
        />
      </section>
    </>
  );
}
