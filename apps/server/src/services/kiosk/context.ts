import { createHash } from 'node:crypto';
import type { FontBook } from '@mibun/documents';
import type { Certificates } from '../../authority/certificates/index.ts';
import type { Device, Devices } from '../../authority/devices/index.ts';
import type { Act, Actor, Platform } from '../../platform/index.ts';
import type { Residents } from '../../registry/residents/index.ts';
import type { Login } from '../login/index.ts';
import type { KioskLife } from './change.ts';
import type { MunicipalIssuer } from './issuing/municipal-issuer.ts';
import type { KioskParameters } from './parameters.ts';
import type { KioskRequest } from './store.ts';

/** What the use cases of this module share. Nothing of any one request is ever kept here (INC-02). */
export interface Context {
  readonly platform: Platform;
  readonly login: Login;
  readonly residents: Residents;
  readonly certificates: Certificates;
  /** Who may speak as a kiosk at all. */
  readonly devices: Devices;
  readonly issuer: MunicipalIssuer;
  readonly parameters: KioskParameters;
  readonly fonts?: FontBook;
  readonly life: KioskLife;
}

/** The enrolled device that signed a call, and the session that it names. Nothing is done for a token alone. */
export interface Caller {
  readonly device: Device;
  readonly token: string;
}

export const ISSUE_JOB = 'kiosk.issue';
export const TIME_OUT_JOB = 'kiosk.time-out';

/** Only hashes of tokens and challenge ids are stored: a copy of the database continues nobody's session. */
export const hashOf = (secret: string) => createHash('sha256').update(secret).digest('base64url');

const deviceActor = (deviceId: string): Actor => ({
  kind: 'kiosk',
  id: deviceId,
  name: `キオスク端末 ${deviceId}`,
});

const ACTORS = {
  system: { kind: 'system', id: 'system:kiosk', name: 'Mibun' },
  timer: { kind: 'timer', id: 'timer:kiosk', name: 'Mibun' },
} as const satisfies Record<string, Actor>;

/** Everything that happens in a request is on its holder's access log under the request id. */
export function actOf(
  { requestId, deviceId }: Pick<KioskRequest, 'requestId' | 'deviceId'>,
  by: 'kiosk' | 'system' | 'timer',
): Act {
  return {
    actor: by === 'kiosk' ? deviceActor(deviceId) : ACTORS[by],
    purpose: 'kiosk-certificate',
    caseId: requestId,
  };
}

/**
 * The name under which a document speaks of its person: HMAC over person and request, so that it tells nothing, is
 * another one on every paper, and fits no other person and no other request.
 */
export function subjectReference(
  certificates: Certificates,
  personId: string,
  requestId: string,
): Promise<string> {
  return certificates.pairwiseId(personId, `kiosk:${requestId}`);
}
