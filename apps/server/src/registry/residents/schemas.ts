import {
  type BirthDate,
  isBirthDate,
  isPlainDate,
  type PlainDate,
  RESIDENT_COLUMNS,
  type ResidentColumn,
} from '@mibun/rules';
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

/** What the event rests on: the notification, the doctor's certificate, the court's decision. */
const document = z
  .string()
  .trim()
  .min(3)
  .max(200)
  .describe('the paper that it rests on; on the record of the event');
/** As the registry has it; the rules say what can stand there. Null takes away what somebody had. */
const said = z.string().trim().max(400);
const cleared = said.nullable();
const residentCode = z.string().trim().max(20);

export const entryRequest = z.object({
  resident: z
    .partialRecord(z.enum(Object.keys(RESIDENT_COLUMNS) as [ResidentColumn, ...ResidentColumn[]]), said)
    .describe('by the columns of a file of residents'),
  document,
});
export const entryAnswer = z.object({ status: z.enum(['added', 'known']), version: z.int() });

export const changeSchema = z.discriminatedUnion('event', [
  z.object({
    event: z.enum(['died', 'record-deleted', 'residence-status-lost', 'departed', 'number-changed']),
  }),
  z.object({ event: z.literal('departed-with-continued-use'), address: said }),
  z.object({ event: z.literal('resident-code-changed'), residentCode }),
  z.object({
    event: z.literal('attributes-changed'),
    attributes: z
      .strictObject({
        household: said,
        relation: said,
        name: said,
        nameKana: said,
        nameRomaji: said,
        formerSurname: cleared,
        commonName: cleared,
        birthDate: birthDateSchema,
        sex: z.enum(['1', '2']),
        postalCode: said,
        address: said,
        domicile: cleared,
        phone: cleared,
        email: cleared,
      })
      .partial()
      .refine((attributes) => Object.keys(attributes).length > 0, 'nothing is new'),
  }),
  z.object({ event: z.literal('moved-out'), announcedDate: plainDateSchema }),
  z.object({
    event: z.literal('moved-in'),
    municipality: z.string().regex(/^\d{5}$/),
    household: said.describe('whom they live with there, as the municipality names its households'),
    relation: said,
    postalCode: said,
    address: said,
    movedOn: plainDateSchema,
  }),
  z.object({
    event: z.literal('stay-changed'),
    residenceStatus: said.optional(),
    stayUntil: plainDateSchema.optional(),
  }),
]);

export const eventRequest = z.object({
  residentCode: residentCode.describe('the code by which registries know people; never in an address'),
  version: z
    .int()
    .min(1)
    .describe('of the record that this changes: 1 at its entry, one more with each event'),
  change: changeSchema,
  document,
});
export const eventAnswer = z.object({ version: z.int() });

export type ReportedChange = z.output<typeof changeSchema>;
export type EventRequest = z.output<typeof eventRequest>;
export type EntryRequest = z.output<typeof entryRequest>;
