import type { FormAnswer, FormRequest } from '@mibun/server/schemas/applications';
import type {
  CardStateAnswer,
  DestructionAnswer,
  FeeView,
  HandoverAnswer,
  HandoverRequest,
  LossAnswer,
  LossRequest,
  ReactivationRequest,
  ReceiveAnswer,
  RelayTicket,
  ResumeAnswer,
  SetUpAnswer,
  SuspendAnswer,
  VisitOpened,
  VisitView,
} from '@mibun/server/schemas/counter';
import type { SearchAnswer, SearchRequest } from '@mibun/server/schemas/residents';
import { post } from '../../api/client.ts';

export type { FeeView, RelayTicket };

/** Addresses of what the office reads. */
export const paths = {
  overview: '/api/office/overview',
  arrivals: '/api/office/arrivals',
  queue: '/api/office/queue',
  destructions: '/api/office/destructions',
  applications: '/api/screening/queue',
  person: (personId: string) => `/api/office/people/${encodeURIComponent(personId)}`,
  application: (id: string) => `/api/screening/${encodeURIComponent(id)}`,
  photo: (application: string) => `/api/screening/${encodeURIComponent(application)}/photo`,
  letter: (id: string) => `/api/office/letters/${encodeURIComponent(id)}/pdf`,
  handovers: '/api/office/handovers',
  reactivations: '/api/office/reactivations',
  visit: (path: string, id: string) => `${path}/${encodeURIComponent(id)}`,
} as const;

const card = (cardId: string) => `/api/office/cards/${encodeURIComponent(cardId)}`;

/** The acts of the office, each one call. Every one throws ApiProblem. */
export const acts = {
  search: (request: SearchRequest) => post<SearchAnswer>('/api/office/residents/search', request),
  receive: (lotId: string, chipSerials: readonly string[]) =>
    post<ReceiveAnswer>(`${paths.arrivals}/${encodeURIComponent(lotId)}/receive`, { chipSerials }),
  setUp: (cardId: string) => post<SetUpAnswer>(`${card(cardId)}/set-up`, {}),
  openHandover: (request: HandoverRequest) => post<VisitOpened>(paths.handovers, request),
  completeHandover: (id: string, version: number) =>
    post<HandoverAnswer>(`${paths.visit(paths.handovers, id)}/complete`, { version }),
  openReactivation: (request: ReactivationRequest) => post<VisitOpened>(paths.reactivations, request),
  resumeVisit: (path: string, id: string) => post<ResumeAnswer>(`${paths.visit(path, id)}/resume`, {}),
  cancelVisit: (path: string, id: string, version: number, reason: string) =>
    post<VisitView>(`${paths.visit(path, id)}/cancel`, { version, reason }),
  reportLoss: (request: LossRequest) => post<LossAnswer>('/api/office/loss-reports', request),
  openForm: (request: FormRequest) => post<FormAnswer>('/api/office/application-forms', request),
  suspend: (cardId: string, version: number, circumstances: string) =>
    post<SuspendAnswer>(`${card(cardId)}/suspend`, { version, circumstances }),
  collect: (cardId: string, version: number, reason: string) =>
    post<CardStateAnswer>(`${card(cardId)}/collect`, { version, reason }),
  proposeDestruction: (cardId: string, version: number, reason: string) =>
    post<DestructionAnswer>(`${card(cardId)}/destruction`, { version, reason }),
  approveDestruction: (id: string, version: number) =>
    post<DestructionAnswer>(`${paths.destructions}/${encodeURIComponent(id)}/approve`, { version }),
} as const;
