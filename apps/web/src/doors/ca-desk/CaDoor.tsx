import type { ReactNode } from 'react';
import { Route, Routes } from 'react-router';
import { DoorLayout, NotFound } from '../../components/index.ts';
import { useText } from '../../i18n/index.ts';
import { RequireStaff, type Staff } from '../../session/index.ts';
import { IssuePage } from './acts/IssuePage.tsx';
import { RevokePage } from './acts/RevokePage.tsx';
import { CrlsPage } from './CrlsPage.tsx';
import { GenerationsPage } from './generations/GenerationsPage.tsx';
import { messages } from './messages.ts';
import { OverviewPage } from './overview/OverviewPage.tsx';
import { AccreditPage } from './verifiers/AccreditPage.tsx';
import { VerifiersPage } from './verifiers/VerifiersPage.tsx';

/** The door of the CA operators. An auditor sees what they see and changes nothing (domain.md §9). */
export function CaDoor() {
  return (
    <RequireStaff door="ca-desk" roles={['ca-operator', 'auditor']}>
      {(staff) => <Pages staff={staff} />}
    </RequireStaff>
  );
}

function Pages({ staff: { session, signedIn } }: { readonly staff: Staff }): ReactNode {
  const t = useText(messages).nav;
  const acts = session.role === 'ca-operator';
  const navigation = [
    { to: '/', label: t.overview, end: true },
    { to: '/generations', label: t.generations },
    { to: '/crls', label: t.crls },
    { to: '/verifiers', label: t.verifiers },
    ...(acts
      ? [
          { to: '/revoke', label: t.revoke },
          { to: '/issue', label: t.issue },
        ]
      : []),
  ];
  return (
    <Routes>
      <Route element={<DoorLayout door="ca-desk" signedIn={signedIn} navigation={navigation} />}>
        <Route index element={<OverviewPage />} />
        <Route path="generations" element={<GenerationsPage acts={acts} />} />
        <Route path="crls" element={<CrlsPage acts={acts} />} />
        <Route path="verifiers" element={<VerifiersPage acts={acts} />} />
        {acts && <Route path="verifiers/new" element={<AccreditPage />} />}
        {acts && <Route path="revoke" element={<RevokePage />} />}
        {acts && <Route path="issue" element={<IssuePage />} />}
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}
