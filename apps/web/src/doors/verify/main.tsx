import './verify.css';
import { Route, Routes } from 'react-router';
import { DoorLayout, NotFound } from '../../components/index.ts';
import { useText } from '../../i18n/index.ts';
import { mountDoor } from '../../mount.tsx';
import { messages } from './messages.ts';
import { VerifyPage } from './pages/VerifyPage.tsx';

function Layout() {
  const t = useText(messages);
  return <DoorLayout door="verify" name={t.door} />;
}

mountDoor(
  'verify',
  <Routes>
    <Route element={<Layout />}>
      <Route index element={<VerifyPage />} />
      <Route path="*" element={<NotFound />} />
    </Route>
  </Routes>,
);
