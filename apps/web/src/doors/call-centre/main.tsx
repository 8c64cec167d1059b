import './call-centre.css';
import { Route, Routes } from 'react-router';
import { DoorLayout, NotFound } from '../../components/index.ts';
import { useText } from '../../i18n/index.ts';
import { mountDoor } from '../../mount.tsx';
import { RequireStaff, useStaff } from '../../session/index.ts';
import { messages } from './messages.ts';
import { CallPage } from './pages/CallPage.tsx';
import { CallsPage } from './pages/CallsPage.tsx';

function Shell() {
  const t = useText(messages);
  const { signedIn } = useStaff();
  return (
    <DoorLayout
      door="call-centre"
      signedIn={signedIn}
      navigation={[
        { to: '/', label: t.nav.call },
        { to: '/calls', label: t.nav.calls },
      ]}
    />
  );
}

mountDoor(
  'call-centre',
  <RequireStaff door="call-centre" roles={['call-centre']}>
    <Routes>
      <Route element={<Shell />}>
        <Route index element={<CallPage />} />
        <Route path="calls" element={<CallsPage />} />
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  </RequireStaff>,
);
