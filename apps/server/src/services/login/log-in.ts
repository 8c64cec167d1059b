import type { Cards } from '../../issuance/cards/index.ts';
import {
  type Actor,
  type Audience,
  type Platform,
  type Session,
  systemActor,
  type Tx,
} from '../../platform/index.ts';
import type { Residents } from '../../registry/residents/index.ts';
import type { ChallengeAnswer, Duty } from './api.ts';
import { loginActs } from './audited-acts.ts';
import type { Authentication } from './authenticate.ts';
import { holdDuty, openDuties } from './duty-store.ts';
import { loginErrors } from './errors.ts';

export interface Started {
  /** Goes into the cookie. */
  readonly token: string;
  readonly session: Session;
}

export interface LogIn {
  /** `previousToken`: the session that this browser had until now ends (INC-08: a forgotten log-out). */
  logIn(audience: Audience, answer: ChallengeAnswer, previousToken?: string): Promise<Started>;
  logOut(audience: Audience, session: Session): Promise<void>;
  /** What a member of staff with several duties has to choose from; empty once it is chosen. */
  offered(tx: Tx, session: Session): Promise<readonly Duty[]>;
  /** The session in one of the duties that were offered; it is another one, with another token. */
  choose(session: Session, dutyId: string): Promise<Started>;
}

export function loggingIn(
  platform: Platform,
  deps: { readonly authentication: Authentication; readonly residents: Residents; readonly cards: Cards },
): LogIn {
  const { audit, database, sessions } = platform;
  const { authentication, residents } = deps;

  async function nameOf(tx: Tx, personId: string): Promise<string> {
    const actor = systemActor('login');
    return (await residents.read(tx, personId, { actor, purpose: 'login' })).name;
  }

  async function end(tx: Tx, audience: Audience, token: string): Promise<void> {
    const session = await sessions.find(tx, audience, token);
    if (session) await sessions.end(tx, session.id);
  }

  /** Starts the session, in a duty that is held until it has begun, and says so in the trail. */
  async function begin(
    tx: Tx,
    as: Pick<Session, 'audience' | 'personId' | 'cardId' | 'name'>,
    duty?: Duty,
  ): Promise<Started> {
    if (duty && !(await holdDuty(tx, duty.dutyId))) throw loginErrors.DUTY_NOT_OFFERED();
    const started = await sessions.start(tx, {
      ...as,
      ...(duty && { role: duty.role, dutyId: duty.dutyId, ...(duty.office && { office: duty.office }) }),
    });
    await audit.record(tx, {
      actor: actorOf(started.session),
      action: as.audience === 'staff' ? loginActs['staff-log-in'] : loginActs['log-in'],
      purpose: 'login',
      subject: as.personId,
      detail: { cardId: as.cardId, ...(duty && { role: duty.role, dutyId: duty.dutyId }) },
    });
    return started;
  }

  return {
    async logIn(audience, answer, previousToken) {
      const purpose = audience === 'staff' ? 'staff-login' : 'resident-login';
      const { personId, cardId, serial } = await authentication.authenticate(purpose, answer);
      return database.transaction(async (tx) => {
        // Once more beside the session: card or certificate may have been stopped since the check (G3).
        await authentication.demandUsable(tx, { cardId, serial });
        const name = await nameOf(tx, personId);
        const duties = audience === 'staff' ? await openDuties(tx, personId) : [];
        const [duty] = duties;
        if (audience === 'staff' && !duty) {
          throw loginErrors.LOGIN_NOT_STAFF({ params: { name: name.replace('\u3000', ' ') } });
        }
        if (previousToken) await end(tx, audience, previousToken);
        const as = { audience, personId, cardId, name: duty?.name ?? name };
        // One session is one duty (ROL-01): with several, none is in force until the person has chosen.
        if (duty && duties.length === 1) return begin(tx, as, duty);
        return begin(tx, as);
      });
    },

    async offered(tx, { audience, personId, role }) {
      return audience === 'staff' && !role ? openDuties(tx, personId) : [];
    },

    async choose(session, dutyId) {
      return database.transaction(async (tx) => {
        const duty = await holdDuty(tx, dutyId);
        if (session.role || duty?.personId !== session.personId) throw loginErrors.DUTY_NOT_OFFERED();
        await authentication.demandUsableCard(tx, session.cardId);
        // Of two answers to one offer the second finds nothing left to choose for.
        if (!(await sessions.end(tx, session.id))) throw loginErrors.DUTY_NOT_OFFERED();
        const { audience, personId, cardId } = session;
        return begin(tx, { audience, personId, cardId, name: duty.name }, duty);
      });
    },

    async logOut(audience, session) {
      await database.transaction(async (tx) => {
        await sessions.end(tx, session.id);
        await audit.record(tx, {
          actor: actorOf(session),
          action: audience === 'staff' ? loginActs['staff-log-out'] : loginActs['log-out'],
          purpose: 'login',
          subject: session.personId,
        });
      });
    },
  };
}

/** Without a duty, somebody who has logged in is the person whose card it is and nothing more. */
function actorOf({ role, office, personId, name }: Session): Actor {
  return { kind: role ?? 'resident', id: personId, name, ...(office && { office }) };
}
