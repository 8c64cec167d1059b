import { type Http, serve, staffActor } from '../../platform/index.ts';
import { dutiesContract } from './duty-contract.ts';
import type { DutyDesk, DutyDeskName } from './manage-duties.ts';

const DESKS = ['office', 'hub', 'ca'] as const satisfies readonly DutyDeskName[];

export function dutyRoutes(app: Http, desks: Readonly<Record<DutyDeskName, DutyDesk>>): void {
  const on = serve(app, dutiesContract);
  for (const name of DESKS) {
    const desk = desks[name];
    on(`GET /api/${name}/duties`, (request) => desk.list(staffActor(request)));
    on(`POST /api/${name}/duties/proposals`, (request) => desk.propose(staffActor(request), request.body));
    on(`POST /api/${name}/duties/proposals/:id/confirm`, (request) =>
      desk.confirm(staffActor(request), request.params.id, request.body),
    );
    on(`POST /api/${name}/duties/proposals/:id/withdraw`, (request) =>
      desk.withdraw(staffActor(request), request.params.id, request.body.version),
    );
    on(`POST /api/${name}/duties/:id/end`, async (request) => {
      await desk.end(staffActor(request), request.params.id, request.body.reason);
      return { done: true } as const;
    });
  }
}
