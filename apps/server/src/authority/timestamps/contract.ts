import { MAX_TIME_STAMP_REQUEST_OCTETS } from '@mibun/pki';
import { contract } from '../../platform/index.ts';

export const timestampsContract = contract('time stamps', {
  'POST /tsa': {
    who: 'public',
    perMinute: 600,
    // What is a little too long gets the protocol's own refusal; what is far too long is not even read.
    bodyLimit: 16 * MAX_TIME_STAMP_REQUEST_OCTETS,
    summary: 'A time stamp over a digest (RFC 3161), application/timestamp-query',
  },
});
