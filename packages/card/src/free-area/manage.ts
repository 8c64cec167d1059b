import { equalBytes, NO_BYTES } from '../bytes.ts';
import { type Command, requireParameters } from '../commands/command.ts';
import { decodeKeySet } from '../issuer-channel/key-data.ts';
import { readSequence } from '../layout/tlv.ts';
import type { Machine } from '../machine.ts';
import { refuse, SW } from '../status-words.ts';
import { decodeInstallation } from './descriptor.ts';
import {
  APPLICATION_OVERHEAD,
  type FreeApplication,
  freeApplicationAt,
  KEY_TRIES,
  takenBytes,
  withFreeApplication,
  withoutFreeApplication,
} from './free-application.ts';
import { encodeStatusList } from './listing.ts';
import { proposeLayout } from './pending-layout.ts';
import { orWrongData } from './wrong-data.ts';

const INSTALL = 0x00;
const UPDATE_LAYOUT = 0x01;

/**
 * INSTALL APPLICATION `84 E6 00 00`, UPDATE LAYOUT `84 E6 01 00`: the issuer loads on order of the body whose
 * application it is (MUL-01), into an active chip. What is in it, and its later layouts, are the body's own.
 */
export const installApplication: Command = (machine, command) => {
  if (machine.image.state !== 'active') refuse(SW.conditionsOfUse);
  if (command.p2 !== 0x00) refuse(SW.wrongParameters);
  if (command.p1 === INSTALL) return install(machine, command.data);
  if (command.p1 === UPDATE_LAYOUT) return proposeLayout(machine, command.data);
  return refuse(SW.wrongParameters);
};

/** DELETE `84 E4 00 00`, `4F` AID: the application with everything in it. */
export const deleteApplication: Command = (machine, command) => {
  requireParameters(command, 0x00, 0x00);
  const aid = orWrongData(() => readSequence(command.data, [0x4f])[0].value);
  if (!freeApplicationAt(machine.image, aid)) refuse(SW.referenceNotFound);
  machine.commit(withoutFreeApplication(machine.image, aid));
  return NO_BYTES;
};

/** GET STATUS `84 F2 40 02`, `4F 00`: the applications of the free area. */
export const getStatus: Command = (machine, command) => {
  requireParameters(command, 0x40, 0x02);
  if (!equalBytes(command.data, Uint8Array.of(0x4f, 0x00))) refuse(SW.wrongData);
  return encodeStatusList(machine.image);
};

function install(machine: Machine, data: Uint8Array): Uint8Array {
  const { installation, keyData } = orWrongData(() => decodeInstallation(data));
  const { image, profile } = machine;
  const { aid, quota, layoutVersion, credential } = installation;
  const names = [...profile.applications, ...image.freeApplications].map((application) => application.aid);
  if (names.some((name) => shadows(name, aid))) refuse(SW.nameExists);
  const taken = takenBytes(image.freeApplications) + quota + APPLICATION_OVERHEAD;
  if (taken > profile.freeArea) refuse(SW.notEnoughSpace);
  const application: FreeApplication = {
    aid,
    layoutVersion,
    pendingLayout: undefined,
    quota,
    keys: decodeKeySet(image.issuerKeys, keyData),
    keyTriesLeft: KEY_TRIES,
    keyWait: 0,
    transportKeys: true,
    credential: credential && { ...credential, value: undefined, triesLeft: 0 },
    files: installation.files.map((file) => ({ ...file, content: NO_BYTES })),
  };
  machine.commit(withFreeApplication(image, application));
  return NO_BYTES;
}

/** SELECT takes a name's beginning for the name, so neither may begin with the other. */
function shadows(one: Uint8Array, other: Uint8Array): boolean {
  const length = Math.min(one.length, other.length);
  return equalBytes(one.slice(0, length), other.slice(0, length));
}
