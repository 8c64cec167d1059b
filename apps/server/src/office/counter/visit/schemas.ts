import { bilingual } from '@mibun/protocol';
import type { Lifecycle } from '@mibun/rules';
import { z } from 'zod';
import { instant, problemSchema, relaySchema, statesOf, stepSchema, version } from '../common-schemas.ts';

export const visitParams = z.object({ id: z.string().max(60) });
export const visitOpened = z.object({ visitId: z.string(), version, relay: relaySchema });
export const resumeAnswer = z.object({ relay: relaySchema });
export const cancelRequest = z.object({ version, reason: z.string().trim().min(1).max(500) });

/** How far a visit has come and what to do next; `more` is what its procedure alone has to show. */
export const visitAnswer = <S extends string, M extends z.ZodRawShape>(
  table: Pick<Lifecycle<S, string>, 'states'>,
  more: M,
) =>
  z.object({
    visitId: z.string(),
    version,
    state: statesOf<S>(table),
    label: bilingual,
    cardId: z.string(),
    cardSerial: z.string(),
    personId: z.string(),
    name: z.string(),
    clerkName: z.string(),
    openedAt: instant,
    steps: z.array(stepSchema),
    connected: z.boolean().describe('a reader is working on the chip at this moment'),
    problem: problemSchema.nullable(),
    mayResume: z.boolean(),
    mayCancel: z.boolean(),
    ...more,
  });

export type VisitOpened = z.infer<typeof visitOpened>;
export type ResumeAnswer = z.infer<typeof resumeAnswer>;
export type CancelRequest = z.infer<typeof cancelRequest>;
export type RelayTicket = z.infer<typeof relaySchema>;
export type ProblemView = z.infer<typeof problemSchema>;
export type StepView = z.infer<typeof stepSchema>;
/** What every visit shows. */
export type VisitView<S extends string = string> = z.infer<
  ReturnType<typeof visitAnswer<S, Record<never, never>>>
>;
