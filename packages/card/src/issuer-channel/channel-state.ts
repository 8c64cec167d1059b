import type { Challenged } from './open-channel.ts';
import type { Scp03Session } from './scp03-session.ts';

/** A file the issuer is writing in several blocks. */
export interface Staging {
  readonly application: string;
  readonly id: number;
  readonly pending: boolean;
  readonly content: Uint8Array;
}

/** How far the issuer channel has been opened. */
export type ChannelState =
  | { readonly stage: 'closed' }
  | ({ readonly stage: 'challenged' } & Challenged)
  | { readonly stage: 'open'; readonly session: Scp03Session; staging: Staging | undefined };
