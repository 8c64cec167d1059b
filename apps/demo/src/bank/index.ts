export { BANK } from './log-in.ts';
export { type Bank, type BankOptions, startBank } from './start.ts';
