import type { Http } from '../platform/index.ts';
import type { Context } from './context.ts';
import { caseRoutes } from './routes/cases.ts';
import { queueRoutes } from './routes/queues.ts';

/** Every endpoint of the municipal office. Acts that only clerks do (§9) are open to clerks alone. */
export function counterRoutes(app: Http, context: Context): void {
  queueRoutes(app, context);
  for (const procedure of context.procedures) procedure.routes(app);
  caseRoutes(app, context);
}
