import type { Actor } from '../../platform/index.ts';
import type { LinkingContext } from './context.ts';
import { consentAct } from './life.ts';
import { lockDue } from './store.ts';

const AT_ONCE = 200;
const TIMER: Actor = { kind: 'timer', id: 'timer:linking', name: 'Mibun' };

/** The passing of ten years, on record. What is supplied is judged by the time itself. */
export async function expireDue({ life, platform }: LinkingContext): Promise<number> {
  const { clock, database } = platform;
  for (let done = 0; ; ) {
    const now = clock.now();
    const ended = await database.transaction(async (tx) => {
      const due = await lockDue(tx, now, AT_ONCE);
      for (const consent of due) await life.move(tx, consent, 'expire', consentAct(TIMER, consent));
      return due.length;
    });
    done += ended;
    if (ended < AT_ONCE) return done;
  }
}
