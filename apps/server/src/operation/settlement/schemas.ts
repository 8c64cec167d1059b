import { bilingual } from '@mibun/protocol';
import { STAFF_ROLES } from '@mibun/rules';
import { z } from 'zod';
import { birthDateSchema } from '../../registry/residents/index.ts';

/** Rows of one call: a second's work, and a body that everybody takes. */
export const MOST_ROWS = 500;
const LONGEST_VALUE = 400;
const MOST_PHOTO_OCTETS = 7_000_000;

const base64 = (mostOctets: number) => z.base64().max(Math.ceil(mostOctets / 3) * 4);
export const offerAnswer = z.object({
  id: z.string(),
  statement: z.string().describe('what two operators sign: ECDSA with SHA-384 over its octets in UTF-8'),
  endsAt: z.iso.datetime(),
});

export const sessionParams = z.object({ id: z.string().max(60) });

export const openRequest = z.object({
  approvals: z
    .array(
      z.object({
        publicKey: base64(200).describe('SubjectPublicKeyInfo, DER'),
        signature: base64(200).describe('ECDSA with SHA-384, DER'),
      }),
    )
    .min(2)
    .max(10),
});

export const openAnswer = z.object({
  token: z.string().describe('bearer token of everything else here'),
  endsAt: z.iso.datetime(),
  ceremonyEnded: z.boolean().describe('first staff can no longer be named'),
  municipalities: z.array(z.object({ code: z.string(), prefecture: bilingual, name: bilingual })),
});

export const enterRequest = z.object({
  rows: z
    .array(
      z
        .record(z.string().max(60), z.string().max(LONGEST_VALUE))
        .refine((row) => Object.keys(row).length <= 60),
    )
    .max(MOST_ROWS)
    .describe('one person each, texts by column: docs/operate/settle.md has the columns'),
});

export const enterAnswer = z.object({
  outcomes: z
    .array(
      z.object({
        status: z.enum(['added', 'known', 'refused']),
        faults: z.array(
          z.object({
            column: z.string(),
            reason: z.string(),
            rule: z.string(),
            ja: z.string(),
            en: z.string(),
          }),
        ),
      }),
    )
    .describe('one for each row, in their order; a fault names the column and never repeats its value'),
});

export const staffRequest = z.object({
  person: z.object({
    name: z.string().trim().min(1).max(200),
    birthDate: birthDateSchema,
    sex: z.enum(['1', '2']),
    address: z.string().trim().min(1).max(300),
  }),
  duties: z
    .array(
      z.object({
        role: z.enum(STAFF_ROLES),
        office: z
          .string()
          .regex(/^\d{5}$/)
          .optional(),
      }),
    )
    .min(1)
    .max(20),
  photo: base64(MOST_PHOTO_OCTETS)
    .optional()
    .describe('JPEG as of an application (PHO-02); with it a card is made'),
});

export const staffAnswer = z.object({
  name: z.string(),
  card: z.enum(['none', 'waiting', 'active']),
  ticket: z
    .object({ token: z.string(), url: z.string() })
    .nullable()
    .describe('for whoever lends a reader with a blank card, as at a counter'),
});

export const endAnswer = z.object({ ceremonyEnded: z.literal(true) });
