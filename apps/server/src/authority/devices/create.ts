import { type Http, type Migration, type Platform, signedRequestsOn } from '../../platform/index.ts';
import type { Devices } from './api.ts';
import { enrolmentOn } from './enrol.ts';
import { deviceErrors } from './errors.ts';
import { refusalOf } from './faults.ts';
import { deviceRoutes } from './routes.ts';
import { deviceMigrations, findDevice, type StoredDevice } from './store.ts';

export interface DevicesModule {
  readonly api: Devices;
  readonly migrations: readonly Migration[];
  routes(app: Http): void;
}

export interface DevicesDeps {
  /** Whether there is a municipality of this code. */
  readonly isMunicipality: (code: string) => boolean;
}

/** Which devices are believed: what a machine outside reports counts only under the signature of its enrolled key. */
export function createDevices(platform: Platform, deps: DevicesDeps): DevicesModule {
  const { database } = platform;
  const signatures = signedRequestsOn(platform, 'mibun-device');
  const enrolment = enrolmentOn(platform, signatures);

  const api: Devices = {
    async demand(request, kind) {
      if (!signatures.isSigned(request)) throw deviceErrors.DEVICE_UNSIGNED();
      let device: StoredDevice | undefined;
      const verdict = await signatures.check(request, async (keyId) => {
        device = await database.query((tx) => findDevice(tx, { keyId }));
        return device?.publicKey ?? undefined;
      });
      if (!verdict.ok) throw refusalOf(verdict.fault);
      if (device?.state !== 'IN_FORCE' || device.kind !== kind) throw deviceErrors.DEVICE_NOT_IN_FORCE();
      return device;
    },
    watchBodies: signatures.watchBodies,
    register: enrolment.register,
    confirm: enrolment.confirm,
    withdraw: enrolment.withdraw,
  };

  return {
    api,
    migrations: deviceMigrations,
    routes(app) {
      signatures.watchBodies(app);
      deviceRoutes(app, platform, enrolment, deps);
    },
  };
}
