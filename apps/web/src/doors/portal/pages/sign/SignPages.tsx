import './sign.css';
import { Route, Routes } from 'react-router';
import { NotFound } from '../../../../components/index.ts';
import { CheckPage } from './CheckPage.tsx';
import { ChoosePage } from './ChoosePage.tsx';
import { DonePage } from './DonePage.tsx';
import { ListPage } from './ListPage.tsx';

/** `/sign` and below, for people who are logged in. */
export function SignPages() {
  return (
    <Routes>
      <Route index element={<ChoosePage />} />
      <Route path="documents" element={<ListPage />} />
      <Route path=":ceremonyId" element={<CheckPage />} />
      <Route path=":ceremonyId/done" element={<DonePage />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
