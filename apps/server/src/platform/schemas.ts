import { z } from 'zod';

const instant = z.iso.datetime();

/** What every kind's answer says of a proposal; the kind adds what is proposed. */
export const proposalFields = {
  id: z.string(),
  version: z.int(),
  /** Goes back with the second person's word: they confirm what they were shown, and nothing else. */
  digest: z.string(),
  reason: z.string(),
  state: z.enum(['PROPOSED', 'CONFIRMED', 'DONE', 'REFUSED', 'WITHDRAWN', 'LAPSED']),
  refusal: z.string().nullable(),
  proposedBy: z.string(),
  proposedAt: instant,
  expiresAt: instant.nullable(),
  /** Who confirmed it, or took it back. */
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  endedAt: instant.nullable(),
  /** Whoever asks has proposed it: the second word is another's. */
  mine: z.boolean(),
  /** What this session may do with it now. */
  mayConfirm: z.boolean(),
  mayWithdraw: z.boolean(),
  mayResume: z.boolean(),
};
const fields = z.object(proposalFields);
export type ProposalFields = z.infer<typeof fields>;

/** The second person's word, on what was shown. */
export const proposalSeen = z.object({ version: z.int(), digest: z.string().max(60) });
export type ProposalSeen = z.infer<typeof proposalSeen>;
