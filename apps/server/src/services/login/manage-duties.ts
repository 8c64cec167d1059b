import { type Action, entitled, isStaffRole, type StaffRole, type Wanted } from '@mibun/rules';
import type { z } from 'zod';
import {
  type Actor,
  type Bilingual,
  commonErrors,
  defineProposals,
  demandDuty,
  mayAct,
  ownOfficeOf,
  type Platform,
  type proposalSeen,
} from '../../platform/index.ts';
import type { Residents } from '../../registry/residents/index.ts';
import type { Duties } from './duties.ts';
import { CA_ROLES, MUNICIPAL_ROLES, NATIONAL_ROLES } from './duty-contract.ts';
import { type DutiesAnswer, type DutyProposalView, givenDuty, type PersonClaim } from './duty-schemas.ts';
import { type Duty, holdAlike, openDuties, openDutiesIn } from './duty-store.ts';
import { loginErrors } from './errors.ts';

interface DeskOfDuties {
  readonly roles: readonly StaffRole[];
  readonly kind: string;
  readonly words: Bilingual;
  readonly action: Action;
  readonly propose: Wanted;
  readonly confirm: Wanted;
}

/** Whose duties a desk gives, and who of it says which word (domain.md §9). */
const DESKS = {
  office: {
    roles: MUNICIPAL_ROLES,
    kind: 'municipal-duty',
    words: { ja: '市区町村の職員としての担当', en: 'a duty as municipal staff' },
    action: 'change-parameters',
    propose: ['propose', 'do'],
    confirm: 'do',
  },
  hub: {
    roles: NATIONAL_ROLES,
    kind: 'national-duty',
    words: { ja: '全国の職員としての担当', en: 'a duty as national staff' },
    action: 'change-parameters',
    propose: 'do',
    confirm: 'do',
  },
  ca: {
    roles: CA_ROLES,
    kind: 'ca-duty',
    words: { ja: '認証局の担当', en: 'a duty at the certification authority' },
    action: 'manage-certificates',
    propose: 'do',
    confirm: 'do',
  },
} as const satisfies Readonly<Record<string, DeskOfDuties>>;

const kindsOf = ({ kind, words, action, propose, confirm }: DeskOfDuties) =>
  defineProposals('login', {
    kinds: { [kind]: words },
    who: { action, propose, confirm },
    purpose: 'administration',
    standsMs: null,
    carriedOut: 'at-once',
    content: givenDuty,
    audited: ({ role, office }) => ({ role, ...(office !== null && { office }) }),
  });

const KINDS = { office: kindsOf(DESKS.office), hub: kindsOf(DESKS.hub), ca: kindsOf(DESKS.ca) } as const;

/** How many hold a role at least, for a duty in it to be ended: fewer could give none any more. */
const LEAST: Readonly<Partial<Record<StaffRole, number>>> = {
  supervisor: 1,
  'card-operator': 2,
  'ca-operator': 2,
};

export type DutyDeskName = keyof typeof DESKS;

/** What a desk does about duties, for whoever is logged in at it. */
export interface DutyDesk {
  list(actor: Actor): Promise<DutiesAnswer>;
  propose(
    actor: Actor,
    wanted: { readonly person: PersonClaim; readonly role: StaffRole; readonly reason: string },
  ): Promise<DutyProposalView>;
  confirm(actor: Actor, id: string, seen: z.output<typeof proposalSeen>): Promise<DutyProposalView>;
  withdraw(actor: Actor, id: string, version: number): Promise<DutyProposalView>;
  /** Takes one person: it only takes away, and somebody who leaves in anger does not wait for a second. */
  end(actor: Actor, dutyId: string, reason: string): Promise<void>;
}

