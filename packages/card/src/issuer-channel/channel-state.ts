import type { ApplicationName } from '../applications/definition.ts';
import type { Scp03Session } from './scp03-session.ts';
import type { SessionKeys } from './session-keys.ts';

/** A file the issuer is writing in several blocks. */
export interface Staging {
  readonly application: ApplicationName;
  readonly id: number;
  readonly pending: boolean;
  readonly content: Uint8Array;
}

/** How far the issuer channel has been opened. */
export type ChannelState =
  | { readonly stage: 'closed' }
  | { readonly stage: 'challenged'; readonly keys: SessionKeys; readonly hostCryptogram: Uint8Array }
  | { readonly stage: 'open'; readonly session: Scp03Session; staging: Staging | undefined };
