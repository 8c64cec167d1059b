import { z } from 'zod';

/** Left out by pages: the system knows the person's certificate, and no page need see it before they agree. */
export const prepareRequest = z.object({ certificate: z.base64().min(4).max(8_000).optional() });
export const prepareAnswer = z.object({
  /** Of what is signed, hex, by the algorithm of the certificate's key: what page and agent show. */
  digest: z.string(),
  /** Of the certificate for which it was prepared, hex. */
  certificateSha256: z.string(),
  /** Base64: the CAdES signed attributes, which the card hashes and signs. */
  toBeSigned: z.string(),
});
/** As the chip gives it: RSA, or r ‖ s of a key on P-384. */
export const completeRequest = z.object({ signature: z.base64().min(4).max(1_500) });
