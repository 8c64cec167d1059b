import { Route, Routes } from 'react-router';
import { NotFound } from '../../components/index.ts';
import { mountDoor } from '../../mount.tsx';
import { takeFromAddress } from './address.ts';
import { BirthDatePage } from './pages/continue/BirthDatePage.tsx';
import { AuthenticationPage, SignaturePage } from './pages/continue/CertificatePages.tsx';
import { CheckPage } from './pages/continue/CheckPage.tsx';
import { DonePage } from './pages/continue/DonePage.tsx';
import { DraftLayout } from './pages/continue/DraftLayout.tsx';
import { OverviewPage } from './pages/continue/OverviewPage.tsx';
import { PhonePage } from './pages/continue/PhonePage.tsx';
import { PhotoPage } from './pages/continue/PhotoPage.tsx';
import { StartCheckPage } from './pages/start/CheckPage.tsx';
import { ContactPage } from './pages/start/ContactPage.tsx';
import { IdPage } from './pages/start/IdPage.tsx';
import { LandingPage } from './pages/start/LandingPage.tsx';
import { SentPage } from './pages/start/SentPage.tsx';
import { TermsPage } from './pages/start/TermsPage.tsx';
import { CorrectionPage } from './pages/status/CorrectionPage.tsx';
import { StatusPage } from './pages/status/StatusPage.tsx';
import { StoryPage } from './pages/status/StoryPage.tsx';
import { ApplyLayout } from './parts/ApplyLayout.tsx';
import { StepLayout } from './parts/Steps.tsx';
import './apply.css';

// Before anything is drawn: the token of a personal link shall not stand in the address bar for a moment longer. A link
// followed in this very tab changes only the part behind the #.
takeFromAddress();
window.addEventListener('hashchange', takeFromAddress);

mountDoor(
  'apply',
  <Routes>
    <Route element={<ApplyLayout />}>
      <Route index element={<LandingPage />} />
      <Route element={<StepLayout current={0} />}>
        <Route path="terms" element={<TermsPage />} />
        <Route path="id" element={<IdPage />} />
      </Route>
      <Route element={<StepLayout current={1} />}>
        <Route path="contact" element={<ContactPage />} />
        <Route path="check" element={<StartCheckPage />} />
      </Route>
      <Route element={<StepLayout current={1} />}>
        <Route path="sent" element={<SentPage />} />
      </Route>
      <Route path="continue" element={<DraftLayout />}>
        <Route index element={<OverviewPage />} />
        <Route element={<StepLayout current={2} />}>
          <Route path="photo" element={<PhotoPage />} />
        </Route>
        <Route element={<StepLayout current={3} />}>
          <Route path="birth-date" element={<BirthDatePage />} />
          <Route path="signature" element={<SignaturePage />} />
          <Route path="authentication" element={<AuthenticationPage />} />
          <Route path="phone" element={<PhonePage />} />
        </Route>
        <Route element={<StepLayout current={4} />}>
          <Route path="check" element={<CheckPage />} />
        </Route>
      </Route>
      <Route path="done" element={<DonePage />} />
      <Route path="status">
        <Route index element={<StatusPage />} />
        <Route path="story" element={<StoryPage />} />
        <Route path="photo" element={<CorrectionPage />} />
      </Route>
      <Route path="*" element={<NotFound />} />
    </Route>
  </Routes>,
);
