import { contract } from '../../platform/index.ts';
import { verificationQuery, verificationReport } from './schemas.ts';

/** A signed document is larger than the 20 MB that may be uploaded for signing. */
const MAX_BYTES = 25_000_000;

export const verificationContract = contract('verification', {
  'POST /api/verification': {
    who: 'public',
    perMinute: 60,
    bodyLimit: MAX_BYTES,
    summary: 'Who signed this PDF, was it changed, and do the certificates hold at this moment (VER-07)',
    query: verificationQuery,
    answer: verificationReport,
  },
});
