import { REACTIVATION } from '@mibun/rules';
import { z } from 'zod';
import { documentIds, version } from '../common-schemas.ts';
import { visitAnswer } from '../visit/schemas.ts';

export const reactivationRequest = z.object({
  cardId: z.string().max(60),
  version,
  documents: documentIds,
  faceMatches: z.boolean(),
  /** A new signature certificate in the same visit; the held one never comes back (REV-01). */
  wantsSignature: z.boolean(),
});

const more = {
  wantsSignature: z.boolean(),
  /** The card has a certificate for identification, which works again with it. */
  identificationWorks: z.boolean(),
  /** Serial of the signature certificate that was issued anew. */
  newSignatureSerial: z.string().nullable(),
};
export const reactivationAnswer = visitAnswer(REACTIVATION, more);

export type ReactivationRequest = z.infer<typeof reactivationRequest>;
export type ReactivationAnswer = z.infer<typeof reactivationAnswer>;
export type ReactivationMore = z.infer<z.ZodObject<typeof more>>;
