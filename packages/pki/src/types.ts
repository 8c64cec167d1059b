/** Random octets; passed in so that tests can repeat a run. */
export type Random = (length: number) => Uint8Array;

/** Signs to-be-signed octets; key custody lies behind it. */
export type Signer = (tbs: Uint8Array) => Uint8Array | Promise<Uint8Array>;

/** What a lint or a key check found wrong. An empty list is a pass. */
export interface Finding {
  /** Stable name of the lint or check. */
  readonly id: string;
  /** The clause that is broken, e.g. 'RFC 5280 §4.1.2.5'. */
  readonly rule: string;
  readonly detail: string;
}

/** The outcome of one named check of a verification. */
export interface Check {
  readonly check: string;
  readonly ok: boolean;
  readonly rule: string;
  /** Empty when the check passed. */
  readonly detail: string;
}
