/** The office of the case, and another one. */
export const OWN = '99201';
export const OTHER = '99202';
/** The subject of every case, and somebody who lives with them. */
export const SUBJECT = 'p-subject';
export const KIN = 'p-kin';
export const STRANGER = 'p-stranger';
export const NAME = '主題　一子';

/** One of each thing that a route can be asked about. */
export interface Ids {
  readonly person: string;
  readonly application: string;
  readonly card: string;
  readonly handover: string;
  readonly reactivation: string;
  readonly destruction: string;
  readonly duty: string;
  readonly dutyProposal: string;
  readonly letter: string;
  readonly lot: string;
  readonly batch: string;
  readonly making: string;
  /** Of the calls of one operator. */
  readonly call: (operator: string) => string;
}

/** What a route acts on, and how it is asked about the case. */
export type Row =
  | {
      readonly on: 'person' | 'case';
      readonly url: (ids: Ids, actor: string) => string;
      readonly body?: (ids: Ids) => object;
      /** The caller names no id, so there is none that does not exist. */
      readonly byDescription?: true;
    }
  | {
      readonly on: 'own-office' | 'cases';
      readonly body?: () => object;
      /** Not a list that is shown: the act takes what is left for its actor. */
      readonly takes?: true;
    }
  | { readonly on: 'national' | 'own' };

const version = 99;
const why = { version, reason: 'as the table asks' };
const seen = { documents: ['passport'], faceMatches: true };
const officeCard = (path: string, body: object): Row => ({
  on: 'case',
  url: ({ card }) => `/api/office/cards/${card}/${path}`,
  body: () => body,
});
const visit = (kind: 'handovers' | 'reactivations', path = '', body?: object): Row => ({
  on: 'case',
  url: (ids) => `/api/office/${kind}/${kind === 'handovers' ? ids.handover : ids.reactivation}${path}`,
  ...(body && { body: () => body }),
});
const screening = (path = '', body?: object): Row => ({
  on: 'case',
  url: ({ application }) => `/api/screening/${application}${path}`,
  ...(body && { body: () => body }),
});
const plastic = (file: string): Row => ({
  on: 'case',
  url: ({ card }) => `/api/production/cards/${card}/${file}`,
});
const batch = (path: string, body?: object): Row => ({
  on: 'case',
  url: (ids) => `/api/production/batches/${ids.batch}/${path}`,
  ...(body && { body: () => body }),
});

const making = (path: string, body?: object): Row => ({
  on: 'case',
  url: (ids) => `/api/production/makings/${ids.making}/${path}`,
  ...(body && { body: () => body }),
});

