import type { Addition } from '@mibun/server/addition';
import { demoKioskRoutes } from './kiosk/routes.ts';
import { lifeRoutes } from './life/routes.ts';
import { letterRoutes } from './mailbox/letters.ts';
import { mailboxMigrations, mailboxRoutes } from './mailbox/mails.ts';
import { personaRoutes } from './personas/routes.ts';
import { progressMigrations } from './progress.ts';

/** All that the demo adds to the server, in the one place where it is named. */
export const demoAddition = {
  migrations: [...mailboxMigrations, ...progressMigrations],
  pages: [
    { path: '/', door: 'street' },
    { path: '/gallery', door: 'gallery' },
    { path: '/mailbox', door: 'mailbox' },
  ],
  routes(app, platform, modules) {
    mailboxRoutes(app, platform);
    letterRoutes(app, platform, modules.notices.api);
    personaRoutes(app, platform);
    lifeRoutes(app, platform, { applications: modules.applications.api, cards: modules.cards.api });
    demoKioskRoutes(app, platform, modules.devices.api);
  },
} as const satisfies Addition;
