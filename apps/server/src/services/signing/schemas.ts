import { bilingual } from '@mibun/protocol';
import { z } from 'zod';
import { prepareAnswer as prepared } from '../card-signature/index.ts';

export const ceremonyAnswer = z.object({
  ceremonyId: z.string(),
  name: z.string(),
  /** Of the document as uploaded, hex. */
  sha256: z.string(),
  pages: z.int(),
  state: z.enum(['begun', 'prepared', 'signed', 'over']),
  /** Until then it can be signed; once signed, until then it can be downloaded. */
  expiresAt: z.iso.datetime(),
  signedAt: z.iso.datetime().nullable(),
  /** Of the signed document, hex. */
  signedSha256: z.string().nullable(),
  documentUrl: z.string().nullable(),
});

export const prepareAnswer = prepared.extend({ statement: bilingual });
export const signedListAnswer = z.object({ documents: z.array(ceremonyAnswer) });

export type CeremonyAnswer = z.infer<typeof ceremonyAnswer>;
export type PrepareAnswer = z.infer<typeof prepareAnswer>;
export type SignedListAnswer = z.infer<typeof signedListAnswer>;
