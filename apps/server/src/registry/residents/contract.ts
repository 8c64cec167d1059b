import { contract, staffAt } from '../../platform/index.ts';
import {
  entryAnswer,
  entryRequest,
  eventAnswer,
  eventRequest,
  searchAnswer,
  searchRequest,
} from './schemas.ts';

/** A large city on the day of the year on which most people move. */
const OF_A_REGISTRY = 600;

export const residentsContract = contract('residents', {
  'POST /api/office/residents/search': {
    who: staffAt('office', 'see-status', 'look', 'cases'),
    summary:
      'Find a person of the own municipality by at least two attributes; every hit is on their access log',
    body: searchRequest,
    answer: searchAnswer,
  },
  'POST /api/registry/residents': {
    who: 'public',
    perMinute: OF_A_REGISTRY,
    summary:
      'A municipality’s registry enters a person: a birth, or somebody never registered; signed by its enrolled system (RFC 9421)',
    body: entryRequest,
    answer: entryAnswer,
  },
  'POST /api/registry/events': {
    who: 'public',
    perMinute: OF_A_REGISTRY,
    summary:
      'A municipality’s registry reports what happened to a person; cards, certificates and applications follow at once; signed by its enrolled system (RFC 9421)',
    body: eventRequest,
    answer: eventAnswer,
  },
});
