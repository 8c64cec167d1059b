import { lazy, Suspense } from 'react';
import { Route } from 'react-router';
import { Loading } from '../../components/index.ts';
import { RequireResident } from './resident.tsx';

const SignPages = lazy(async () => ({ default: (await import('./pages/sign/index.ts')).SignPages }));

/** The pages of signing, loaded when somebody goes there. They have routes of their own below `/sign`. */
export const signRoute = (
  <Route
    path="sign/*"
    element={
      <RequireResident>
        <Suspense fallback={<Loading />}>
          <SignPages />
        </Suspense>
      </RequireResident>
    }
  />
);
