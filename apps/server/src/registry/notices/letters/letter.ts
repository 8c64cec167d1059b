import type { FontBook, Paper } from '@mibun/documents';
import type { Municipality, Resident } from '../../residents/index.ts';
import type { LetterKind, NoticeCountry } from '../api.ts';

export interface LetterInput {
  readonly kind: LetterKind;
  readonly letterId: string;
  readonly createdAt: Date;
  readonly resident: Resident;
  readonly municipality: Municipality;
  readonly country: NoticeCountry;
  readonly fonts?: FontBook;
  readonly params: Readonly<Record<string, string>>;
}

/** What stands between a letter's title and its foot; `office` is the division that writes. */
export type Body = (paper: Paper, input: LetterInput, office: string) => void;
