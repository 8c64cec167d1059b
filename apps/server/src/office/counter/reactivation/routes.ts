import { type Http, serve } from '../../../platform/index.ts';
import { visitHandlers } from '../visit/handlers.ts';
import type { Visits } from '../visit/procedure.ts';
import { reactivationContract } from './contract.ts';
import type { Reactivation } from './reactivation.ts';

export function reactivationRoutes(app: Http, reactivations: Visits<Reactivation>): void {
  const on = serve(app, reactivationContract);
  const { open, show, resume, cancel } = visitHandlers(reactivations);
  on('POST /api/office/reactivations', open);
  on('GET /api/office/reactivations/:id', show);
  on('POST /api/office/reactivations/:id/resume', resume);
  on('POST /api/office/reactivations/:id/cancel', cancel);
}
