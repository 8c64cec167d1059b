import { equalBytes, NO_BYTES } from '../bytes.ts';
import { requireParameters } from '../commands/command.ts';
import type { Machine } from '../machine.ts';
import { refuse, SW } from '../status-words.ts';
import { checkInstallation, decodeLayout, encodeLayout, type FreeLayout } from './descriptor.ts';
import {
  type FreeApplication,
  type FreeCredential,
  type FreeFile,
  freeApplicationAt,
  withFreeApplication,
} from './free-application.ts';
import { commit, type FreeCommand } from './session.ts';
import { orWrongData } from './wrong-data.ts';

const CONFIRM = 0x00;
const REFUSE = 0x01;
const PRESENT = 0x00;
const PENDING = 0x01;

/**
 * UPDATE LAYOUT `84 E6 01 00` in the issuer channel: only a proposal, in the place of one before. Otherwise an issuer
 * could open to anybody what the body is about to write; see {@link decideLayout}.
 * @throws Refusal 6A88, 6A80, 6A84 when a file would become too short for what is in it
 */
export function proposeLayout(machine: Machine, data: Uint8Array): Uint8Array {
  const layout = orWrongData(() => decodeLayout(data));
  const application = freeApplicationAt(machine.image, layout.aid) ?? refuse(SW.referenceNotFound);
  orWrongData(() => checkInstallation({ ...layout, quota: application.quota }));
  withLayout(application, layout);
  const { layoutVersion, credential, files } = layout;
  const pendingLayout = { layoutVersion, credential, files };
  machine.commit(withFreeApplication(machine.image, { ...application, pendingLayout }));
  return NO_BYTES;
}

/**
 * CONFIRM LAYOUT `84 44 00 00` in the application's own channel, with the whole layout as data: the body says what it
 * agrees to, so the issuer cannot put another one in its place meanwhile (6A80). `84 44 01 00` without data refuses.
 */
export const decideLayout: FreeCommand = (context, { p1, p2, data }) => {
  if ((p1 !== CONFIRM && p1 !== REFUSE) || p2 !== 0x00) refuse(SW.wrongParameters);
  if (p1 === REFUSE && data.length > 0) refuse(SW.wrongLength);
  const { aid, pendingLayout } = context.application;
  if (!pendingLayout) return refuse(SW.referenceNotFound);
  const settled = { ...context.application, pendingLayout: undefined };
  if (p1 === REFUSE) {
    commit(context, settled);
    return NO_BYTES;
  }
  const layout = { aid, ...pendingLayout };
  if (!equalBytes(data, encodeLayout(layout))) refuse(SW.wrongData);
  commit(context, withLayout(settled, layout));
  context.session.pinVerified = false;
  return NO_BYTES;
};

/** READ LAYOUT `84 CB 00 00` the present one, `84 CB 01 00` the pending one: the body sees what the issuer loaded. */
export const readLayout: FreeCommand = ({ application }, command) => {
  requireParameters(command, command.p1 === PENDING ? PENDING : PRESENT, 0x00);
  if (command.data.length > 0) refuse(SW.wrongLength);
  const layout = command.p1 === PENDING ? application.pendingLayout : application;
  return layout ? encodeLayout({ ...layout, aid: application.aid }) : refuse(SW.referenceNotFound);
};

function withLayout(application: FreeApplication, layout: FreeLayout): FreeApplication {
  return {
    ...application,
    layoutVersion: layout.layoutVersion,
    credential: updatedCredential(application, layout),
    files: layout.files.map((file) => updatedFile(application, file)),
  };
}

/** A PIN with the same limits stays as it is; another one is unset, for the body to set. */
function updatedCredential(
  { credential: present }: FreeApplication,
  { credential }: FreeLayout,
): FreeCredential | undefined {
  if (!credential) return undefined;
  const { tries, shortest, longest } = credential;
  const same = present?.tries === tries && present.shortest === shortest && present.longest === longest;
  return same ? present : { ...credential, value: undefined, triesLeft: 0 };
}

/**
 * A file keeps its content only if kind and rights stay what they were: a new right never opens what was written under
 * an old one. @throws Refusal 6A84 when it would become too short for what is in it
 */
function updatedFile({ files }: FreeApplication, layout: FreeLayout['files'][number]): FreeFile {
  const present = files.find(({ id }) => id === layout.id);
  const keeps =
    present && present.kind === layout.kind && present.read === layout.read && present.write === layout.write;
  if (!keeps) return { ...layout, content: NO_BYTES };
  if (present.content.length > layout.size) refuse(SW.notEnoughSpace);
  return { ...layout, content: present.content };
}
