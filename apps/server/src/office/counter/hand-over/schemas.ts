import { bilingual } from '@mibun/protocol';
import { HANDOVER } from '@mibun/rules';
import { z } from 'zod';
import { documentIds, presentedSchema, representativeSchema, version } from '../common-schemas.ts';
import { visitAnswer } from '../visit/schemas.ts';

export const handoverRequest = z.object({
  application: z.string().max(60),
  version,
  documents: documentIds,
  presented: presentedSchema,
  /** The clerk looked at a spelling that is only a variant of the registry’s, and takes it for the same (CRT-02). */
  variantAccepted: z.boolean().default(false),
  /** Mask off; the person, the photo of the document and the photo on the card (IDD-03). */
  faceMatches: z.boolean(),
  noticePresented: z.boolean(),
  /** What became of the card that the person has (IDD-04). */
  oldCard: z.enum(['returned', 'none', 'lost']).default('none'),
  representative: representativeSchema.optional(),
});

export const credentialKindSchema = z.enum(['signature', 'authentication', 'registry', 'text']);

const more = {
  application: z.string(),
  /** The secrets that the holder chooses. */
  credentials: z.array(z.object({ kind: credentialKindSchema, label: bilingual })),
  mayComplete: z.boolean(),
};
export const handoverAnswer = visitAnswer(HANDOVER, more);

export type HandoverRequest = z.input<typeof handoverRequest>;
export type HandoverAnswer = z.infer<typeof handoverAnswer>;
export type HandoverMore = z.infer<z.ZodObject<typeof more>>;
