import './office.css';
import './pages/lists.css';
import './person/person.css';
import './acts/acts.css';
import './pages/arrivals.css';
import { Route, Routes } from 'react-router';
import { NotFound } from '../../components/index.ts';
import { mountDoor } from '../../mount.tsx';
import { RequireStaff } from '../../session/index.ts';
import { OfficeShell } from './OfficeShell.tsx';
import { ApplicationsPage } from './pages/ApplicationsPage.tsx';
import { ArrivalsPage } from './pages/ArrivalsPage.tsx';
import { DestructionsPage } from './pages/DestructionsPage.tsx';
import { FindPage } from './pages/FindPage.tsx';
import { QueuePage } from './pages/QueuePage.tsx';

mountDoor(
  'office',
  <RequireStaff door="office" roles={['clerk', 'supervisor']}>
    {(staff) => (
      <Routes>
        <Route element={<OfficeShell staff={staff} />}>
          <Route index element={<QueuePage />} />
          <Route path="find" element={<FindPage />} />
          <Route path="arrivals" element={<ArrivalsPage />} />
          <Route path="applications" element={<ApplicationsPage />} />
          <Route path="destructions" element={<DestructionsPage />} />
          <Route path="*" element={<NotFound />} />
        </Route>
      </Routes>
    )}
  </RequireStaff>,
);
