import { plainDate } from '@mibun/rules';
import { z } from 'zod';

/** A date without time, 'YYYY-MM-DD'. */
export const plainDateSchema = z.iso.date().transform((text) => plainDate(text));

/** What somebody says about the person whom they are looking for. */
export const claimSchema = z.object({
  name: z.string().trim().min(1).max(200).optional(),
  birthDate: plainDateSchema.optional(),
  sex: z.enum(['1', '2']).optional(),
  address: z.string().trim().min(1).max(300).optional(),
});

export const foundResidentSchema = z.object({
  personId: z.string(),
  name: z.string(),
  nameKana: z.string(),
  birthDate: z.string(),
  sex: z.enum(['1', '2']),
  address: z.string(),
  municipality: z.string(),
});

export const searchRequest = claimSchema.extend({ reason: z.string().trim().min(1).max(500) });
export const searchAnswer = z.object({ people: z.array(foundResidentSchema) });

export type SearchRequest = z.input<typeof searchRequest>;
export type SearchAnswer = z.infer<typeof searchAnswer>;
export type FoundResident = z.infer<typeof foundResidentSchema>;
