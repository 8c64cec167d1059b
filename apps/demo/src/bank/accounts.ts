import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { writeDurably } from '@mibun/durable';
import type { BankAccount } from './schemas.ts';

/** What the bank was told about the person who opens an account. */
export interface Applicant {
  readonly name: string;
  readonly address: string;
  readonly birthDate: string;
}

/** The bank's own books: a small file, by the id under which the bank knows each customer. */
export interface Accounts {
  of(customerId: string): BankAccount | undefined;
  /** Opening twice gives the same account. */
  open(customerId: string, applicant: Applicant, on: string): BankAccount;
}

const WELCOME = 1_000;

export function accountsIn(file: string): Accounts {
  const books = new Map<string, BankAccount>(
    existsSync(file)
      ? Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, BankAccount>)
      : [],
  );
  return {
    of: (customerId) => books.get(customerId),
    open(customerId, applicant, on) {
      const known = books.get(customerId);
      if (known) return known;
      const account: BankAccount = {
        holder: applicant.name,
        address: applicant.address,
        birthDate: applicant.birthDate,
        branch: { ja: '見本駅前支店', en: 'Mihon Station branch' },
        number: numberOf(customerId),
        openedOn: on,
        balance: WELCOME,
        bookings: [{ date: on, text: { ja: '口座開設のお礼', en: 'Welcome gift' }, amount: WELCOME }],
      };
      books.set(customerId, account);
      writeDurably(file, Buffer.from(JSON.stringify(Object.fromEntries(books))));
      return account;
    },
  };
}

/** Seven digits, as account numbers have. */
function numberOf(customerId: string): string {
  const value = createHash('sha256').update(customerId).digest().readUInt32BE(0);
  return String(1_000_000 + (value % 9_000_000));
}
