import type { AttentionKind, GenerationStateName, ProposalStateName } from '@mibun/server/schemas/ca-office';

export const STATE_WORDS: Readonly<Record<GenerationStateName, string>> = {
  PREPARING: 'being made',
  PREPARED: 'made, not published',
  PUBLISHED: 'published, not issuing',
  ISSUING: 'issuing',
  OVERLAPPING: 'superseded, still answering',
  RETIRED: 'retired',
  WITHDRAWN: 'withdrawn',
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
