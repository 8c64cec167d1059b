import {
  AUTHENTICATION_CERTIFICATE,
  type Bilingual,
  INSTITUTION_CERTIFICATE,
  SIGNATURE_CERTIFICATE,
} from '@mibun/rules';
import type { AttentionKind } from '@mibun/server/schemas/authority/ca-desk';

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

const CERTIFICATE_STATES: Readonly<Record<string, Bilingual>> = {
  ...INSTITUTION_CERTIFICATE.states,
  ...AUTHENTICATION_CERTIFICATE.states,
  ...SIGNATURE_CERTIFICATE.states,
};

/** What the tables call the state of a certificate of any kind. */
export function certificateState(state: string): string {
  return CERTIFICATE_STATES[state]?.en ?? state;
}
