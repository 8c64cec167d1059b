import { CA_GENERATION } from '@mibun/rules';
import type { AttentionKind, GenerationStateName, ProposalStateName } from '@mibun/server/schemas/ca-office';

/** From the table: a state is called the same everywhere. */
export const STATE_WORDS: Readonly<Record<GenerationStateName, string>> = {
  PREPARING: CA_GENERATION.states.PREPARING.en,
  PREPARED: CA_GENERATION.states.PREPARED.en,
  PUBLISHED: CA_GENERATION.states.PUBLISHED.en,
  ISSUING: CA_GENERATION.states.ISSUING.en,
  OVERLAPPING: CA_GENERATION.states.OVERLAPPING.en,
  RETIRED: CA_GENERATION.states.RETIRED.en,
  WITHDRAWN: CA_GENERATION.states.WITHDRAWN.en,
};

export const PROPOSAL_WORDS: Readonly<Record<ProposalStateName, string>> = {
  PROPOSED: 'waits for a second operator',
  CONFIRMED: 'is being carried out',
  DONE: 'is done',
  REFUSED: 'was refused by the rules',
  WITHDRAWN: 'was withdrawn',
  LAPSED: 'has lapsed',
};

export const ATTENTION_WORDS: Readonly<Record<AttentionKind, string>> = {
  'custody-not-for-production': 'keys lie in files: not for production',
  'crl-due': 'CRL should have been renewed by now',
  'crl-over': 'CRL is past its next update',
  'responder-ends': 'status responder ends; replaced by itself a week before',
  'institution-ends': 'certificate of an institution ends',
  'generation-due': 'a new generation is due',
  'generation-ends': 'generation ends',
  'generation-on-its-way': 'generation on its way since',
  'intents-pending': 'intents without a signature',
  'proposal-waiting': 'proposal waits for a second operator until',
  'proposal-stopped': 'confirmed act has stopped since',
};
