import { Route, Routes } from 'react-router';
import { mountDoor } from '../../mount.tsx';
import { BankFrame } from './BankFrame.tsx';
import { AccountPage } from './pages/AccountPage.tsx';
import { HomePage } from './pages/HomePage.tsx';
import './bank.css';

mountDoor(
  'bank',
  <Routes>
    <Route element={<BankFrame />}>
      <Route path="account" element={<AccountPage />} />
      <Route path="*" element={<HomePage />} />
    </Route>
  </Routes>,
);
