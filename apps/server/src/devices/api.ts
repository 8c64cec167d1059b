import type { IncomingMessage } from 'node:http';
import type { DeviceState } from '@mibun/rules';
import type { Act, Bilingual, Tx } from '../platform/index.ts';

/** What stands outside and reports what the system cannot see. Another kind is another word here and its own module. */
export const DEVICE_KINDS = ['kiosk'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

/** What staff enter of a device. */
export interface NewDevice {
  /** On its nameplate. */
  readonly deviceId: string;
  readonly kind: DeviceKind;
  /** Where it stands, as people there call the place: the card holder reads it before they give a PIN. */
  readonly place: Bilingual;
  /** The company that runs it. */
  readonly operator: string;
  /** The municipalities that it serves; undefined: every one that issues at kiosks. */
  readonly municipalities?: readonly string[];
}

export interface Device extends NewDevice {
  readonly state: DeviceState;
  /** RFC 7638 thumbprint of its key, once it has shown one. */
  readonly keyId?: string;
  readonly registeredBy: string;
  readonly registeredAt: Date;
  readonly changedAt: Date;
}

export interface Devices {
  /**
   * The enrolled device that has signed this very request, in force at this moment, or a refusal. Nothing of it is
   * remembered: a device that was withdrawn or stolen is refused at the next request.
   */
  demand(request: IncomingMessage, kind: DeviceKind): Promise<Device>;
  /** Answers the one-time code with which the device may show its key. */
  register(tx: Tx, device: NewDevice, act: Act): Promise<{ readonly code: string }>;
  /** Another person than the one who registered it compares the thumbprint with that on the device. */
  confirm(tx: Tx, deviceId: string, keyId: string, act: Act): Promise<void>;
  withdraw(tx: Tx, deviceId: string, act: Act): Promise<void>;
}
