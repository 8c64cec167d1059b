import type { ReactNode } from 'react';
import { Route, Routes } from 'react-router';
import { DoorLayout, NotFound } from '../../components/index.ts';
import { useText } from '../../i18n/index.ts';
import { RequireStaff, type Staff } from '../../session/index.ts';
import { messages } from './messages.ts';
import { BatchesPage } from './production/BatchesPage.tsx';
import { BatchPage } from './production/BatchPage.tsx';
import { OverviewPage } from './production/OverviewPage.tsx';
import { QueuePage } from './screening/QueuePage.tsx';
import { ScreeningPage } from './screening/ScreeningPage.tsx';

/** The door of those who screen and make cards. A supervisor screens local cases (domain.md §9) and sees no production. */
export function OperatorDoor() {
  return (
    <RequireStaff door="operator" roles={['card-operator', 'supervisor']}>
      {(staff) => <Pages staff={staff} />}
    </RequireStaff>
  );
}

function Pages({ staff: { session, signedIn } }: { readonly staff: Staff }): ReactNode {
  const t = useText(messages);
  const makesCards = session.role === 'card-operator';
  const screening = { to: '/screening', label: t.nav.screening };
  const everything = [
    { to: '/', label: t.nav.overview, end: true },
    screening,
    { to: '/batches', label: t.nav.batches },
  ];
  return (
    <Routes>
      <Route
        element={
          <DoorLayout
            door="operator"
            signedIn={signedIn}
            navigation={makesCards ? everything : [screening]}
          />
        }
      >
        <Route index element={makesCards ? <OverviewPage /> : <QueuePage />} />
        <Route path="screening" element={<QueuePage />} />
        <Route path="screening/:id" element={<ScreeningPage />} />
        {makesCards && <Route path="batches" element={<BatchesPage />} />}
        {makesCards && <Route path="batches/:id" element={<BatchPage />} />}
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}
