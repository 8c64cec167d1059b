import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { DEVICE, type DeviceEvent, type DeviceState } from '@mibun/rules';
import {
  type Act,
  commonErrors,
  demandDuty,
  isSigningKey,
  keyThumbprint,
  type Platform,
  type SignedRequests,
  type Tx,
} from '../../platform/index.ts';
import type { Device, NewDevice } from './api.ts';
import { devicesActs } from './audited-acts.ts';
import { deviceErrors } from './errors.ts';
import { refusalOf } from './faults.ts';
import {
  findDevice,
  insertDevice,
  lockDevice,
  type NewKey,
  type StoredDevice,
  setDeviceState,
} from './store.ts';

/** As long as a technician stands before the device. */
const CODE_MS = 60 * 60_000;

/** Hub operations (domain.md §9). What the system itself may do is the table's word. */
function demandOperator({ actor }: Act): void {
  if (actor.kind !== 'system') demandDuty(actor, 'issue-at-kiosk', 'operate');
}

const hashOf = (code: string) => createHash('sha256').update(code).digest('base64url');

export interface Enrolment {
  register(tx: Tx, device: NewDevice, act: Act): Promise<{ readonly code: string }>;
  /** The device's own step: its key, proved by a signature with it over the request that brings it. */
  presentKey(
    request: IncomingMessage,
    given: { readonly code: string; readonly publicKey: Readonly<Record<string, unknown>> },
  ): Promise<Device & { readonly keyId: string }>;
  confirm(tx: Tx, deviceId: string, keyId: string, act: Act): Promise<void>;
  withdraw(tx: Tx, deviceId: string, act: Act): Promise<void>;
}

/** How a device comes to be believed, and how that ends. The one writer of a device's state. */
export function enrolmentOn(platform: Platform, signatures: SignedRequests): Enrolment {
  const { clock, database, random } = platform;

  const life = platform.lifecycles.machine<StoredDevice, DeviceState, DeviceEvent, NewKey>({
    table: DEVICE,
    acts: devicesActs,
    idOf: ({ deviceId }) => deviceId,
    audited: ({ deviceId, keyId }) => ({ detail: { deviceId, ...(keyId && { keyId }) } }),
    save: setDeviceState,
    effects: {},
  });

  return {
    async register(tx, device, act) {
      demandOperator(act);
      const code = random.token();
      const { kind, place, operator, municipalities } = device;
      // A registry is some municipality's: that none is named never reads as every one.
      if (kind === 'registry' && !municipalities) throw deviceErrors.DEVICE_MUNICIPALITY_NEEDED();
      await life.begin(
        tx,
        'register',
        act,
        async (state, at) => {
          const kept = await insertDevice(tx, {
            ...device,
            state,
            codeHash: hashOf(code),
            codeEnds: new Date(at.getTime() + CODE_MS),
            registeredBy: act.actor.id,
            registeredAt: at,
          });
          if (!kept) throw deviceErrors.DEVICE_KNOWN();
          return kept;
        },
        { detail: { kind, place, operator, ...(municipalities && { municipalities }) } },
      );
      return { code };
    },

    async presentKey(request, { code, publicKey }) {
      if (!isSigningKey(publicKey)) throw deviceErrors.DEVICE_KEY_UNFIT();
      const keyId = keyThumbprint(publicKey);
      const verdict = await signatures.check(request, async (named) =>
        named === keyId ? publicKey : undefined,
      );
      if (!verdict.ok) throw refusalOf(verdict.fault);
      return database.transaction(async (tx) => {
        const device = await lockDevice(tx, { codeHash: hashOf(code) });
        const at = clock.now();
        if (!device?.codeEnds || device.codeEnds <= at) throw deviceErrors.DEVICE_CODE_WRONG();
        const { deviceId } = device;
        const actor = { kind: device.kind, id: deviceId, name: device.place.ja } as const;
        life.judge(device.state, 'present-key', actor.kind);
        if (await findDevice(tx, { keyId })) throw deviceErrors.DEVICE_KEY_TAKEN();
        const act = { actor, purpose: 'administration' } as const;
        const keyed = await life.move(tx, device, 'present-key', act, { changes: { keyId, publicKey } });
        return { ...keyed, keyId };
      });
    },

    async confirm(tx, deviceId, keyId, act) {
      demandOperator(act);
      const device = await lockDevice(tx, { deviceId });
      if (!device) throw commonErrors.NOT_FOUND();
      life.judge(device.state, 'confirm', act.actor.kind);
      if (device.registeredBy === act.actor.id) throw deviceErrors.DEVICE_SAME_PERSON();
      if (device.keyId !== keyId) throw deviceErrors.DEVICE_KEY_DIFFERS();
      await life.move(tx, device, 'confirm', act);
    },

    async withdraw(tx, deviceId, act) {
      demandOperator(act);
      const device = await lockDevice(tx, { deviceId });
      if (!device) throw commonErrors.NOT_FOUND();
      await life.move(tx, device, 'withdraw', act);
    },
  };
}