export function dutyDesksOn(
  platform: Platform,
  { duties, residents }: { readonly duties: Duties; readonly residents: Residents },
): Readonly<Record<DutyDeskName, DutyDesk>> {
  const { database, twoPersons } = platform;

  function deskOf(name: DutyDeskName): DutyDesk {
    const { action, confirm, kind, propose, roles }: DeskOfDuties = DESKS[name];
    const gives = (role: StaffRole) => roles.includes(role);
    const proposals = twoPersons.conduct(KINDS[name], {
      residents,
      // Asked again when it is confirmed: what has become true meanwhile counts.
      async demand(tx, { content: { personId, role, office } }) {
        const held = await openDuties(tx, personId);
        if (held.some((duty) => duty.role === role && duty.office === office)) throw loginErrors.DUTY_HELD();
        // ROL-01: auditors cannot change anything, in another duty either.
        if (held.some((duty) => (duty.role === 'auditor') !== (role === 'auditor'))) {
          throw loginErrors.DUTY_AUDITOR_APART();
        }
      },
      carryOut: (tx, { content }, act) => duties.begin(tx, [content], act),
    });
    const view = (proposal: Awaited<ReturnType<typeof proposals.find>>, viewer: Actor): DutyProposalView => ({
      ...proposals.view(proposal, viewer),
      ...proposal.content,
    });

    return {
      list(actor) {
        const wanted = [propose, 'read'].flat() as Wanted;
        const office = name === 'office' ? ownOfficeOf(actor, action, propose) : null;
        demandDuty(actor, action, wanted);
        const mayEnd = isStaffRole(actor.kind) && entitled(actor.kind, action, 'do');
        return database.query(async (tx) => ({
          duties: (await openDutiesIn(tx, roles, office)).map((duty) => ({
            ...{ dutyId: duty.dutyId, personId: duty.personId, role: duty.role },
            ...{ office: duty.office, name: duty.name, beganAt: duty.beganAt.toISOString() },
            mayEnd: mayEnd && duty.personId !== actor.id,
          })),
          proposals: (
            await proposals.waiting(tx, office === null ? undefined : { municipality: office })
          ).map((proposal) => view(proposal, actor)),
        }));
      },

      async propose(actor, { person, role, reason }) {
        const proposal = await proposals.propose(kind, actor, reason, {
          async find(tx) {
            if (!gives(role)) throw commonErrors.NOT_FOUND({ privateDetail: role });
            const office = name === 'office' ? ownOfficeOf(actor, action, propose) : null;
            const match = await residents.match(tx, person, 4, { actor, purpose: 'administration', reason });
            if (!match) throw loginErrors.DUTY_PERSON_UNKNOWN();
            const { personId, name: registered } = match.resident;
            return {
              subject: `duty:${personId}:${role}:${office ?? ''}`,
              content: { personId, role, office, name: registered },
              personId,
              ...(office !== null && { municipality: office }),
            };
          },
        });
        return view(proposal, actor);
      },

      confirm: async (actor, id, seen) => view(await proposals.confirm(id, seen, actor), actor),
      withdraw: async (actor, id, version) => view(await proposals.withdraw(id, version, actor), actor),

      end: (actor, dutyId, reason) =>
        database.transaction(async (tx) => {
          const act = { actor, purpose: 'administration', reason } as const;
          let alike: readonly Duty[] = [];
          const duty = await mayAct({ platform, residents }, tx, act, {
            action,
            wanted: confirm,
            onePerson: 'it only takes away',
            async find() {
              alike = await holdAlike(tx, dutyId);
              const found = alike.find((one) => one.dutyId === dutyId);
              if (!found || !gives(found.role))
                throw commonErrors.NOT_FOUND({ privateDetail: 'no such duty' });
              return found;
            },
            concerns: ({ office, personId }) => ({ municipality: office ?? undefined, people: [personId] }),
          });
          const staying = alike.filter(({ personId }) => personId !== duty.personId);
          if (staying.length < (LEAST[duty.role] ?? 0)) throw loginErrors.DUTY_NEEDED();
          await duties.end(tx, dutyId, act);
        }),
    };
  }

  return { office: deskOf('office'), hub: deskOf('hub'), ca: deskOf('ca') };
}
