import { CONSENT } from '@mibun/rules';
import { step, systemActor } from '../platform/index.ts';
import { linkingActs } from './audited-acts.ts';
import type { LinkingContext } from './context.ts';
import { endConsent, lockDue } from './store.ts';

const AT_ONCE = 200;

/** The passing of ten years, on record. What is supplied is judged by the time itself. */
export async function expireDue({ platform }: LinkingContext): Promise<number> {
  const { audit, clock, database } = platform;
  for (let done = 0; ; ) {
    const now = clock.now();
    const ended = await database.transaction(async (tx) => {
      const due = await lockDue(tx, now, AT_ONCE);
      for (const { consentId, state, personId: subject, serviceJa: reason } of due) {
        const { to } = step(CONSENT, state, 'expire', 'timer');
        await endConsent(tx, consentId, to, now);
        await audit.record(tx, {
          actor: systemActor('linking'),
          action: linkingActs.expire,
          purpose: 'service',
          subject,
          caseId: consentId,
          reason,
        });
      }
      return due.length;
    });
    done += ended;
    if (ended < AT_ONCE) return done;
  }
}
