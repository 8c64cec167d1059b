import { testCountry } from '../country/testing.ts';
import { MINIMUM_RESIDENTS } from '../demo/index.ts';
import { demoMunicipalities } from '../demo/municipalities.ts';
import { seedCountry } from '../demo/seed-country.ts';
import { createNotices, noticeMigrations } from '../notices/index.ts';
import { type Http, openHttp } from '../platform/index.ts';
import { openTestPlatform, type TestPlatform } from '../platform/testing.ts';
import { createResidents, type ResidentsModule, residentMigrations } from '../residents/index.ts';
import { type ApplicationsModule, applicationMigrations, createApplications } from './index.ts';

export interface ApplicationsBench {
  readonly platform: TestPlatform;
  readonly residents: ResidentsModule;
  readonly applications: ApplicationsModule;
  readonly app: Http;
  close(): Promise<void>;
}

/** A small country with its forms, and the module behind real HTTP handling. */
export async function openApplicationsBench(): Promise<ApplicationsBench> {
  const platform = await openTestPlatform({
    migrations: [...residentMigrations, ...applicationMigrations, ...noticeMigrations],
  });
  const residents = createResidents(platform, { municipalities: demoMunicipalities });
  const notices = createNotices(platform, { residents: residents.api, country: testCountry() });
  const applications = createApplications(platform, { residents: residents.api, notices: notices.api });
  await platform.jobs.start();
  await seedCountry(
    platform.database,
    { residents: residents.api, applications: applications.api },
    { residents: MINIMUM_RESIDENTS },
  );
  const app = await openHttp(platform);
  residents.routes(app);
  notices.routes(app);
  applications.routes(app);
  return {
    platform,
    residents,
    applications,
    app,
    async close() {
      await app.close();
      await platform.close();
    },
  };
}
