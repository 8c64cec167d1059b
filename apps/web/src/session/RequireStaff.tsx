import type { Role } from '@mibun/rules';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'react-router';
import { useSystem } from '../api/use-resource.ts';
import { Button, ButtonLink, DoorLayout, Loading, Page, Problem } from '../components/index.ts';
import type { DoorId } from '../doors.ts';
import { castFor, type Member } from '../guide/demo-cast.ts';
import { sceneIn } from '../guide/scenes.ts';
import { useLanguage, useText } from '../i18n/index.ts';
import { ChooseDuty, useDutyName } from './ChooseDuty.tsx';
import { StaffLogin, useRoleNames } from './StaffLogin.tsx';
import { type Staff, StaffContext } from './staff-context.ts';
import { messages } from './staff-messages.ts';
import { useSessionState } from './use-session.ts';

export interface RequireStaffProps {
  readonly door: DoorId;
  /** Any one of them opens the door. */
  readonly roles: readonly Role[];
  /** The door itself; as a function it gets who is logged in. */
  readonly children: ReactNode | ((staff: Staff) => ReactNode);
}

/**
 * Shows a door to staff in one of the roles, the log-in page to everybody else. The address stays, so that after the
 * log-in one is where one wanted to go. The server checks every call by itself; this only spares a page of refusals.
 *
 * @example
 * <RequireStaff door="office" roles={['clerk', 'supervisor']}>
 *   {(staff) => <OfficeShell name={staff.session.name} onSignOut={staff.logOut} />}
 * </RequireStaff>
 */
export function RequireStaff({ door, roles, children }: RequireStaffProps) {
  const { session, duties, problem, ended, refresh, logOut } = useSessionState('staff');
  const duty = useDutyName(session ?? undefined);
  const other = useOtherInScene(roles, session?.name);
  if (session === undefined) {
    return (
      <DoorLayout door={door}>
        {problem ? <Problem problem={problem} onRetry={refresh} /> : <Loading />}
      </DoorLayout>
    );
  }
  if (session === null) {
    return (
      <DoorLayout door={door}>
        <StaffLogin roles={roles} ended={ended} onLoggedIn={refresh} />
      </DoorLayout>
    );
  }
  const signedIn = { name: session.name, duty, onSignOut: logOut };
  if (session.role === undefined) {
    return (
      <DoorLayout door={door} signedIn={{ name: session.name, onSignOut: logOut }}>
        <ChooseDuty name={session.name} duties={duties} roles={roles} onChosen={refresh} />
      </DoorLayout>
    );
  }
  if (other !== undefined) {
    return (
      <DoorLayout door={door} signedIn={signedIn}>
        <AnotherInThisScene has={session.name} member={other} onLogOut={logOut} />
      </DoorLayout>
    );
  }
  if (!roles.some((role) => role === session.role)) {
    return (
      <DoorLayout door={door} signedIn={signedIn}>
        <WrongRole name={session.name} has={duty} needs={roles} onLogOut={logOut} />
      </DoorLayout>
    );
  }
  const staff: Staff = { session, signedIn, logOut, refresh };
  return (
    <StaffContext value={staff}>{typeof children === 'function' ? children(staff) : children}</StaffContext>
  );
}

function WrongRole(props: {
  readonly name: string;
  readonly has: string;
  readonly needs: readonly string[];
  readonly onLogOut: () => void;
}) {
  const t = useText(messages);
  const needs = useRoleNames(props.needs);
  return (
    <Page title={t.wrongRole} lead={t.wrongRoleText(props.name, props.has)}>
      <p>{t.wrongRoleNext(needs)}</p>
      <div>
        <Button onClick={props.onLogOut}>{t.logOut}</Button>
      </div>
    </Page>
  );
}

/** Whose scene of the guided life this page was opened for, when it is not that of whoever is logged in. */
function useOtherInScene(roles: readonly Role[], name: string | undefined): Member | undefined {
  const { pathname, search } = useLocation();
  const system = useSystem();
  // Asked once, where the scene begins: inside the door its pages have addresses without it.
  const [scene] = useState(() => sceneIn(search));
  if (scene === undefined || name === undefined || system?.mode !== 'demo') return undefined;
  if (sceneIn(search) !== scene) return undefined;
  const member = castFor(roles, pathname, scene);
  return member?.name.ja === name.replaceAll('\u3000', ' ') ? undefined : member;
}

function AnotherInThisScene(props: {
  readonly has: string;
  readonly member: Member;
  readonly onLogOut: () => void;
}) {
  const t = useText(messages);
  const language = useLanguage();
  const { pathname } = useLocation();
  const name = props.member.name[language];
  return (
    <Page title={t.otherScene(name)} lead={t.otherSceneText(props.has, props.member.post[language])}>
      <div className="cluster">
        <Button onClick={props.onLogOut}>{t.otherSceneChange(name)}</Button>
        <ButtonLink to={pathname} variant="outline">
          {t.otherSceneStay}
        </ButtonLink>
      </div>
    </Page>
  );
}
