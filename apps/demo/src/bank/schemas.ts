import { bilingual } from '@mibun/protocol';
import { z } from 'zod';

/** One line of an account's statement; amounts in yen, negative when money leaves. */
export const bookingSchema = z.object({
  date: z.string(),
  text: bilingual,
  amount: z.number(),
});

export const bankSession = z.object({
  /** Who has come in with a card; null before that. */
  visitor: z
    .object({
      /** The id by which this bank alone knows the person. */
      customerId: z.string(),
      since: z.iso.datetime(),
      /** Null for somebody without an account here. */
      account: z
        .object({
          holder: z.string(),
          address: z.string(),
          birthDate: z.string(),
          branch: bilingual,
          number: z.string(),
          openedOn: z.string(),
          balance: z.number(),
          bookings: z.array(bookingSchema),
        })
        .nullable(),
    })
    .nullable(),
  country: bilingual,
});

export type Booking = z.infer<typeof bookingSchema>;
export type BankSession = z.infer<typeof bankSession>;
export type BankAccount = NonNullable<NonNullable<BankSession['visitor']>['account']>;
