import { contract } from '../../platform/index.ts';
import {
  audienceQuery,
  challengeAnswer,
  challengeRequest,
  dutyRequest,
  loginRequest,
  proof,
  serviceChallengeRequest,
  serviceLoginAnswer,
  serviceLoginParams,
  serviceLoginView,
  sessionAnswer,
} from './schemas.ts';

/** A whole office may come from one address, and each of its pages asks who is logged in. */
const OF_AN_OFFICE = 1_200;

export const loginContract = contract('login', {
  'POST /api/login/challenge': {
    who: 'public',
    perMinute: 120,
    summary: 'A one-time challenge for logging in with a card; it lives five minutes',
    body: challengeRequest,
    answer: challengeAnswer,
  },
  'POST /api/login': {
    who: 'public',
    perMinute: 120,
    summary: 'Log in with the card’s answer to a challenge; sets the session cookie',
    body: loginRequest,
    answer: sessionAnswer,
  },
  'POST /api/session/duty': {
    who: 'public',
    perMinute: 120,
    summary: 'Choose the duty of this session, by a member of staff who has several; once',
    body: dutyRequest,
    answer: sessionAnswer,
  },
  'GET /api/session': {
    who: 'public',
    perMinute: OF_AN_OFFICE,
    summary: 'Who is logged in, and the token for what changes something',
    query: audienceQuery,
    answer: sessionAnswer,
  },
  'POST /api/logout': {
    who: 'public',
    perMinute: OF_AN_OFFICE,
    summary: 'End the session; nothing happens without one',
    query: audienceQuery,
    answer: sessionAnswer,
  },
  'GET /api/service-login/:uid': {
    who: 'public',
    perMinute: 120,
    summary: 'Where a service’s log-in begins: leads the browser to the page of the portal',
    params: serviceLoginParams,
  },
  'GET /api/service-login/:uid/request': {
    who: 'public',
    perMinute: 120,
    summary: 'Who asks for what',
    params: serviceLoginParams,
    answer: serviceLoginView,
  },
  'POST /api/service-login/:uid/challenge': {
    who: 'public',
    perMinute: 120,
    summary: 'A challenge that names the service and the attributes that the person agrees to',
    params: serviceLoginParams,
    body: serviceChallengeRequest,
    answer: challengeAnswer,
  },
  'POST /api/service-login/:uid/approve': {
    who: 'public',
    perMinute: 120,
    summary: 'The card’s answer; the browser then goes back to the service',
    params: serviceLoginParams,
    body: proof,
    answer: serviceLoginAnswer,
  },
  'POST /api/service-login/:uid/decline': {
    who: 'public',
    perMinute: 120,
    summary: 'The person does not log in; the service learns only that',
    params: serviceLoginParams,
    answer: serviceLoginAnswer,
  },
});
