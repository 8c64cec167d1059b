import type { DutyView, SessionAnswer, SessionView } from '@mibun/server/schemas/services/login';
import { useCallback, useEffect, useState } from 'react';
import { call } from '../api/call.ts';
import { getSession, setAudience } from '../api/client.ts';
import { ApiProblem } from '../api/problem.ts';
import { onSessionEnded } from '../api/session-ended.ts';
import { noteLogOut } from './logged-out.ts';
import { forgetKept } from './use-kept.ts';

export interface SessionState {
  /** Undefined while it is not known yet; null when nobody is logged in. */
  readonly session: SessionView | null | undefined;
  /** What a member of staff chooses from who has several duties and has not chosen yet. */
  readonly duties: readonly DutyView[];
  readonly problem: ApiProblem | undefined;
  /** True when a session was there on this page and has ended. */
  readonly ended: boolean;
  /** Asks the server again: after a log-in, or when a call was refused for want of a session. */
  readonly refresh: () => Promise<void>;
  readonly logOut: () => Promise<void>;
}

/** Who is logged in at this door. */
export function useSessionState(audience: 'resident' | 'staff'): SessionState {
  const [session, setSession] = useState<SessionView | null>();
  const [duties, setDuties] = useState<readonly DutyView[]>([]);
  const [problem, setProblem] = useState<ApiProblem>();
  const [ended, setEnded] = useState(false);

  const refresh = useCallback(async () => {
    try {
      const answer = await getSession<SessionView, SessionAnswer>();
      setProblem(undefined);
      setDuties(answer.duties);
      setSession((before) => {
        setEnded(Boolean(before) && answer.session === null);
        return answer.session;
      });
    } catch (reason) {
      if (!(reason instanceof ApiProblem)) throw reason;
      setProblem(reason);
    }
  }, []);

  const logOut = useCallback(async () => {
    await call('POST /api/logout', { query: { audience } });
    forgetKept();
    noteLogOut();
    // Forgets the token of the session that has ended.
    setAudience(audience);
    setEnded(false);
    setSession(null);
  }, [audience]);

  useEffect(() => {
    void refresh();
  }, [refresh]);

  // A desk whose session is over says so in place of the desk, not below the fold of some pane. What a resident has begun
  // stays on their page, which says itself how to go on.
  useEffect(
    () => (audience === 'staff' ? onSessionEnded(() => void refresh()) : undefined),
    [audience, refresh],
  );

  return { session, duties, problem, ended, refresh, logOut };
}
