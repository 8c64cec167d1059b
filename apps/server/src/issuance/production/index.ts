export type { Lot, LotCard, Production } from './api.ts';
export { createProduction, type ProductionDeps, type ProductionModule } from './create.ts';
export { productionErrors } from './errors.ts';
export { type ChipKeyPool, openChipKeyPool } from './key-pool.ts';
export { productionMigrations } from './tables.ts';
