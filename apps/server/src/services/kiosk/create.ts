import type { EmblemShape, FontBook } from '@mibun/documents';
import type { Certificates } from '../../authority/certificates/index.ts';
import type { Devices } from '../../authority/devices/index.ts';
import type { Http, Migration, Module, Platform } from '../../platform/index.ts';
import type { Residents } from '../../registry/residents/index.ts';
import type { Login } from '../login/index.ts';
import type { Kiosk } from './api.ts';
import { kioskLife } from './change.ts';
import { type Context, ISSUE_JOB, TIME_OUT_JOB } from './context.ts';
import { type IssueOrder, runIssue } from './issue-job.ts';
import { type MunicipalIssuer, municipalIssuer } from './issuing/municipal-issuer.ts';
import type { RecordWords } from './issuing/resident-record.ts';
import { KIOSK_PARAMETERS, type KioskParameters } from './parameters.ts';
import { kioskRoutes } from './routes.ts';
import { settledRequest, timeOutDue } from './session.ts';
import { resumeService, stopService } from './stop-service.ts';
import { kioskMigrations } from './store.ts';

export interface KioskModule extends Module {
  readonly api: Kiosk;
  readonly migrations: readonly Migration[];
  routes(app: Http): void;
}

export interface KioskDeps {
  readonly login: Login;
  readonly residents: Residents;
  readonly certificates: Certificates;
  readonly devices: Devices;
  /** Name of the mayor on the paper, where wanted. */
  readonly mayorName?: (municipality: string) => string | undefined;
  /** What the country calls and states on the paper; without it, the law's words. */
  readonly words?: RecordWords;
  /** Of the country, on its papers. */
  readonly emblem?: readonly EmblemShape[];
  /** With the country's pictures of characters that no font has. */
  readonly fonts?: FontBook;
  /** Whether the country is an invented one: then papers say so. */
  readonly fictitious?: boolean;
  /** A municipality's own issuing server in place of the one in here. */
  readonly issuer?: MunicipalIssuer;
  readonly parameters?: Partial<KioskParameters>;
}

export function createKiosk(platform: Platform, deps: KioskDeps): KioskModule {
  const { database, jobs } = platform;
  const parameters = { ...KIOSK_PARAMETERS, ...deps.parameters };
  const context: Context = {
    platform,
    life: kioskLife(platform, parameters),
    login: deps.login,
    residents: deps.residents,
    certificates: deps.certificates,
    devices: deps.devices,
    issuer: deps.issuer ?? municipalIssuer(platform, deps),
    parameters,
    ...(deps.fonts && { fonts: deps.fonts }),
  };
  jobs.define<IssueOrder>({ name: ISSUE_JOB, run: (order) => runIssue(context, order) });
  jobs.define<{ requestId: string }>({
    name: TIME_OUT_JOB,
    run: async ({ requestId }) => {
      await database.transaction((tx) => settledRequest(context, tx, { requestId }));
    },
  });
  const api: Kiosk = {
    timeOutDue: () => timeOutDue(context),
    stopService: (tx, municipality, reason, act) => stopService(context, tx, municipality, reason, act),
    resumeService: (tx, municipality, act) => resumeService(context, tx, municipality, act),
  };
  return {
    api,
    migrations: kioskMigrations,
    routes: (app) => kioskRoutes(app, context),
    upkeep: [() => api.timeOutDue()],
  };
}
