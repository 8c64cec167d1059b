export { BANK_ID } from './log-in.ts';
export { type Bank, type BankOptions, startBank } from './start.ts';
