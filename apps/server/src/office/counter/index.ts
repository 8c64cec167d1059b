export { type CounterDeps, type CounterModule, createCounter } from './create.ts';
export { counterErrors } from './errors.ts';
export { counterMigrations } from './migrations.ts';
