import { Route, Routes } from 'react-router';
import { NotFound } from '../../components/index.ts';
import { mountDoor } from '../../mount.tsx';
import { consentsRoute } from './consents-route.tsx';
import { PortalFrame, ServiceFrame } from './frames.tsx';
import { AccessLogPage } from './pages/AccessLogPage.tsx';
import { HomePage } from './pages/HomePage.tsx';
import { LoginPage } from './pages/LoginPage.tsx';
import { LostPage } from './pages/LostPage.tsx';
import { ServiceLoginPage } from './pages/ServiceLoginPage.tsx';
import { ServiceProblemPage } from './pages/ServiceProblemPage.tsx';
import { StoppedPage } from './pages/StoppedPage.tsx';
import { RequireResident, ResidentSession } from './resident.tsx';
import { signRoute } from './sign-route.tsx';
import './portal.css';

mountDoor(
  'portal',
  <ResidentSession>
    <Routes>
      {/* Another company's customer is on the way through: no menu, nothing to wander off to. */}
      <Route element={<ServiceFrame />}>
        <Route path="service-login/:uid" element={<ServiceLoginPage />} />
        <Route path="service-problem" element={<ServiceProblemPage />} />
      </Route>
      <Route element={<PortalFrame />}>
        <Route
          index
          element={
            <RequireResident>
              <HomePage />
            </RequireResident>
          }
        />
        <Route path="login" element={<LoginPage />} />
        <Route
          path="log"
          element={
            <RequireResident>
              <AccessLogPage />
            </RequireResident>
          }
        />
        {signRoute}
        {consentsRoute}
        <Route path="lost" element={<LostPage />} />
        <Route path="stopped" element={<StoppedPage />} />
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  </ResidentSession>,
);
