import type { TimeStampVerification } from '@mibun/pki';

export interface TimeStamps {
  /**
   * Answers a TimeStampReq (DER) with a TimeStampResp (DER). Never throws: what cannot be stamped is refused in the
   * protocol's own words (RFC 3161 §2.4.2). Not inside a transaction.
   */
  answer(request: Uint8Array): Promise<Uint8Array>;
  /** For other modules: a TimeStampToken over these octets, verified before it is given. Not inside a transaction. */
  stamp(data: Uint8Array): Promise<Uint8Array>;
  /** Whether `token` is a stamp of this authority over `stamped`, and since when that existed. */
  verify(token: Uint8Array, stamped: Uint8Array): TimeStampVerification;
}
