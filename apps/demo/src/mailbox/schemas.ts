import { LETTER_KINDS } from '@mibun/server/addition';
import { z } from 'zod';

export const mailsQuery = z.object({ to: z.string().max(200).optional() });

export const mailsAnswer = z.object({
  mails: z.array(
    z.object({
      id: z.number(),
      at: z.iso.datetime(),
      to: z.string(),
      from: z.string(),
      subject: z.string(),
      text: z.string(),
    }),
  ),
});

export const letterSchema = z.object({
  id: z.string(),
  kind: z.enum(LETTER_KINDS),
  personId: z.string(),
  caseId: z.string(),
  createdAt: z.iso.datetime(),
  printed: z.boolean(),
  link: z.string().optional(),
});

export const lettersQuery = z.object({ personId: z.string().optional() });
export const letterParams = z.object({ id: z.string() });

export const lettersAnswer = z.object({ letters: z.array(letterSchema) });

export type LetterView = z.infer<typeof letterSchema>;
