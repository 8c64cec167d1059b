import type { FormAnswer, FormRequest } from '@mibun/server/schemas/applications';
import type {
  CardStateAnswer,
  DestructionAnswer,
  FeeView,
  HandoverAnswer,
  HandoverRequest,
  LossAnswer,
  LossRequest,
  ReactivationAnswer,
  ReactivationRequest,
  ReceiveAnswer,
  RelayTicket,
  ResumeAnswer,
  SetUpAnswer,
  SuspendAnswer,
  VisitOpened,
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
  handover: (id: string) => `/api/office/handovers/${encodeURIComponent(id)}`,
  reactivation: (id: string) => `/api/office/reactivations/${encodeURIComponent(id)}`,
} as const;

const card = (cardId: string) => `/api/office/cards/${encodeURIComponent(cardId)}`;

/** The acts of the office, each one call. Every one throws ApiProblem. */
export const acts = {
  search: (request: SearchRequest) => post<SearchAnswer>('/api/office/residents/search', request),
  receive: (lotId: string, chipSerials: readonly string[]) =>
    post<ReceiveAnswer>(`${paths.arrivals}/${encodeURIComponent(lotId)}/receive`, { chipSerials }),
  setUp: (cardId: string) => post<SetUpAnswer>(`${card(cardId)}/set-up`, {}),
  openHandover: (request: HandoverRequest) => post<VisitOpened>('/api/office/handovers', request),
  resumeHandover: (id: string) => post<ResumeAnswer>(`${paths.handover(id)}/resume`, {}),
  completeHandover: (id: string, version: number) =>
    post<HandoverAnswer>(`${paths.handover(id)}/complete`, { version }),
  cancelHandover: (id: string, version: number, reason: string) =>
    post<HandoverAnswer>(`${paths.handover(id)}/cancel`, { version, reason }),
  openReactivation: (request: ReactivationRequest) => post<VisitOpened>('/api/office/reactivations', request),
  resumeReactivation: (id: string) => post<ResumeAnswer>(`${paths.reactivation(id)}/resume`, {}),
  cancelReactivation: (id: string, version: number, reason: string) =>
    post<ReactivationAnswer>(`${paths.reactivation(id)}/cancel`, { version, reason }),
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
