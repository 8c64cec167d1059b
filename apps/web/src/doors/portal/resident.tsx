import type { SessionView } from '@mibun/server/schemas/services/login';
import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { Navigate, useLocation } from 'react-router';
import type { Answered } from '../../api/call.ts';
import type { Resource, ResourceName, Shown } from '../../api/use-resource.ts';
import { useResource } from '../../api/use-resource.ts';
import { Loading, Problem } from '../../components/index.ts';
import { type SessionState, useSessionState } from '../../session/use-session.ts';

const ResidentContext = createContext<SessionState | undefined>(undefined);

/** Knows who is logged in, for every page of the door. */
export function ResidentSession(props: { readonly children: ReactNode }) {
  return <ResidentContext value={useSessionState('resident')}>{props.children}</ResidentContext>;
}

export function useResidentSession(): SessionState {
  const state = useContext(ResidentContext);
  if (state === undefined) throw new Error('useResidentSession needs a ResidentSession above it');
  return state;
}

/** A page for somebody who is logged in; everybody else logs in first and then comes back here. */
export function RequireResident(props: {
  readonly children: ReactNode | ((session: SessionView) => ReactNode);
}) {
  const { session, problem, ended, refresh } = useResidentSession();
  const { pathname, search } = useLocation();
  if (session === undefined) return problem ? <Problem problem={problem} onRetry={refresh} /> : <Loading />;
  if (session === null) {
    const next = new URLSearchParams({ next: pathname + search, ...(ended && { ended: '1' }) });
    return <Navigate to={`/login?${next}`} replace />;
  }
  return typeof props.children === 'function' ? props.children(session) : props.children;
}

/** Like `useResource`; when the session has ended meanwhile, the log-in page takes over. */
export function useResidentResource<N extends ResourceName>(
  name: N,
  ...options: Shown<N>
): Resource<Answered<N>> {
  const resource = useResource(name, ...options);
  const { refresh } = useResidentSession();
  const over = resource.problem?.code === 'LOGIN_NEEDED';
  useEffect(() => {
    if (over) void refresh();
  }, [over, refresh]);
  return resource;
}
