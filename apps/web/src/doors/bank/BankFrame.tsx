import type { BankSession } from '@mibun/demo/schemas/bank';
import { useEffect } from 'react';
import { Link, Outlet, useNavigate } from 'react-router';
import { ask, useAsked } from '../../api/other-server.ts';
import type { Resource } from '../../api/use-resource.ts';
import { LanguageSelector } from '../../components/index.ts';
import { useLanguage, useText } from '../../i18n/index.ts';
import { messages } from './messages.ts';
import { Leaf } from './parts/Leaf.tsx';

/** What every page of the bank gets. */
export type BankOutlet = Resource<BankSession>;

/** The bank's own frame: another company, so nothing of the government's pages around it. */
export function BankFrame() {
  const t = useText(messages);
  const language = useLanguage();
  const session = useAsked<BankSession>('/api/session');
  const navigate = useNavigate();
  const visitor = session.data?.visitor;
  useEffect(() => {
    document.documentElement.dataset.doorName = t.name;
  }, [t.name]);

  async function logOut(): Promise<void> {
    await ask('POST', '/api/logout');
    session.reload();
    void navigate('/');
  }

  return (
    <div className="bank">
      <a className="skip-link" href="#main">
        {t.skip}
      </a>
      <p className="bank-demo">{t.demo(session.data?.country[language] ?? '')}</p>
      <header className="bank-header">
        <Link to="/" className="bank-brand" aria-label={t.topOf}>
          <Leaf />
          <span>{t.name}</span>
        </Link>
        <div className="bank-tools">
          <LanguageSelector />
          {visitor && (
            <button type="button" className="bank-button" data-look="line" onClick={() => void logOut()}>
              {t.logOut}
            </button>
          )}
        </div>
      </header>
      <main id="main" tabIndex={-1} data-quiet-focus="">
        <Outlet context={session satisfies BankOutlet} />
      </main>
      <footer className="bank-footer">{t.footer}</footer>
    </div>
  );
}
