import { KIOSK, kioskOpen } from '@mibun/rules';
import type { Challenge } from '../identity/index.ts';
import { step } from '../platform/index.ts';
import { deadline, scheduleTimeOut } from './change.ts';
import { actOf, type Context, hashOf } from './context.ts';
import { kioskErrors } from './errors.ts';
import { addEvent, insertRequest, type KioskRequest } from './store.ts';

export interface StartedSession {
  readonly request: KioskRequest;
  readonly token: string;
  readonly challenge: Challenge;
  readonly hours: 'open' | 'demo-outside-hours';
}

const AUDIENCE = { ja: 'キオスク端末（証明書の交付）', en: 'the kiosk that issues certificates' };

/** The request id is made here, once; everything that follows carries it (KSK-09). */
export async function startSession(context: Context, deviceId: string): Promise<StartedSession> {
  const { audit, clock, config, database, jobs, random } = context.platform;
  const at = clock.now();
  const open = kioskOpen(at, 'general');
  // A demo is looked at in the evening too: it says that a kiosk would be closed, and goes on (KSK-01).
  if (!open && config.mode === 'production') throw kioskErrors.KIOSK_CLOSED();
  const token = random.token();
  return database.transaction(async (tx) => {
    const challenge = await context.identity.challenge(tx, 'kiosk', AUDIENCE);
    const { to, rule } = step(KIOSK, null, 'start', 'kiosk');
    const expiresAt = deadline(context, to, at) ?? at;
    const request = await insertRequest(tx, {
      requestId: random.id('kiosk'),
      tokenHash: hashOf(token),
      challengeHash: hashOf(challenge.challengeId),
      deviceId,
      state: to,
      at,
      expiresAt,
    });
    await scheduleTimeOut(jobs, tx, request, expiresAt);
    await addEvent(tx, { request, event: 'start', from: null, actorKind: 'kiosk' });
    await audit.record(tx, { ...actOf(request, 'kiosk'), action: 'kiosk.start', detail: { to, rule } });
    return { request, token, challenge, hours: open ? 'open' : 'demo-outside-hours' };
  });
}
