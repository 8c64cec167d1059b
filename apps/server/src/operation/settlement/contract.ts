import { contract } from '../../platform/index.ts';
import {
  endAnswer,
  enterAnswer,
  enterRequest,
  offerAnswer,
  openAnswer,
  openRequest,
  sessionParams,
  staffAnswer,
  staffRequest,
} from './schemas.ts';

const MOST_ROWS_OCTETS = 2 * 1024 * 1024;
const MOST_STAFF_OCTETS = 10 * 1024 * 1024;

/** Public is what needs two operators' signatures; the rest needs the token that they got (`demandSession`). */
export const settlementContract = contract('settlement', {
  'POST /api/settlement/sessions': {
    who: 'public',
    perMinute: 20,
    summary: 'What two operators are to sign, so that this system is settled; it lives a quarter of an hour',
    answer: offerAnswer,
  },
  'POST /api/settlement/sessions/:id/open': {
    who: 'public',
    perMinute: 20,
    summary: 'Open the session by the signatures of two operators whose keys the configuration names; once',
    params: sessionParams,
    body: openRequest,
    answer: openAnswer,
  },
  'POST /api/settlement/residents': {
    who: 'public',
    perMinute: 600,
    bodyLimit: MOST_ROWS_OCTETS,
    summary: 'Enter up to 500 residents; sending them again adds nobody twice',
    body: enterRequest,
    answer: enterAnswer,
  },
  'POST /api/settlement/staff': {
    who: 'public',
    perMinute: 600,
    bodyLimit: MOST_STAFF_OCTETS,
    summary: 'Name a member of first staff and, with a photo, begin or go on with the ceremony of their card',
    body: staffRequest,
    answer: staffAnswer,
  },
  'POST /api/settlement/end': {
    who: 'public',
    perMinute: 20,
    summary: 'End the ceremony of first staff, for good; residents can still be entered',
    answer: endAnswer,
  },
});
