import { lazy, Suspense } from 'react';
import { Route } from 'react-router';
import { Loading } from '../../components/index.ts';
import { RequireResident } from './resident.tsx';

const ConsentPages = lazy(async () => ({
  default: (await import('./pages/consents/index.ts')).ConsentPages,
}));

/** The pages of consents, loaded when somebody goes there. They have routes of their own below `/consents`. */
export const consentsRoute = (
  <Route
    path="consents/*"
    element={
      <RequireResident>
        <Suspense fallback={<Loading />}>
          <ConsentPages />
        </Suspense>
      </RequireResident>
    }
  />
);
