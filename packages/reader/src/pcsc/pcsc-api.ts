import { CardError } from '../card-error.ts';

/** The part of pcsc-mini that is used here; tests play it. Its errors carry a `code` such as 'RemovedCard'. */
export interface PcscApi {
  newClient(): PcscClient;
  /** Lets go of everything. */
  end?(): void;
}

export interface PcscClient {
  on(event: 'reader', listener: (reader: PcscReader) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  /** Throws or rejects when there is no service. */
  start(): unknown;
  stop(): void;
  /** Rejects when the service does not answer. */
  ping?(): Promise<void>;
}

export interface PcscReader {
  name(): string;
  on(event: 'change', listener: (status: { readonly raw: number }) => void): unknown;
  on(event: 'disconnect', listener: () => void): unknown;
  connect(mode: number): Promise<PcscCard>;
}

export interface PcscCard {
  /** `answer` is where the answer is written; without it there is room for a short one. */
  transmit(command: Uint8Array, answer?: ArrayBuffer): Promise<Uint8Array>;
  state(): Promise<{ readonly atr: Uint8Array }>;
  reconnect(mode: number, disposition: number): Promise<unknown>;
  transaction(): Promise<{ end(disposition: number): Promise<void> }>;
  disconnect(disposition: number): Promise<void>;
}

// winscard.h: SCARD_SHARE_*, SCARD_*_CARD, SCARD_STATE_*.
export const SHARE = { exclusive: 1, shared: 2 } as const;
export const DISPOSITION = { leave: 0, unpower: 2 } as const;
export const READER_STATE = { present: 0x20, mute: 0x200 } as const;

/**
 * Loads pcsc-mini, an optional dependency, into this process: a service that does not answer freezes it.
 * @throws CardError 'reader-support'
 */
export async function loadPcscHere(): Promise<PcscApi> {
  try {
    const { Client } = await import('pcsc-mini');
    return { newClient: () => new Client() };
  } catch (cause) {
    throw noReaderSupport(cause);
  }
}

/** Nobody without a reader needs the package. */
export function noReaderSupport(cause: unknown): CardError {
  return new CardError('reader-support', 'PC/SC readers cannot be used: pcsc-mini cannot be loaded', {
    cause,
  });
}
