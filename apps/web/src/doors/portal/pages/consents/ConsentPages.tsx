import './consents.css';
import { Route, Routes } from 'react-router';
import { NotFound } from '../../../../components/index.ts';
import { ListPage } from './ListPage.tsx';
import { OfferPage } from './OfferPage.tsx';
import { WithdrawPage } from './WithdrawPage.tsx';

/** `/consents` and below, for people who are logged in. */
export function ConsentPages() {
  return (
    <Routes>
      <Route index element={<ListPage />} />
      <Route path="offer/:code" element={<OfferPage />} />
      <Route path=":consentId/withdraw" element={<WithdrawPage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
