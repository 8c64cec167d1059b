// For tests, also of a program that adds to the server (`@mibun/server/testing`).
export { refuseDemoDatabase } from '../src/no-demo-data.ts';
export {
  ConfigurationError,
  migrate,
  movableClock,
  openHttp,
  platformMigrations,
} from '../src/platform/index.ts';
export { constraintsAfter } from './constraints.ts';
export { openTestPlatform, type TestPlatform } from './platform.ts';
export { openWorld, type World, type WorldRoute } from './world.ts';
