import { z } from 'zod';
import { contract, staffAt } from '../../platform/index.ts';
import {
  approveRequest,
  decisionAnswer,
  draftAnswer,
  firstFormsAnswer,
  firstFormsRequest,
  formAnswer,
  formRequest,
  photoAnswer,
  queueAnswer,
  queueQuery,
  rejectRequest,
  screeningAnswer,
  startAnswer,
  startRequest,
  statusAnswer,
  statusRequest,
  submitAnswer,
  submitRequest,
  takeBackRequest,
  withdrawAnswer,
} from './schemas.ts';

const PHOTO_BODY_LIMIT = 8 * 1024 * 1024;
const idParam = z.object({ id: z.string().max(60) });

export const applicationsContract = contract('applications', {
  'POST /api/applications/start': {
    who: 'public',
    perMinute: 120,
    summary: 'Open a draft; its personal link goes out by mail',
    body: startRequest,
    answer: startAnswer,
  },
  'GET /api/applications/draft': {
    who: 'public',
    perMinute: 120,
    summary: 'The draft behind a personal link',
    answer: draftAnswer,
  },
  'PUT /api/applications/draft/photo': {
    who: 'public',
    perMinute: 120,
    bodyLimit: PHOTO_BODY_LIMIT,
    summary: 'Put the photo (JPEG) into the draft; tells at once what is wrong with it',
    answer: photoAnswer,
  },
  'GET /api/applications/draft/photo': {
    who: 'public',
    perMinute: 120,
    summary: 'The photo of the draft',
  },
  'POST /api/applications/draft/submit': {
    who: 'public',
    perMinute: 120,
    summary: 'Send the application; repeating with the same key changes nothing',
    body: submitRequest,
    answer: submitAnswer,
  },
  'POST /api/applications/status': {
    who: 'public',
    perMinute: 120,
    summary: 'Where the application stands',
    body: statusRequest,
    answer: statusAnswer,
  },
  'PUT /api/applications/correction/photo': {
    who: 'public',
    perMinute: 120,
    bodyLimit: PHOTO_BODY_LIMIT,
    summary: 'Replace only the photo of an application that was sent back',
    answer: photoAnswer,
  },
  'POST /api/applications/withdraw': {
    who: 'public',
    perMinute: 120,
    summary: 'Withdraw the application',
    body: statusRequest,
    answer: withdrawAnswer,
  },
});

export const screeningContract = contract('screening', {
  'GET /api/screening/queue': {
    who: staffAt('screening', 'screen', 'look', 'cases'),
    summary: 'Applications to be screened, oldest first; never one’s own or one’s household’s',
    query: queueQuery,
    answer: queueAnswer,
  },
  'GET /api/screening/:id': {
    who: staffAt('screening', 'screen', 'look', 'case'),
    summary: 'Form, photo hints and registry side by side; the read is on the person’s access log',
    params: idParam,
    answer: screeningAnswer,
  },
  'GET /api/screening/:id/photo': {
    who: staffAt('screening', 'screen', 'look', 'case'),
    summary: 'The photo as sent',
    params: idParam,
  },
  'POST /api/screening/:id/approve': {
    who: staffAt('screening', 'screen', 'do', 'case'),
    summary: 'Approve; the registry version seen is frozen',
    params: idParam,
    body: approveRequest,
    answer: decisionAnswer,
  },
  'POST /api/screening/:id/reject': {
    who: staffAt('screening', 'screen', 'do', 'case'),
    summary: 'Send back with reasons of the closed list (PHO-03)',
    params: idParam,
    body: rejectRequest,
    answer: decisionAnswer,
  },
  'POST /api/screening/:id/take-back': {
    who: staffAt('screening', 'screen', 'do', 'case'),
    summary: 'Take one’s own approval back (PHO-07)',
    params: idParam,
    body: takeBackRequest,
    answer: decisionAnswer,
  },
  'POST /api/office/application-forms': {
    who: staffAt('office', 'apply', 'do', 'person'),
    summary:
      'A new form for a person whose identity was checked (APP-01); its ID goes to them by letter alone',
    body: formRequest,
    answer: formAnswer,
  },
  'POST /api/office/application-forms/first': {
    who: staffAt('office', 'apply', 'do', 'cases'),
    summary:
      'First forms, by letter, for the next residents of the own municipality who never had one; call again with `next`',
    body: firstFormsRequest,
    answer: firstFormsAnswer,
  },
});
