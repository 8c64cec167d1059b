export type { Card, Cards, PoliceReceipt } from './api.ts';
export { type CardsModule, createCards } from './create.ts';
export { cardErrors } from './errors.ts';
export { cardMigrations } from './store.ts';
