import { addressOf, type Body, call } from '../../api/call.ts';

export type { FeeView, RelayTicket } from '@mibun/server/schemas/office/counter';

/** Addresses of pictures and papers, which the browser itself fetches. */
export const paths = {
  photo: (application: string) => addressOf('GET /api/screening/:id/photo', { params: { id: application } }),
  letter: (id: string) => addressOf('GET /api/office/letters/:id/pdf', { params: { id } }),
} as const;

/** The acts of the office, each one call. Every one throws ApiProblem. */
export const acts = {
  search: (body: Body<'POST /api/office/residents/search'>) =>
    call('POST /api/office/residents/search', { body }),
  receive: (lotId: string, chipSerials: readonly string[]) =>
    call('POST /api/office/arrivals/:lotId/receive', {
      params: { lotId },
      body: { chipSerials: [...chipSerials] },
    }),
  setUp: (cardId: string) => call('POST /api/office/cards/:cardId/set-up', { params: { cardId } }),
  openHandover: (body: Body<'POST /api/office/handovers'>) => call('POST /api/office/handovers', { body }),
  completeHandover: (id: string, version: number) =>
    call('POST /api/office/handovers/:id/complete', { params: { id }, body: { version } }),
  openReactivation: (body: Body<'POST /api/office/reactivations'>) =>
    call('POST /api/office/reactivations', { body }),
  reportLoss: (body: Body<'POST /api/office/loss-reports'>) =>
    call('POST /api/office/loss-reports', { body }),
  openForm: (body: Body<'POST /api/office/application-forms'>) =>
    call('POST /api/office/application-forms', { body }),
  suspend: (cardId: string, version: number, circumstances: string) =>
    call('POST /api/office/cards/:cardId/suspend', { params: { cardId }, body: { version, circumstances } }),
  collect: (cardId: string, version: number, reason: string) =>
    call('POST /api/office/cards/:cardId/collect', { params: { cardId }, body: { version, reason } }),
  proposeDestruction: (cardId: string, version: number, reason: string) =>
    call('POST /api/office/cards/:cardId/destruction', { params: { cardId }, body: { version, reason } }),
  approveDestruction: (id: string, body: Body<'POST /api/office/destructions/:id/approve'>) =>
    call('POST /api/office/destructions/:id/approve', { params: { id }, body }),
  withdrawDestruction: (id: string, version: number) =>
    call('POST /api/office/destructions/:id/withdraw', { params: { id }, body: { version } }),
} as const;
