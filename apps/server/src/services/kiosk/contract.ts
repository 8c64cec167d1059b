import { z } from 'zod';
import { contract } from '../../platform/index.ts';
import {
  authenticateAnswer,
  authenticateRequest,
  paperAnswer,
  payRequest,
  selectRequest,
  startAnswer,
  stateAnswer,
} from './schemas.ts';

export const kioskContract = contract('kiosk', {
  'POST /api/kiosk/sessions': {
    who: 'public',
    perMinute: 120,
    summary: 'Begin a request at an enrolled kiosk; gives its token and the challenge for the card',
    answer: startAnswer,
  },
  'POST /api/kiosk/sessions/current/authenticate': {
    who: 'public',
    perMinute: 120,
    summary: 'The answer of the card; a refusal ends the request',
    body: authenticateRequest,
    answer: authenticateAnswer,
  },
  'GET /api/kiosk/sessions/current/state': {
    who: 'public',
    perMinute: 1_200,
    summary: 'Where the request stands',
    answer: stateAnswer,
  },
  'POST /api/kiosk/sessions/current/select': {
    who: 'public',
    perMinute: 240,
    summary: 'Choose the certificate, what it shows and how many; the answer is the price',
    body: selectRequest,
    answer: stateAnswer,
  },
  'POST /api/kiosk/sessions/current/pay': {
    who: 'public',
    perMinute: 240,
    summary: 'The quoted amount lies in the machine',
    body: payRequest,
    answer: stateAnswer,
  },
  'GET /api/kiosk/sessions/current/print': {
    who: 'public',
    perMinute: 240,
    summary: 'The certificate as PDF, once; the headers say whose it is',
  },
  'GET /api/kiosk/papers/:serial': {
    who: 'public',
    perMinute: 120,
    summary: 'Whether a paper is genuine: its type, time, municipality and SHA-256; nothing about the person',
    params: z.object({ serial: z.string().max(60) }),
    answer: paperAnswer,
  },
  'POST /api/kiosk/sessions/current/issue': {
    who: 'public',
    perMinute: 240,
    summary: 'Order the certificate; a job makes it',
    answer: stateAnswer,
  },
  'POST /api/kiosk/sessions/current/extend': {
    who: 'public',
    perMinute: 240,
    summary: 'More time for the person',
    answer: stateAnswer,
  },
  'POST /api/kiosk/sessions/current/cancel': {
    who: 'public',
    perMinute: 240,
    summary: 'The person stops before paying',
    answer: stateAnswer,
  },
  'POST /api/kiosk/sessions/current/complete': {
    who: 'public',
    perMinute: 240,
    summary: 'Paper and card are taken',
    answer: stateAnswer,
  },
});
