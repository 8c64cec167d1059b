import { KIOSK, kioskOpen } from '@mibun/rules';
import type { Device } from '../devices/index.ts';
import type { Challenge } from '../identity/index.ts';
import { step } from '../platform/index.ts';
import { kioskActs } from './audited-acts.ts';
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

/**
 * The card holder reads, and the card signs, which machine asks: a challenge that somebody passes on from another place
 * names a place where the person is not.
 */
const audienceAt = ({ place, deviceId }: Device) => ({
  ja: `${place.ja}のキオスク端末 ${deviceId}（証明書の交付）`,
  en: `the kiosk ${deviceId} that issues certificates at ${place.en}`,
});

/** The request id is made here, once; everything that follows carries it (KSK-09). */
export async function startSession(context: Context, device: Device): Promise<StartedSession> {
  const { audit, clock, config, database, jobs, random } = context.platform;
  const at = clock.now();
  const open = kioskOpen(at, 'general');
  // A demo is looked at in the evening too: it says that a kiosk would be closed, and goes on (KSK-01).
  if (!open && config.mode === 'production') throw kioskErrors.KIOSK_CLOSED();
  const token = random.token();
  return database.transaction(async (tx) => {
    const challenge = await context.identity.challenge(tx, 'kiosk', audienceAt(device));
    const { to, rule } = step(KIOSK, null, 'start', 'kiosk');
    const expiresAt = deadline(context, to, at) ?? at;
    const request = await insertRequest(tx, {
      requestId: random.id('kiosk'),
      tokenHash: hashOf(token),
      challengeHash: hashOf(challenge.challengeId),
      deviceId: device.deviceId,
      state: to,
      createdAt: at,
      changedAt: at,
      expiresAt,
    });
    await scheduleTimeOut(jobs, tx, request, expiresAt);
    await addEvent(tx, request, { event: 'start', fromState: null, actorKind: 'kiosk', reason: null });
    await audit.record(tx, { ...actOf(request, 'kiosk'), action: kioskActs.start, detail: { to, rule } });
    return { request, token, challenge, hours: open ? 'open' : 'demo-outside-hours' };
  });
}
