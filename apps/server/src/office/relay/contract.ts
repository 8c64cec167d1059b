import { relayReply, relayRequest } from '@mibun/protocol';
import { contract } from '../../platform/index.ts';

/** Many answers of a card at once, in hexadecimal. */
const MAX_BODY_OCTETS = 1024 * 1024;

/** Every step of a card is a call, and all cards of an office may come from one address. */
const OF_AN_OFFICE = 12_000;

export const relayContract = contract('counter', {
  'POST /api/relay': {
    who: 'public',
    perMinute: OF_AN_OFFICE,
    bodyLimit: MAX_BODY_OCTETS,
    summary: 'An agent answers a step of a counter ceremony and gets the next one',
    body: relayRequest,
    answer: relayReply,
  },
});
