import { needsOffice } from '@mibun/rules';
import { type Act, commonErrors, type Platform, systemActor, type Tx } from '../../platform/index.ts';
import { loginActs } from './audited-acts.ts';
import { holdDuty, insertDuty, markEnded, type NewDuty, type StaffMember } from './duty-store.ts';
import { loginErrors } from './errors.ts';

export interface Duties {
  begin(tx: Tx, members: readonly StaffMember[], act?: Act): Promise<void>;
  end(tx: Tx, dutyId: string, act: Act & { readonly reason: string }): Promise<void>;
}

/** The register of who has which duty where, and since when. */
export function dutiesOn({ audit, clock, random, sessions }: Platform): Duties {
  const record = (
    tx: Tx,
    action: 'begin-duty' | 'end-duty',
    { dutyId, personId, role, office }: NewDuty,
    act: Act,
  ) =>
    audit.record(tx, {
      ...act,
      action: loginActs[action],
      subject: personId,
      detail: { dutyId, role, ...(office && { office }) },
    });

  return {
    async begin(tx, members, act = { actor: systemActor('login'), purpose: 'administration' }) {
      for (const member of members) {
        demandOfficeByRole(member);
        const duty = { ...member, dutyId: random.id('duty') };
        if (await insertDuty(tx, duty, clock.now())) await record(tx, 'begin-duty', duty, act);
      }
    },

    async end(tx, dutyId, act) {
      const duty = await holdDuty(tx, dutyId);
      if (!duty) throw commonErrors.NOT_FOUND({ privateDetail: 'no such duty' });
      await markEnded(tx, dutyId, { by: act.actor, reason: act.reason, at: clock.now() });
      await sessions.endOfDuty(tx, dutyId);
      await record(tx, 'end-duty', duty, act);
    },
  };
}

/** Where a role is held is a property of the role (§9): an office that is missing never reads as every office. */
function demandOfficeByRole({ role, office }: StaffMember): void {
  if (needsOffice(role) && !office) throw loginErrors.DUTY_OFFICE_NEEDED();
  if (!needsOffice(role) && office) throw loginErrors.DUTY_OFFICE_FOREIGN();
}
