// All that only a demo has, loaded as one and in demo mode alone.
export { startBank } from './bank/index.ts';
export { openDemoChips } from './chips.ts';
export { demoKioskRoutes } from './kiosk/routes.ts';
export { lifeRoutes } from './life/routes.ts';
export { keepMail, mailboxMigrations, mailboxRoutes } from './mailbox/create.ts';
export { catchMail } from './mailbox/smtp-server.ts';
export { makeStaffCards, settlePeople } from './make-country.ts';
export { demoCountry } from './municipalities.ts';
export { personaRoutes } from './personas/routes.ts';
export { progressMigrations } from './progress.ts';
export { settleVerifier } from './settle-verifier.ts';
