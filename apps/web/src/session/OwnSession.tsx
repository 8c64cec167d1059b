import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { getSession, windowOf } from '../api/client.ts';
import { Button } from '../components/index.ts';
import { common, useText } from '../i18n/index.ts';

/**
 * Shows a door as long as it is of the session that it was opened in. When somebody else has logged in in this browser
 * meanwhile, nothing of it stays on the screen; it looks when one comes back to the window.
 */
export function OwnSession(props: { readonly children: ReactNode }) {
  const overtaken = useSyncExternalStore(windowOf.listen, windowOf.overtaken);
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible' && windowOf.id() !== undefined)
        getSession().catch(() => undefined);
    };
    document.addEventListener('visibilitychange', look);
    window.addEventListener('pageshow', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('pageshow', look);
    };
  }, []);
  return overtaken ? <Overtaken name={windowOf.name()} /> : props.children;
}

function Overtaken(props: { readonly name: string }) {
  const t = useText(common).otherSession;
  return (
    <main id="main" className="door stack" role="alert">
      <h1>{t.title}</h1>
      <p>{t.whose(props.name)}</p>
      <p>{t.next}</p>
      <p>
        <Button onClick={() => window.location.reload()}>{t.reload}</Button>
      </p>
    </main>
  );
}
