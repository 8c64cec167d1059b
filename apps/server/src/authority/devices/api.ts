import type { IncomingMessage } from 'node:http';
import type { Act, Http, Tx } from '../../platform/index.ts';
import type { StoredDevice } from './store.ts';

/**
 * What stands outside and reports what the system cannot see: a kiosk, or the system with which a municipality keeps its
 * resident registry. Another kind is another word here and its own module.
 */
export const DEVICE_KINDS = ['kiosk', 'registry'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

export type Device = Omit<StoredDevice, 'codeHash' | 'codeEnds' | 'publicKey'>;
/** What staff enter of a device. */
export type NewDevice = Pick<Device, 'deviceId' | 'kind' | 'place' | 'operator' | 'municipalities'>;

export interface Devices {
  /**
   * The enrolled device that has signed this very request, in force at this moment, or a refusal. Nothing of it is
   * remembered: a device that was withdrawn or stolen is refused at the next request.
   */
  demand(request: IncomingMessage, kind: DeviceKind): Promise<Device>;
  /** Whoever serves routes that devices call has the digest of their bodies taken: without it no body is believed. */
  watchBodies(app: Http): void;
  /** Answers the one-time code with which the device may show its key. */
  register(tx: Tx, device: NewDevice, act: Act): Promise<{ readonly code: string }>;
  /** Another person than the one who registered it compares the thumbprint with that on the device. */
  confirm(tx: Tx, deviceId: string, keyId: string, act: Act): Promise<void>;
  withdraw(tx: Tx, deviceId: string, act: Act): Promise<void>;
}
