import type { Cards } from '../cards/index.ts';
import { type Audience, type Platform, type Session, systemActor, type Tx } from '../platform/index.ts';
import type { Residents } from '../residents/index.ts';
import type { ChallengeAnswer, StaffMember } from './api.ts';
import type { Authentication } from './authenticate.ts';
import { identityErrors } from './errors.ts';
import { rolesOf } from './store.ts';

export interface Started {
  /** Goes into the cookie. */
  readonly token: string;
  readonly session: Session;
}

export interface LogIn {
  /** `previousToken`: the session that this browser had until now ends (INC-08: a forgotten log-out). */
  logIn(audience: Audience, answer: ChallengeAnswer, previousToken?: string): Promise<Started>;
  logOut(audience: Audience, session: Session): Promise<void>;
}

export function loggingIn(
  platform: Platform,
  deps: { readonly authentication: Authentication; readonly residents: Residents; readonly cards: Cards },
): LogIn {
  const { audit, database, sessions } = platform;
  const { authentication, residents } = deps;

  async function nameOf(tx: Tx, personId: string): Promise<string> {
    const actor = systemActor('identity');
    return (await residents.read(tx, personId, { actor, purpose: 'login' })).name;
  }

  async function end(tx: Tx, audience: Audience, token: string): Promise<void> {
    const session = await sessions.find(tx, audience, token);
    if (session) await sessions.end(tx, session.id);
  }

  return {
    async logIn(audience, answer, previousToken) {
      const purpose = audience === 'staff' ? 'staff-login' : 'resident-login';
      const { personId, cardId } = await authentication.authenticate(purpose, answer);
      return database.transaction(async (tx) => {
        // Once more beside the session: the card may have been stopped since the check (G3).
        await authentication.demandUsableCard(tx, cardId);
        const name = await nameOf(tx, personId);
        const duty = audience === 'staff' ? dutyOf(await rolesOf(tx, personId), name) : undefined;
        if (previousToken) await end(tx, audience, previousToken);
        const started = await sessions.start(tx, {
          audience,
          personId,
          cardId,
          name: duty?.name ?? name,
          roles: duty?.roles ?? [],
          ...(duty?.office && { office: duty.office }),
        });
        await audit.record(tx, {
          actor: { kind: duty?.roles[0] ?? 'resident', id: personId, name: started.session.name },
          action: audience === 'staff' ? 'identity.staff-login' : 'identity.login',
          purpose: 'login',
          subject: personId,
          detail: { cardId, ...(duty && { roles: duty.roles }) },
        });
        return started;
      });
    },

    async logOut(audience, session) {
      await database.transaction(async (tx) => {
        await sessions.end(tx, session.id);
        await audit.record(tx, {
          actor: { kind: session.roles[0] ?? 'resident', id: session.personId, name: session.name },
          action: audience === 'staff' ? 'identity.staff-logout' : 'identity.logout',
          purpose: 'login',
          subject: session.personId,
        });
      });
    },
  };
}

function dutyOf(
  roles: readonly StaffMember[],
  residentName: string,
): { readonly name: string; readonly roles: StaffMember['role'][]; readonly office?: string } {
  const [first] = roles;
  if (!first) {
    throw identityErrors.LOGIN_NOT_STAFF({ params: { name: residentName.replace('\u3000', ' ') } });
  }
  const office = roles.find((member) => member.office)?.office;
  return { name: first.name, roles: roles.map(({ role }) => role), ...(office && { office }) };
}
