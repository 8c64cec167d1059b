import { bilingual } from '@mibun/protocol';
import { APPLICATION, type ApplicationState, CARD, type CardState } from '@mibun/rules';
import { z } from 'zod';
import { birthDateSchema } from '../../registry/residents/index.ts';

export const idParams = z.object({ id: z.string().max(60) });
export const cardParams = z.object({ cardId: z.string().max(60) });
export const version = z
  .number()
  .int()
  .describe('what the clerk saw; another one means that somebody was faster');

export const instant = z.iso.datetime();

export const documentIds = z
  .array(z.string().max(60))
  .max(10)
  .describe('ids of IDENTITY_DOCUMENTS (IDD-01, IDD-02)');

/** The states of a life-cycle table, as a schema. */
export const statesOf = <S extends string>(lifecycle: { readonly states: Readonly<Record<S, unknown>> }) =>
  z.enum(Object.keys(lifecycle.states) as [S, ...S[]]);

export const applicationStateSchema = statesOf<ApplicationState>(APPLICATION);
export const cardStateSchema = statesOf<CardState>(CARD);

/** Where the agent's page connects the card to: passed on to it as it is. */
export const relaySchema = z.object({ url: z.string(), token: z.string(), cardSerial: z.string() });

/** What went wrong last, in words and with the way out; the work can be resumed. */
export const problemSchema = z.object({ code: z.string(), title: bilingual, next: bilingual });

export const stepSchema = z.object({
  id: z.string(),
  label: bilingual,
  at: instant.nullable().describe('null: not done yet'),
});

export const versionRequest = z.object({ version });

export const presentedSchema = z
  .object({
    name: z.string().trim().min(1).max(200),
    birthDate: birthDateSchema,
    address: z.string().trim().min(1).max(300),
  })
  .describe('as the identity documents show it (IDD-05)');

export const representativeSchema = z
  .object({
    name: z.string().trim().min(1).max(200),
    documents: documentIds,
    /** AGE-02: the proof is waived when the parent is in the same household. */
    authority: z.enum(['same-household', 'register-certificate']),
  })
  .describe('the legal representative, who attends with a person under 15');

export type VersionRequest = z.infer<typeof versionRequest>;
export type Presented = z.output<typeof presentedSchema>;
export type Representative = z.infer<typeof representativeSchema>;
