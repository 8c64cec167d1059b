import { type BirthDate, isBirthDate, isPlainDate, type PlainDate } from '@mibun/rules';
import { z } from 'zod';

/** A date without time, 'YYYY-MM-DD'; one that no calendar has is refused here, as one of the year 0 is. */
export const plainDateSchema = z.iso
  .date()
  .refine((text) => isPlainDate(text), 'no such day')
  .transform((text) => text as PlainDate);

/** A date of birth: 'YYYY-MM-DD', 'YYYY-MM' where the day is not known, 'YYYY' where month and day are not. */
export const birthDateSchema = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
  .refine((text) => isBirthDate(text), 'no such day')
  .transform((text) => text as BirthDate);

/** What somebody says about the person whom they are looking for. */
export const claimSchema = z.object({
  name: z.string().trim().min(1).max(200).optional(),
  birthDate: birthDateSchema.optional(),
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
