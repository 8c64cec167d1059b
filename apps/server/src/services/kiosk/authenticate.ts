import { jstDate, type KioskBar, mayUseKiosk, type Verdict } from '@mibun/rules';
import type { Device } from '../../authority/devices/index.ts';
import { Refusal, type Tx } from '../../platform/index.ts';
import type { Municipality, Resident } from '../../registry/residents/index.ts';
import type { Authenticated, ChallengeAnswer } from '../login/index.ts';
import { change } from './change.ts';
import { actOf, type Caller, type Context, hashOf, subjectReference } from './context.ts';
import { kioskErrors } from './errors.ts';
import { isStopped } from './papers.ts';
import { failRequest, withRequest } from './session.ts';
import type { KioskRequest } from './store.ts';

export interface Admission {
  readonly request: KioskRequest;
  readonly resident: Resident;
  readonly municipality: Municipality;
}

/**
 * The card's answer binds one person to this request, once: whatever the outcome, a second answer is refused. A
 * refusal ends the request, so that the next person begins with another one.
 */
export async function authenticate(
  context: Context,
  caller: Caller,
  answer: ChallengeAnswer,
): Promise<Admission> {
  const read = await withRequest(context, caller, (tx, request) =>
    change(context, tx, request, 'read-card', 'kiosk'),
  );
  try {
    // Somebody else's challenge, signed at another kiosk, must not open this one.
    if (read.challengeHash !== hashOf(answer.challengeId)) throw kioskErrors.KIOSK_CHALLENGE_FOREIGN();
    const holder = await context.login.authenticate('kiosk', answer);
    const subjectRef = await subjectReference(context.certificates, holder.personId, read.requestId);
    const outcome = await withRequest(context, caller, (tx, request) =>
      admit(context, tx, request, holder, subjectRef, caller.device),
    );
    if (outcome instanceof Refusal) throw outcome;
    return outcome;
  } catch (error) {
    await failRequest(context, read.requestId, error instanceof Refusal ? error.code : 'INTERNAL');
    throw error;
  }
}

/** A refusal is answered, not thrown: the look into the registry stays on the person's access log. */
async function admit(
  context: Context,
  tx: Tx,
  request: KioskRequest,
  holder: Authenticated,
  subjectRef: string,
  { municipalities }: Device,
): Promise<Admission | Refusal> {
  const resident = await context.residents.read(tx, holder.personId, actOf(request, 'kiosk'));
  const municipality = context.residents.municipality(resident.municipality);
  const verdict = mayUse(context, resident);
  if (!verdict.ok) {
    return kioskErrors.KIOSK_NOT_ADMITTED({
      title: { ja: verdict.ja, en: verdict.en },
      privateDetail: verdict.reason,
    });
  }
  if (municipalities && !municipalities.includes(resident.municipality)) {
    return kioskErrors.KIOSK_NOT_OFFERED_HERE();
  }
  if (await isStopped(tx, resident.municipality)) return serviceStopped(municipality);
  const changed = await change(context, tx, request, 'authenticate', 'system', {
    changes: {
      personId: holder.personId,
      cardId: holder.cardId,
      certificateSerial: holder.serial,
      municipality: resident.municipality,
      subjectRef,
    },
  });
  return { request: changed, resident, municipality };
}

export function serviceStopped(municipality: Municipality): Refusal {
  const { ja, en } = municipality.name;
  return kioskErrors.KIOSK_SERVICE_STOPPED({
    title: {
      ja: `${ja}の証明書は、いまキオスク端末では取れません。`,
      en: `Certificates of ${en} cannot be issued at kiosks at present.`,
    },
  });
}

function mayUse({ platform, parameters }: Context, resident: Resident): Verdict<KioskBar> {
  const on = jstDate(platform.clock.now());
  return mayUseKiosk(
    {
      birthDate: resident.birthDate,
      on,
      movedOut: resident.status === 'moved-out',
      deceased: resident.status === 'deceased',
      // The resident registry carries no mark for support measures (see README).
      protected: false,
      recordInEdit: resident.status === 'deleted' || resident.residentSince === on,
      nameTooLong: Array.from(resident.name).length > parameters.longestName,
    },
    parameters.minimumAge,
  );
}
