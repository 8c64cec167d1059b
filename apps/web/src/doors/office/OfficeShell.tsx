import { useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import { useResource } from '../../api/use-resource.ts';
import { DoorLayout } from '../../components/index.ts';
import { useSay, useText } from '../../i18n/index.ts';
import type { Staff } from '../../session/index.ts';
import type { ActingFor } from './desk/acting-for.tsx';
import { ActingForContext } from './desk/acting-for.tsx';
import { OverviewContext } from './desk/overview.tsx';
import { messages } from './messages.ts';

/** The office's frame: which office, who is logged in, for whom they are acting, what waits where. */
export function OfficeShell({ staff }: { readonly staff: Staff }) {
  const t = useText(messages);
  const say = useSay();
  const [actingFor, setActingFor] = useState<ActingFor>();
  const overview = useResource('GET /api/office/overview');
  const { pathname } = useLocation();
  const { reload } = overview;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the counts are those of the moment of going to another list
  useEffect(reload, [pathname]);

  const { data, problem } = overview;
  const ended = problem?.code === 'LOGIN_NEEDED';
  const { refresh, session, signedIn } = staff;
  // The log-in page takes over, and comes back to this address.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each end of a session
  useEffect(() => {
    if (ended) refresh();
  }, [ended]);
  const counted = (label: string, n: number | undefined) =>
    n === undefined || n === 0 ? label : t.nav.count(label, n);
  return (
    <OverviewContext value={overview}>
      <ActingForContext value={setActingFor}>
        <DoorLayout
          door="office"
          name={session.officeName === undefined ? undefined : t.office(say(session.officeName))}
          signedIn={signedIn}
          actingFor={actingFor}
          navigation={[
            { to: '/', label: t.nav.queue },
            { to: '/find', label: t.nav.find },
            { to: '/arrivals', label: counted(t.nav.arrivals, data?.arrivals.lots) },
            { to: '/applications', label: t.nav.applications },
            { to: '/destructions', label: counted(t.nav.destructions, data?.destructions) },
          ]}
        />
      </ActingForContext>
    </OverviewContext>
  );
}
