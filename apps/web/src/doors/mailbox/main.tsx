import { Navigate, Route, Routes } from 'react-router';
import { NotFound } from '../../components/index.ts';
import { mountDoor } from '../../mount.tsx';
import { LettersPage } from './pages/LettersPage.tsx';
import { MailsPage } from './pages/MailsPage.tsx';
import { MailboxLayout } from './parts/MailboxLayout.tsx';
import './mailbox.css';

mountDoor(
  'mailbox',
  <Routes>
    <Route element={<MailboxLayout />}>
      <Route index element={<Navigate to="/mails" replace />} />
      <Route path="mails" element={<MailsPage />} />
      <Route path="mails/:id" element={<MailsPage />} />
      <Route path="letters" element={<LettersPage />} />
      <Route path="*" element={<NotFound />} />
    </Route>
  </Routes>,
);
