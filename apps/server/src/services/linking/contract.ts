import { contract } from '../../platform/index.ts';
import { completeRequest, prepareAnswer, prepareRequest } from '../card-signature/index.ts';
import {
  attributesAnswer,
  attributesRequest,
  beginRequest,
  beginWithdrawalRequest,
  begunAnswer,
  codeParams,
  completeAnswer,
  consentParams,
  consentsAnswer,
  linkAnswer,
  linkRequest,
  offerAnswer,
  offerRequest,
  offerView,
} from './schemas.ts';

export const consentsContract = contract('consents', {
  'GET /api/portal/consents': {
    who: 'resident',
    summary: 'Every consent that I have given, and what was supplied by it',
    answer: consentsAnswer,
  },
  'GET /api/portal/consent-offers/:code': {
    who: 'resident',
    perMinute: 60,
    summary: 'The consent screen behind a link or code (LAT-03)',
    params: codeParams,
    answer: offerView,
  },
  'POST /api/portal/consent-offers/:code/ceremony': {
    who: 'resident',
    perMinute: 60,
    summary: 'Agree: gives the exact text that the card signs',
    params: codeParams,
    body: beginRequest,
    answer: begunAnswer,
  },
  'POST /api/portal/consents/:id/withdrawal': {
    who: 'resident',
    perMinute: 60,
    summary: 'Withdraw: gives the exact text that the card signs',
    params: consentParams,
    body: beginWithdrawalRequest,
    answer: begunAnswer,
  },
  'POST /api/portal/consent-ceremonies/:id/prepare': {
    who: 'resident',
    summary: 'Prepares the text for the holder’s signature certificate; gives the digest that the card signs',
    params: consentParams,
    body: prepareRequest,
    answer: prepareAnswer,
  },
  'POST /api/portal/consent-ceremonies/:id/complete': {
    who: 'resident',
    summary: 'The card has signed: the consent is given, or withdrawn',
    params: consentParams,
    body: completeRequest,
    answer: completeAnswer,
  },
});

/**
 * What the server of one verifier may ask. Each has its own rate and quota of a day besides; this holds also for strangers, whose
 * keys have to be looked for.
 */
const OF_A_VERIFIER = 6_000;

export const linkingContract = contract('accredited verifiers', {
  'POST /api/verifier/link': {
    who: 'public',
    perMinute: OF_A_VERIFIER,
    summary: 'The pairwise id of the holder of a certificate, the same after renewals (LNK-01)',
    body: linkRequest,
    answer: linkAnswer,
  },
  'POST /api/verifier/attributes': {
    who: 'public',
    perMinute: OF_A_VERIFIER,
    summary: 'The current attributes after a change, as far as the holder consents (LAT-02)',
    body: attributesRequest,
    answer: attributesAnswer,
  },
  'POST /api/verifier/consent-offers': {
    who: 'public',
    perMinute: OF_A_VERIFIER,
    summary: 'Make the link under which residents give their consent to a service (LAT-05)',
    body: offerRequest,
    answer: offerAnswer,
  },
});
