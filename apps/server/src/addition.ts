// What a program works with that starts the server and adds to it (`@mibun/server/addition`). The server knows none of them.
import type { Modules } from './compose.ts';
import type { Http, Migration, Platform } from './platform/index.ts';

export type { Devices } from './authority/devices/index.ts';
export type { Modules } from './compose.ts';
export type { ApplicationCause, Applications } from './issuance/applications/index.ts';
export type { Cards } from './issuance/cards/index.ts';
export { makeFirstStaffCard } from './issuance/installation/index.ts';
export { type ChipKeyPool, openChipKeyPool } from './issuance/production/index.ts';
export type { ChipParts, Post } from './main.ts';
export {
  type Act,
  type Clock,
  type Config,
  commonErrors,
  contract,
  type Database,
  giveMemoryBack,
  type Http,
  internal,
  type Migration,
  type Platform,
  type Random,
  serve,
  systemActor,
  systemClock,
  type Tx,
  tables,
} from './platform/index.ts';
export { LETTER_KINDS, type Letter, type Notices } from './registry/notices/index.ts';
export type { NewResident, Residents } from './registry/residents/index.ts';
export type { Service } from './services/login/index.ts';
export type { Preparing } from './system-routes.ts';

/** A page of its own, by the folder of the built pages in which it is; `/` is what opens first. */
export interface AddedPage {
  readonly path: string;
  readonly door: string;
}

/** What such a program adds: tables, routes, pages, and what must be there before anybody is served. */
export interface Addition {
  readonly migrations?: readonly Migration[];
  readonly pages?: readonly AddedPage[];
  routes?(app: Http, platform: Platform, modules: Modules): void;
  /** Done at every start, after the tables are there and before the first request. */
  settle?(platform: Platform, modules: Modules): Promise<void>;
}
