import {
  type ApplicationsModule,
  applicationMigrations,
  createApplications,
} from '../src/issuance/applications/index.ts';
import { type Http, openHttp } from '../src/platform/index.ts';
import { createNotices, type NoticesModule, noticeMigrations } from '../src/registry/notices/index.ts';
import {
  createResidents,
  type ResidentsModule,
  residentMigrations,
} from '../src/registry/residents/index.ts';
import { testCountry } from './country.ts';
import { openTestPlatform, type TestPlatform } from './platform.ts';
import { settleTown } from './townspeople.ts';

export interface ApplicationsBench {
  readonly platform: TestPlatform;
  readonly residents: ResidentsModule;
  readonly applications: ApplicationsModule;
  readonly notices: NoticesModule;
  readonly app: Http;
  /** What production would carry out, which is not here: effect and state before. */
  readonly carriedOut: string[];
  close(): Promise<void>;
}

/** A small town with its forms, and the module by itself: what production does is only written down. */
export async function openApplicationsBench(): Promise<ApplicationsBench> {
  const platform = await openTestPlatform({
    migrations: [...residentMigrations, ...applicationMigrations, ...noticeMigrations],
  });
  const country = testCountry();
  const residents = createResidents(platform, { municipalities: country.municipalities });
  const notices = createNotices(platform, { residents: residents.api, country });
  const applications = createApplications(platform, { residents: residents.api, notices: notices.api });
  const carriedOut: string[] = [];
  for (const effect of ['begin-making', 'destroy-card', 'set-second-deadline'] as const) {
    applications.api.carryOut(effect, async (_tx, { before }) => {
      carriedOut.push(`${effect} ${before?.state}`);
    });
  }
  platform.lifecycles.demandComplete();
  await platform.jobs.start();
  await platform.database.transaction((tx) =>
    settleTown(tx, { residents: residents.api, applications: applications.api }),
  );
  const app = await openHttp(platform);
  residents.routes(app);
  notices.routes(app);
  applications.routes(app);
  return {
    platform,
    residents,
    applications,
    notices,
    app,
    carriedOut,
    async close() {
      await app.close();
      await platform.close();
    },
  };
}
