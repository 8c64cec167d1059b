import { type Http, serve, staffActor } from '../../platform/index.ts';
import { dutiesContract } from './duty-contract.ts';
import type { DutyDesk, DutyDeskName } from './manage-duties.ts';

const DONE = { done: true } as const;

export function dutyRoutes(app: Http, { office, hub, ca }: Readonly<Record<DutyDeskName, DutyDesk>>): void {
  const on = serve(app, dutiesContract);

  on('GET /api/office/duties', (request) => office.list(staffActor(request)));
  on('POST /api/office/duties/proposals', (request) => office.propose(staffActor(request), request.body));
  on('POST /api/office/duties/proposals/:id/confirm', (request) =>
    office.confirm(staffActor(request), request.params.id, request.body),
  );
  on('POST /api/office/duties/proposals/:id/withdraw', (request) =>
    office.withdraw(staffActor(request), request.params.id, request.body.version),
  );
  on('POST /api/office/duties/:id/end', async (request) => {
    await office.end(staffActor(request), request.params.id, request.body.reason);
    return DONE;
  });

  on('GET /api/hub/duties', (request) => hub.list(staffActor(request)));
  on('POST /api/hub/duties/proposals', (request) => hub.propose(staffActor(request), request.body));
  on('POST /api/hub/duties/proposals/:id/confirm', (request) =>
    hub.confirm(staffActor(request), request.params.id, request.body),
  );
  on('POST /api/hub/duties/proposals/:id/withdraw', (request) =>
    hub.withdraw(staffActor(request), request.params.id, request.body.version),
  );
  on('POST /api/hub/duties/:id/end', async (request) => {
    await hub.end(staffActor(request), request.params.id, request.body.reason);
    return DONE;
  });

  on('GET /api/ca/duties', (request) => ca.list(staffActor(request)));
  on('POST /api/ca/duties/proposals', (request) => ca.propose(staffActor(request), request.body));
  on('POST /api/ca/duties/proposals/:id/confirm', (request) =>
    ca.confirm(staffActor(request), request.params.id, request.body),
  );
  on('POST /api/ca/duties/proposals/:id/withdraw', (request) =>
    ca.withdraw(staffActor(request), request.params.id, request.body.version),
  );
  on('POST /api/ca/duties/:id/end', async (request) => {
    await ca.end(staffActor(request), request.params.id, request.body.reason);
    return DONE;
  });
}
