import type { CommandApdu } from '../apdu.ts';
import type { Challenged } from '../issuer-channel/open-channel.ts';
import type { Scp03Session } from '../issuer-channel/scp03-session.ts';
import type { Machine } from '../machine.ts';
import { refuse, SW } from '../status-words.ts';
import {
  type FreeApplication,
  type FreeFile,
  type FreeRight,
  freeApplicationAt,
  withFreeApplication,
} from './free-application.ts';

/** How far the application's own channel has been opened. */
export type FreeChannel =
  | { readonly stage: 'closed' }
  | ({ readonly stage: 'challenged' } & Challenged)
  | {
      readonly stage: 'open';
      readonly session: Scp03Session;
      /** Opened with the keys that the issuer loaded. */
      readonly transport: boolean;
      /** EF that is current in the channel. Its own: whoever sits on the line must not choose where the body writes. */
      file: number | undefined;
    };

/** What power keeps alive while an application of the free area is selected. */
export interface FreeSession {
  readonly aid: Uint8Array;
  /** EF that is current in the clear. */
  file: number | undefined;
  pinVerified: boolean;
  channel: FreeChannel;
}

/** What a command in the free area works on. */
export interface FreeContext {
  readonly machine: Machine;
  readonly session: FreeSession;
  readonly application: FreeApplication;
  /** The command came through the application's own channel. */
  readonly secured: boolean;
}

/** As a `Command`, inside one application of the free area: it has no way to another one. */
export type FreeCommand = (context: FreeContext, command: CommandApdu) => Uint8Array;

/** @throws Refusal 6985 when no application of the free area is selected, or it is not there any more */
export function contextOf(machine: Machine, secured: boolean): FreeContext {
  const session = machine.freeSession ?? refuse(SW.conditionsOfUse);
  const application = freeApplicationAt(machine.image, session.aid) ?? refuse(SW.conditionsOfUse);
  return { machine, session, application, secured };
}

/** Saves the application as it is to be. */
export function commit({ machine }: FreeContext, application: FreeApplication): void {
  machine.commit(withFreeApplication(machine.image, application));
}

/** @throws Refusal 6985 before the body has put its own keys: until then nothing but its name can be used */
export function requireInUse({ application }: FreeContext): void {
  if (application.transportKeys) refuse(SW.conditionsOfUse);
}

/** @throws Refusal 6982 */
export function requireRight({ session, secured }: FreeContext, right: FreeRight): void {
  const holds = { free: true, pin: session.pinVerified, mutual: secured, never: false }[right];
  if (!holds) refuse(SW.securityStatus);
}

/** What has a current EF: the channel for commands that came through it, else the selection. */
function holderOfCurrent({ session, secured }: FreeContext): { file: number | undefined } {
  return secured && session.channel.stage === 'open' ? session.channel : session;
}

/** The EF of an id, made current. @throws Refusal 6A82 */
export function selectFreeFile(context: FreeContext, id: number): FreeFile {
  const file = context.application.files.find((one) => one.id === id) ?? refuse(SW.fileNotFound);
  holderOfCurrent(context).file = id;
  return file;
}

/** The current EF, or the one of a short id other than 0. @throws Refusal 6986, 6A82 */
export function referencedFreeFile(context: FreeContext, shortId: number): FreeFile {
  return selectFreeFile(
    context,
    shortId === 0 ? (holderOfCurrent(context).file ?? refuse(SW.noCurrentFile)) : shortId,
  );
}
