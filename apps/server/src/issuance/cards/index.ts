export type { Card, CardHistory, Cards, PoliceReceipt, Told, ToldCard } from './api.ts';
export { type CardsDeps, type CardsModule, createCards } from './create.ts';
export { cardErrors } from './errors.ts';
export { cardMigrations } from './store.ts';
