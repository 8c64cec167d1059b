import { z } from 'zod';

/** The CAs that answer status questions. */
export const authorityParams = z.object({ kind: z.enum(['signature', 'authentication', 'institution']) });

export const crlParams = authorityParams.extend({ file: z.string().regex(/^(all|\d|1[0-5])\.crl$/) });

export const caParams = z.object({
  file: z.enum(['signature.cer', 'authentication.cer', 'institution.cer', 'card-face.cer']),
});
