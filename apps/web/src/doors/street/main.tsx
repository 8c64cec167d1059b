import { Route, Routes } from 'react-router';
import { DoorLayout, NotFound } from '../../components/index.ts';
import { mountDoor } from '../../mount.tsx';
import { StreetPage } from './pages/StreetPage.tsx';
import './street.css';

mountDoor(
  'street',
  <Routes>
    <Route element={<DoorLayout door="street" name="Mibun" />}>
      <Route index element={<StreetPage />} />
      <Route path="*" element={<NotFound />} />
    </Route>
  </Routes>,
);
