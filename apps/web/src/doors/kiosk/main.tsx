import './kiosk.css';
import './devices.css';
import './sizes.css';
import { Route, Routes } from 'react-router';
import { DoorLayout, NotFound } from '../../components/index.ts';
import { mountDoor } from '../../mount.tsx';
import { KioskPage } from './pages/KioskPage.tsx';
import { PaperPage } from './pages/PaperPage.tsx';

mountDoor(
  'kiosk',
  <Routes>
    <Route element={<DoorLayout door="kiosk" languages={['ja', 'easy', 'en']} />}>
      <Route index element={<KioskPage />} />
      <Route path="papers" element={<PaperPage />} />
      <Route path="papers/:serial" element={<PaperPage />} />
      <Route path="*" element={<NotFound />} />
    </Route>
  </Routes>,
);
