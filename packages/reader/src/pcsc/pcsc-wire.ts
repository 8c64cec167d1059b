/** What the process that speaks PC/SC is asked; each is answered once, by its number. */
export type PcscCall =
  | { readonly call: 'start' | 'stop'; readonly client: number }
  | { readonly call: 'ping' }
  | { readonly call: 'connect'; readonly reader: number; readonly mode: number }
  | {
      readonly call: 'transmit';
      readonly card: number;
      readonly command: Uint8Array;
      readonly room: number | undefined;
    }
  | { readonly call: 'state' | 'transaction'; readonly card: number }
  | { readonly call: 'reconnect'; readonly card: number; readonly mode: number; readonly disposition: number }
  | { readonly call: 'end'; readonly transaction: number; readonly disposition: number }
  | { readonly call: 'disconnect'; readonly card: number; readonly disposition: number };

export interface PcscRequest {
  readonly id: number;
  readonly what: PcscCall;
}

/** The number of a card or a transaction, an answer, an ATR, or nothing. */
export type PcscValue = number | Uint8Array | undefined;

export interface PcscFailure {
  readonly message: string;
  readonly code: string | undefined;
}

export type PcscMessage =
  /** PC/SC could be loaded. */
  | { readonly event: 'ready' }
  | { readonly id: number; readonly value: PcscValue }
  | { readonly id: number; readonly failure: PcscFailure }
  | {
      readonly event: 'reader';
      readonly client: number;
      readonly reader: number;
      readonly name: string;
    }
  | { readonly event: 'change'; readonly reader: number; readonly raw: number }
  | { readonly event: 'disconnect'; readonly reader: number }
  | { readonly event: 'error'; readonly client: number; readonly failure: PcscFailure };
