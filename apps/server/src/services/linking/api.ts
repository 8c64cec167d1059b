import type { VerifierService } from '../../authority/verifiers/index.ts';
import type { Bilingual, Tx } from '../../platform/index.ts';

/** What may be supplied after a change (domain.md LAT-01): the four attributes of SIG, nothing else. */
export const ATTRIBUTE_ITEMS = ['name', 'address', 'birthDate', 'sex'] as const;
export type AttributeItem = (typeof ATTRIBUTE_ITEMS)[number];

/** A service's consent screen (LAT-03): what it asks for, and what it tells the person. */
export interface ConsentOffer {
  readonly service: VerifierService;
  readonly items: readonly AttributeItem[];
  readonly title: Bilingual;
  readonly gist: Bilingual;
  /** What the company says under the headings that are its own to fill; see `explanations.ts`. */
  readonly explanations: Readonly<Record<string, Bilingual>>;
  /** For one person, once: the way back after a withdrawal (LAT-04). Otherwise for all customers. */
  readonly singleUse: boolean;
  readonly expiresAt: Date;
  /** Twelve characters in groups of four, where pages of a demo name it; otherwise it is made by chance. */
  readonly code?: string;
}

export interface Linking {
  /** Makes an offer for a service of this verifier; answers the code of its link. Refuses what lacks an explanation. */
  offer(
    tx: Tx,
    verifierId: string,
    offer: ConsentOffer,
  ): Promise<{ readonly code: string; readonly url: string }>;
  /** The timer's turn: consents whose ten years are over → EXPIRED. Supply does not wait for it. Answers how many. */
  expireDue(): Promise<number>;
}
