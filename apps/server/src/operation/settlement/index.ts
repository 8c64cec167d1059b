export { createSettlement, type SettlementModule } from './create.ts';
export { settlementMigrations } from './store.ts';
