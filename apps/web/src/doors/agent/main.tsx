import { useEffect, useState } from 'react';
import { Route, Routes } from 'react-router';
import { DoorLayout, NotFound } from '../../components/index.ts';
import { mountDoor } from '../../mount.tsx';
import { readSession } from './agent-api.ts';
import { meetAsker } from './asker.ts';
import { AskPage } from './pages/AskPage.tsx';
import { WalletPage } from './pages/WalletPage.tsx';
import './agent.css';

// Once per load and before the first render, so that no message of the opener is missed.
const asker = meetAsker({
  opener: window.opener,
  listen: (listener) => window.addEventListener('message', listener),
  every: (milliseconds, callback) => void setInterval(callback, milliseconds),
});

function Agent() {
  const [demo, setDemo] = useState(true);
  useEffect(() => {
    readSession().then(
      (session) => setDemo(session.demo),
      // Until the agent says otherwise nobody should take these cards for real ones.
      () => undefined,
    );
  }, []);
  return <DoorLayout door="agent" demo={demo} />;
}

mountDoor(
  'agent',
  <Routes>
    <Route element={<Agent />}>
      {/* A window that a page opened is there for that page; opened by hand it is the wallet. */}
      <Route index element={asker === undefined ? <WalletPage /> : <AskPage asker={asker} />} />
      <Route path="ask" element={<AskPage asker={asker} />} />
      <Route path="*" element={<NotFound />} />
    </Route>
  </Routes>,
);
