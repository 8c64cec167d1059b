export type { Application, ApplicationCause, ApplicationEffect, Applications } from './api.ts';
export { type ApplicationsModule, createApplications } from './create.ts';
export { applicationErrors } from './errors.ts';
export { applicationMigrations } from './migrations.ts';