/** Every route for staff, as what it says that it acts on. */
export const TABLE: Readonly<Record<string, Row>> = {
  // The municipal office
  'GET /api/office/overview': { on: 'own-office' },
  'GET /api/office/queue': { on: 'own-office' },
  'GET /api/office/arrivals': { on: 'own-office' },
  'GET /api/office/destructions': { on: 'own-office' },
  'GET /api/office/kept-cards': { on: 'own-office' },
  'POST /api/office/residents/search': {
    on: 'cases',
    body: () => ({ name: NAME, birthDate: '1990-03-04', reason: 'at the counter' }),
  },
  'GET /api/office/people/:personId': { on: 'person', url: ({ person }) => `/api/office/people/${person}` },
  'POST /api/office/application-forms': {
    on: 'person',
    url: () => '/api/office/application-forms',
    body: ({ person }) => ({ personId: person, cause: 'lost', reason: 'at the counter' }),
  },
  'POST /api/office/application-forms/first': {
    on: 'cases',
    body: () => ({ after: null, reason: 'a form for everybody' }),
    takes: true,
  },
  'GET /api/office/letters/:id/pdf': { on: 'case', url: ({ letter }) => `/api/office/letters/${letter}/pdf` },
  'POST /api/office/arrivals/:lotId/receive': {
    on: 'case',
    url: ({ lot }) => `/api/office/arrivals/${lot}/receive`,
    body: () => ({ chipSerials: [] }),
  },
  'POST /api/office/cards/:cardId/set-up': {
    on: 'case',
    url: ({ card }) => `/api/office/cards/${card}/set-up`,
  },
  'POST /api/office/cards/:cardId/suspend': officeCard('suspend', { version, circumstances: 'lost' }),
  'POST /api/office/cards/:cardId/collect': officeCard('collect', why),
  'POST /api/office/cards/:cardId/destruction': officeCard('destruction', why),
  'POST /api/office/destructions/:id/approve': {
    on: 'case',
    url: ({ destruction }) => `/api/office/destructions/${destruction}/approve`,
    body: () => ({ version, digest: 'of-what-was-shown' }),
  },
  'POST /api/office/destructions/:id/withdraw': {
    on: 'case',
    url: ({ destruction }) => `/api/office/destructions/${destruction}/withdraw`,
    body: () => ({ version }),
  },
  'POST /api/office/loss-reports': {
    on: 'case',
    url: () => '/api/office/loss-reports',
    body: ({ card }) => ({ cardId: card, version, cause: 'lost-at-home', ...seen }),
  },
  'POST /api/office/handovers': {
    on: 'case',
    url: () => '/api/office/handovers',
    body: ({ application }) => ({
      application,
      version,
      ...seen,
      presented: { name: NAME, birthDate: '1990-03-04', address: 'x' },
      noticePresented: true,
    }),
  },
  'GET /api/office/handovers/:id': visit('handovers'),
  'POST /api/office/handovers/:id/resume': visit('handovers', '/resume'),
  'POST /api/office/handovers/:id/complete': visit('handovers', '/complete', { version }),
  'POST /api/office/handovers/:id/cancel': visit('handovers', '/cancel', why),
  'POST /api/office/reactivations': {
    on: 'case',
    url: () => '/api/office/reactivations',
    body: ({ card }) => ({ cardId: card, version, ...seen, wantsSignature: true }),
  },
  'GET /api/office/reactivations/:id': visit('reactivations'),
  'POST /api/office/reactivations/:id/resume': visit('reactivations', '/resume'),
  'POST /api/office/reactivations/:id/cancel': visit('reactivations', '/cancel', why),
  // Duties
  'GET /api/office/duties': { on: 'own-office' },
  'POST /api/office/duties/proposals': {
    on: 'own-office',
    body: () => ({
      person: { name: NAME, birthDate: '1990-03-04', sex: '2', address: 'x' },
      role: 'clerk',
      reason: 'as the table asks',
    }),
    takes: true,
  },
  'POST /api/office/duties/proposals/:id/confirm': {
    on: 'case',
    url: ({ dutyProposal }) => `/api/office/duties/proposals/${dutyProposal}/confirm`,
    body: () => ({ version, digest: 'of-what-was-shown' }),
  },
  'POST /api/office/duties/proposals/:id/withdraw': {
    on: 'case',
    url: ({ dutyProposal }) => `/api/office/duties/proposals/${dutyProposal}/withdraw`,
    body: () => ({ version }),
  },
  'POST /api/office/duties/:id/end': {
    on: 'case',
    url: ({ duty }) => `/api/office/duties/${duty}/end`,
    body: () => ({ reason: 'as the table asks' }),
  },
  'GET /api/hub/duties': { on: 'national' },
  'POST /api/hub/duties/proposals': { on: 'national' },
  'POST /api/hub/duties/proposals/:id/confirm': { on: 'national' },
  'POST /api/hub/duties/proposals/:id/withdraw': { on: 'national' },
  'POST /api/hub/duties/:id/end': { on: 'national' },
  'GET /api/ca/duties': { on: 'national' },
  'POST /api/ca/duties/proposals': { on: 'national' },
  'POST /api/ca/duties/proposals/:id/confirm': { on: 'national' },
  'POST /api/ca/duties/proposals/:id/withdraw': { on: 'national' },
  'POST /api/ca/duties/:id/end': { on: 'national' },
  // Screening
  'GET /api/screening/queue': { on: 'cases' },
  'GET /api/screening/:id': screening(),
  'GET /api/screening/:id/photo': screening('/photo'),
  'POST /api/screening/:id/approve': screening('/approve', { version }),
  'POST /api/screening/:id/take-back': screening('/take-back', { version }),
  'POST /api/screening/:id/reject': screening('/reject', { version, reasons: ['background'] }),
  // Production: national, and about people all the same
  'POST /api/production/batches': { on: 'cases', takes: true },
  'POST /api/production/batches/:id/resume': batch('resume'),
  'POST /api/production/batches/:id/ship': batch('ship', { version }),
  'GET /api/production/makings/:id/characters': making('characters'),
  'POST /api/production/makings/:id/substitutes': making('substitutes', {
    characters: [{ character: '葛󠄀', drawn: '葛' }],
    reason: 'as the table asks',
  }),
  'GET /api/production/cards/:cardId/front.png': plastic('front.png'),
  'GET /api/production/cards/:cardId/back.png': plastic('back.png'),
  'GET /api/production/cards/:cardId/faces.pdf': plastic('faces.pdf'),
  'GET /api/production/overview': { on: 'national' },
  'GET /api/production/batches': { on: 'national' },
  'GET /api/production/batches/:id': { on: 'national' },
  'GET /api/production/batches/:id/lots': { on: 'national' },
  // The call centre
  'GET /api/call-centre/calls': { on: 'own' },
  'POST /api/call-centre/calls': {
    on: 'person',
    url: () => '/api/call-centre/calls',
    body: () => ({
      claim: { name: NAME, birthDate: '1990-03-04', sex: '2' },
      callerRelation: 'self',
    }),
    byDescription: true,
  },
  'POST /api/call-centre/calls/:id/suspend': {
    on: 'case',
    url: ({ call }, actor) => `/api/call-centre/calls/${call(actor)}/suspend`,
    body: () => ({ version, circumstances: 'lost', readOut: true }),
  },
  // The certification authorities
  'POST /api/ca/revocations/preview': {
    on: 'case',
    url: () => '/api/ca/revocations/preview',
    body: ({ person }) => ({ target: { by: 'person', personId: person }, reason: 'keyCompromise' }),
    byDescription: true,
  },
  'POST /api/ca/revocations': {
    on: 'case',
    url: () => '/api/ca/revocations',
    body: ({ person }) => ({
      target: { by: 'person', personId: person },
      reason: 'keyCompromise',
      note: 'as the table asks',
      expected: 1,
    }),
    byDescription: true,
  },
  'GET /api/ca/overview': { on: 'national' },
  'POST /api/ca/requests/check': { on: 'national' },
  'POST /api/ca/requests': { on: 'national' },
  'POST /api/ca/crls/renew': { on: 'national' },
  'GET /api/ca/proposals': { on: 'national' },
  'GET /api/ca/proposals/:id': { on: 'national' },
  'GET /api/ca/proposals/:id/certificate': { on: 'national' },
  'POST /api/ca/proposals': { on: 'national' },
  'POST /api/ca/proposals/:id/confirm': { on: 'national' },
  'POST /api/ca/proposals/:id/withdraw': { on: 'national' },
  'POST /api/ca/proposals/:id/resume': { on: 'national' },
  'GET /api/verifiers': { on: 'national' },
  'POST /api/verifiers/proposals': { on: 'national' },
  'POST /api/verifiers/proposals/:id/confirm': { on: 'national' },
  'POST /api/verifiers/proposals/:id/reject': { on: 'national' },
  'POST /api/verifiers/:id/stop': { on: 'national' },
  // The devices of the kiosk hub
  'GET /api/devices': { on: 'national' },
  'POST /api/devices': { on: 'national' },
  'POST /api/devices/:id/confirm': { on: 'national' },
  'POST /api/devices/:id/withdraw': { on: 'national' },
  // Auditors
  'GET /api/audit': { on: 'national' },
};

/** What does not exist. */
export const NOTHING: Ids = {
  person: 'p-nobody',
  application: 'application-none',
  card: 'card-none',
  handover: 'handover-none',
  reactivation: 'reactivation-none',
  destruction: 'destruction-none',
  duty: 'duty-none',
  dutyProposal: 'duty-proposal-none',
  letter: 'letter-none',
  lot: 'lot-none',
  batch: 'batch-none',
  making: 'making-none',
  call: () => 'call-none',
};
