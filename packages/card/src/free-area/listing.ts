import { concat, NO_BYTES, readU16, u16 } from '../bytes.ts';
import type { CardImage } from '../image/card-image.ts';
import { malformed } from '../layout/layout-error.ts';
import { encodeTlv, readAll, readSequence } from '../layout/tlv.ts';
import { type FreeApplication, usedBytes } from './free-application.ts';

/** P1-P2 of the card manager's GET DATA for {@link PublicFreeApplication}s: a number GlobalPlatform leaves free. */
export const FREE_AREA_LIST = 0x01f0;

/** What anybody may know of an application in the free area. */
export interface PublicFreeApplication {
  readonly aid: Uint8Array;
  readonly layoutVersion: number;
}

/** What the issuer may know of it: nothing that is in its files. */
export interface FreeApplicationStatus extends PublicFreeApplication {
  /** `installed`: still with the issuer's transport keys; `locked`: its keys were wrong too often. */
  readonly state: 'installed' | 'in-use' | 'locked';
  readonly quota: number;
  readonly usedBytes: number;
  readonly keyVersion: number;
  readonly keyTriesLeft: number;
  /** Version of a layout that was proposed and waits for the body. */
  readonly pendingLayoutVersion: number | undefined;
}

const ENTRY = 0xe3;
const STATE = 0x9f70;
// GlobalPlatform 2.3.1 §11.1.1: life-cycle states of applications. `locked` sets the first bit.
const STATES = { installed: 0x07, 'in-use': 0x0f, locked: 0x8f } as const;

/** For each application `E3 {4F aid, 81 layout version}`. */
export function encodePublicList({ freeApplications }: CardImage): Uint8Array {
  return concat(
    ...freeApplications.map(({ aid, layoutVersion }) =>
      encodeTlv(ENTRY, concat(encodeTlv(0x4f, aid), encodeTlv(0x81, u16(layoutVersion)))),
    ),
  );
}

/** @throws LayoutError */
export function decodePublicList(bytes: Uint8Array): readonly PublicFreeApplication[] {
  return entries(bytes).map((entry) => {
    const [aid, version] = readSequence(entry, [0x4f, 0x81]);
    return { aid: aid.value, layoutVersion: readU16(version.value, 0) };
  });
}

/**
 * GET STATUS: for each application `E3 {4F aid, 9F70 state, 80 quota, 81 layout version, 85 used bytes, 86 key version,
 * 87 key tries left, 88 version of the pending layout or nothing}`.
 */
export function encodeStatusList({ freeApplications }: CardImage): Uint8Array {
  return concat(...freeApplications.map((application) => encodeTlv(ENTRY, encodeStatus(application))));
}

function encodeStatus(application: FreeApplication): Uint8Array {
  const { aid, quota, layoutVersion, keys, keyTriesLeft, transportKeys, pendingLayout } = application;
  const state = keyTriesLeft === 0 ? 'locked' : transportKeys ? 'installed' : 'in-use';
  return concat(
    encodeTlv(0x4f, aid),
    encodeTlv(STATE, Uint8Array.of(STATES[state])),
    encodeTlv(0x80, u16(quota)),
    encodeTlv(0x81, u16(layoutVersion)),
    encodeTlv(0x85, u16(usedBytes(application))),
    encodeTlv(0x86, Uint8Array.of(keys.version)),
    encodeTlv(0x87, Uint8Array.of(keyTriesLeft)),
    encodeTlv(0x88, pendingLayout ? u16(pendingLayout.layoutVersion) : NO_BYTES),
  );
}

/** @throws LayoutError */
export function decodeStatusList(bytes: Uint8Array): readonly FreeApplicationStatus[] {
  return entries(bytes).map((entry) => {
    const tags = [0x4f, STATE, 0x80, 0x81, 0x85, 0x86, 0x87, 0x88] as const;
    const [aid, state, quota, version, used, keyVersion, tries, pending] = readSequence(entry, tags);
    return {
      aid: aid.value,
      state: decodeState(state.value[0]),
      quota: readU16(quota.value, 0),
      layoutVersion: readU16(version.value, 0),
      usedBytes: readU16(used.value, 0),
      keyVersion: keyVersion.value[0] ?? malformed('no key version'),
      keyTriesLeft: tries.value[0] ?? malformed('no counter'),
      pendingLayoutVersion: pending.value.length === 0 ? undefined : readU16(pending.value, 0),
    };
  });
}

function decodeState(code: number | undefined): FreeApplicationStatus['state'] {
  const names = Object.keys(STATES) as readonly FreeApplicationStatus['state'][];
  return names.find((name) => STATES[name] === code) ?? malformed('unknown state of an application');
}

function entries(bytes: Uint8Array): readonly Uint8Array[] {
  return readAll(bytes).map(({ tag, value }) =>
    tag === ENTRY ? value : malformed('not a list of applications'),
  );
}
