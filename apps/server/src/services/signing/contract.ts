import { z } from 'zod';
import { contract } from '../../platform/index.ts';
import { completeRequest, prepareRequest } from '../card-signature/index.ts';
import { ceremonyAnswer, prepareAnswer, signedListAnswer } from './schemas.ts';

const MAX_BYTES = 20_000_000;
const idParam = z.object({ id: z.string().max(60) });

export const signingContract = contract('signing', {
  'POST /api/signing': {
    who: 'resident',
    perMinute: 60,
    bodyLimit: MAX_BYTES,
    summary: 'Upload a PDF to be signed; its name in X-Document-Name, URI-encoded',
    answer: ceremonyAnswer,
  },
  'GET /api/signing/:id': {
    who: 'resident',
    summary: 'Where a ceremony stands',
    params: idParam,
    answer: ceremonyAnswer,
  },
  'POST /api/signing/:id/prepare': {
    who: 'resident',
    summary:
      'Prepares the document for the holder’s signature certificate; gives the digest that the card signs',
    params: idParam,
    body: prepareRequest,
    answer: prepareAnswer,
  },
  'POST /api/signing/:id/complete': {
    who: 'resident',
    summary: 'Hand in the signature of the card; repeating it changes nothing',
    params: idParam,
    body: completeRequest,
    answer: ceremonyAnswer,
  },
  'GET /api/signing/:id/original': {
    who: 'resident',
    summary: 'The document as it was uploaded, until it is signed',
    params: idParam,
  },
  'GET /api/signing/:id/document': {
    who: 'resident',
    summary: 'The signed PDF',
    params: idParam,
  },
  'GET /api/signing': {
    who: 'resident',
    summary: 'What the person has signed, newest first',
    answer: signedListAnswer,
  },
});
