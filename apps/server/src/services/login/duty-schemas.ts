import { STAFF_ROLES } from '@mibun/rules';
import { z } from 'zod';
import { proposalFields } from '../../platform/index.ts';
import { birthDateSchema } from '../../registry/residents/index.ts';

const reason = z.string().trim().min(3).max(300);
const role = z.enum(STAFF_ROLES);

/** What one proposes and another confirms, whole. */
export const givenDuty = z.object({
  personId: z.string(),
  role,
  /** Exactly for the roles that are held at one (§9). */
  office: z.string().nullable(),
  /** As it is registered: residents see it on their access log. */
  name: z.string(),
});
export type GivenDuty = z.infer<typeof givenDuty>;

export const personClaim = z.object({
  name: z.string().trim().min(1).max(200),
  birthDate: birthDateSchema,
  sex: z.enum(['1', '2']),
  address: z.string().trim().min(1).max(300),
});
export type PersonClaim = z.output<typeof personClaim>;

/** At an office the duty is at this office: no other is ever named. */
export const giveRequestOf = <const R extends readonly [string, ...string[]]>(roles: R) =>
  z.object({
    person: personClaim.describe('all four as they are registered: nobody is named by a number'),
    role: z.enum(roles),
    reason,
  });

export const dutyProposalParams = z.object({ id: z.string().regex(/^[\w-]{10,80}$/) });
export const dutyParams = z.object({ id: z.string().regex(/^[\w-]{1,60}$/) });
export const versionRequest = z.object({ version: z.int() });
export const endDutyRequest = z.object({ reason });
export const dutyDone = z.object({ done: z.literal(true) });

export const dutyProposal = z.object({ ...proposalFields, ...givenDuty.shape });
export const dutiesAnswer = z.object({
  duties: z.array(
    z.object({
      dutyId: z.string(),
      ...givenDuty.shape,
      beganAt: z.iso.datetime(),
      /** Whoever asks may end it. */
      mayEnd: z.boolean(),
    }),
  ),
  proposals: z.array(dutyProposal),
});

export type DutyProposalView = z.infer<typeof dutyProposal>;
export type DutiesAnswer = z.infer<typeof dutiesAnswer>;
