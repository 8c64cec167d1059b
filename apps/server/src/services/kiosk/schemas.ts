import { bilingual } from '@mibun/protocol';
import { KIOSK, type KioskState } from '@mibun/rules';
import { z } from 'zod';

const base64 = (most: number) => z.base64().min(4).max(most);

export const kioskStateSchema = z.enum(Object.keys(KIOSK.states) as [KioskState, ...KioskState[]]);
export const documentSchema = z.enum(['resident-record']);
export const recordOptionsSchema = z.object({ domicile: z.boolean(), relation: z.boolean() });

/** Where a request stands; the answer to almost everything. */
export const stateAnswer = z.object({
  sessionId: z.string().describe('the request id: made once, carried by everything that belongs to it'),
  state: kioskStateSchema,
  label: bilingual,
  /** Seconds until the whole request ends; null when it has ended. */
  secondsLeft: z.number().nullable(),
  document: documentSchema.nullable(),
  options: recordOptionsSchema.nullable(),
  copies: z.number().nullable(),
  /** Yen, all copies. */
  fee: z.number().nullable(),
  /** Yen that the machine has given back. */
  refunded: z.number().nullable(),
  /** Why it ended without a paper: the code of a problem. */
  failure: z.string().nullable(),
  /** Set once the paper is out. */
  paperSerial: z.string().nullable(),
});

export const startAnswer = stateAnswer.extend({
  place: bilingual.describe('where the enrolled device stands; the statement names it, too'),
  token: z.string(),
  challenge: z.object({ challengeId: z.string(), nonce: z.string(), statement: bilingual }),
  /** `demo-outside-hours`: a real kiosk would be closed now; the demo says so and goes on. */
  hours: z.enum(['open', 'demo-outside-hours']),
});

export const authenticateRequest = z.object({
  challengeId: z.string().min(20).max(100),
  language: z.enum(['ja', 'en']),
  certificate: base64(8_000),
  signature: base64(1_500),
});
export const authenticateAnswer = stateAnswer.extend({
  holder: z.object({ name: z.string(), foreign: z.boolean() }),
  municipality: z.object({ code: z.string(), name: bilingual }),
  documents: z.array(
    z.object({ id: documentSchema, name: bilingual, fee: z.number(), mostCopies: z.number() }),
  ),
});

export const selectRequest = z.object({
  document: documentSchema,
  options: recordOptionsSchema,
  copies: z.number().int().min(1).max(99),
});
export const payRequest = z.object({ amount: z.number().int().min(0).max(1_000_000) });

/** What anybody may know about a paper that they hold: nothing about the person. */
export const paperAnswer = z.object({
  serial: z.string(),
  type: documentSchema,
  typeName: bilingual,
  issuedAt: z.iso.datetime(),
  municipality: z.string(),
  municipalityName: bilingual,
  copies: z.number(),
  /** Of the sealed PDF that was printed, lower-case hex. */
  sha256: z.string(),
});

export type StartAnswer = z.infer<typeof startAnswer>;
export type StateAnswer = z.infer<typeof stateAnswer>;
export type AuthenticateAnswer = z.infer<typeof authenticateAnswer>;
export type SelectRequest = z.infer<typeof selectRequest>;
export type PaperAnswer = z.infer<typeof paperAnswer>;
