import type { Country } from '../../country/index.ts';
import type { Act, Tx } from '../../platform/index.ts';
import type { Letter } from './store.ts';

/** What of a country stands in mails and letters. */
export type NoticeCountry = Pick<Country, 'letters' | 'fictitious'> & {
  readonly card: Pick<Country['card'], 'emblem'>;
};

/** What happens to a card and its holder is told, by letter and by mail. */
export const CARD_NOTICE_KINDS = [
  'card-suspended',
  'card-reactivated',
  'card-abolished',
  'card-returned',
  'card-expired',
  'card-lapsed',
  'card-update-due',
  'certificates-revoked',
] as const;
export type CardNoticeKind = (typeof CARD_NOTICE_KINDS)[number];

/** What happens to an application, by letter to whoever has no address for mails. */
export const APPLICATION_NOTICE_KINDS = [
  'application-defect',
  'application-closed',
  'application-withdrawn',
  'application-cancelled',
  'pick-up-reminder',
  'issue-notice-void',
  'card-destroyed',
] as const;
export type ApplicationNoticeKind = (typeof APPLICATION_NOTICE_KINDS)[number];

export const LETTER_KINDS = [
  'application-form',
  ...APPLICATION_NOTICE_KINDS,
  'issue-notice',
  ...CARD_NOTICE_KINDS,
] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];
export type MailKind =
  | 'application-link'
  | 'application-accepted'
  | 'application-corrected'
  | 'card-shipped'
  | 'card-ready'
  | 'card-issued'
  | ApplicationNoticeKind
  | CardNoticeKind;

export type { Letter };

export interface Notices {
  /**
   * A paper letter to the registered address: a PDF made by a job. Asking twice for the same case, kind, person and occasion
   * gives the same letter.
   */
  letter(
    tx: Tx,
    input: {
      readonly kind: LetterKind;
      readonly personId: string;
      readonly caseId: string;
      /** Which time, where one case may have several letters of a kind: an application may be sent back twice. */
      readonly occasion?: string;
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
