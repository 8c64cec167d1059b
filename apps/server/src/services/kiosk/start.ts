import { kioskOpen } from '@mibun/rules';
import type { Device } from '../../authority/devices/index.ts';
import type { Challenge } from '../login/index.ts';
import { deadline, scheduleTimeOut } from './change.ts';
import { actOf, type Context, hashOf } from './context.ts';
import { kioskErrors } from './errors.ts';
import { insertRequest, type KioskRequest } from './store.ts';

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
  const { life, parameters, platform } = context;
  const { clock, config, database, jobs, random } = platform;
  const open = kioskOpen(clock.now(), 'general');
  // A demo is looked at in the evening too: it says that a kiosk would be closed, and goes on (KSK-01).
  if (!open && config.mode === 'production') throw kioskErrors.KIOSK_CLOSED();
  const token = random.token();
  return database.transaction(async (tx) => {
    const challenge = await context.login.challenge(tx, 'kiosk', audienceAt(device));
    const requestId = random.id('kiosk');
    const act = actOf({ requestId, deviceId: device.deviceId }, 'kiosk');
    const request = await life.begin(tx, 'start', act, (state, at) =>
      insertRequest(tx, {
        requestId,
        tokenHash: hashOf(token),
        challengeHash: hashOf(challenge.challengeId),
        deviceId: device.deviceId,
        state,
        createdAt: at,
        changedAt: at,
        expiresAt: deadline(parameters, state, at),
      }),
    );
    await scheduleTimeOut(jobs, tx, request);
    return { request, token, challenge, hours: open ? 'open' : 'demo-outside-hours' };
  });
}
