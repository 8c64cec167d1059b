import { z } from 'zod';
import { proposalFields } from '../../../platform/index.ts';
import { cardStateSchema, instant, version } from '../common-schemas.ts';

const reason = z.string().trim().min(1).max(500);

export const collectRequest = z.object({ version, reason });
export const cardStateAnswer = z.object({ cardId: z.string(), version, state: cardStateSchema });

/** What one member of staff proposes and another confirms. */
export const proposedDestruction = z.object({ cardId: z.string(), chipSerial: z.string() });
export const destructionRequest = z.object({ version, reason });
export const destructionAnswer = z.object({
  ...proposalFields,
  cardId: z.string(),
  cardSerial: z.string(),
  personId: z.string(),
});
export const destructionsAnswer = z.object({ items: z.array(destructionAnswer) });

export const keptCard = z.object({
  cardId: z.string(),
  cardSerial: z.string(),
  personId: z.string(),
  /** Why it may be destroyed. */
  why: z.enum(['collected', 'expired', 'withdrawn', 'replaced', 'unclaimed']),
  /** When it came to the office, or was handed in. */
  since: instant,
  /** Its destruction waits for the second person. */
  proposed: z.boolean(),
});
export const keptCardsAnswer = z.object({ items: z.array(keptCard) });

export type KeptCardsAnswer = z.infer<typeof keptCardsAnswer>;
export type KeptCard = z.infer<typeof keptCard>;
export type ProposedDestruction = z.infer<typeof proposedDestruction>;
export type CollectRequest = z.infer<typeof collectRequest>;
export type CardStateAnswer = z.infer<typeof cardStateAnswer>;
export type DestructionRequest = z.infer<typeof destructionRequest>;
export type DestructionAnswer = z.infer<typeof destructionAnswer>;
export type DestructionsAnswer = z.infer<typeof destructionsAnswer>;
