import type { Country } from '../country/index.ts';
import type { Act, Tx } from '../platform/index.ts';
import type { Letter } from './store.ts';

/** What of a country stands in mails and letters. */
export type NoticeCountry = Pick<Country, 'letters' | 'fictitious'>;

export type LetterKind =
  | 'application-form'
  | 'issue-notice'
  | 'card-suspended'
  | 'card-reactivated'
  | 'card-abolished';
export type MailKind =
  | 'application-link'
  | 'application-accepted'
  | 'application-defect'
  | 'application-closed'
  | 'card-ready'
  | 'card-issued'
  | 'card-suspended'
  | 'card-reactivated'
  | 'card-abolished';

export type { Letter };

export interface Notices {
  /** A paper letter to the registered address: a PDF made by a job. Asking twice for the same case and kind gives the same letter. */
  letter(
    tx: Tx,
    input: {
      readonly kind: LetterKind;
      readonly personId: string;
      readonly caseId: string;
      readonly params: Readonly<Record<string, string>>;
    },
    act: Act,
  ): Promise<Letter>;
  /** E-mail without number, address, birth date or full application id (APP-11). `{…}` of the text come from params. */
  mail(
    tx: Tx,
    input: {
      readonly kind: MailKind;
      readonly to: string;
      readonly params: Readonly<Record<string, string>>;
    },
  ): Promise<void>;
  letters(
    tx: Tx,
    filter: { readonly caseId?: string; readonly personId?: string; readonly limit?: number },
  ): Promise<readonly Letter[]>;
  /** @throws LETTER_NOT_FOUND, LETTER_BEING_PRINTED */
  openPdf(tx: Tx, letterId: string): Promise<{ readonly letter: Letter; readonly bytes: Uint8Array }>;
}
