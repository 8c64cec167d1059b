import type { Bilingual, PlainDate } from '@mibun/rules';
import { CAUSES_OF_ISSUE, type Fee, reissueFee, sufficientDocuments } from '@mibun/rules';
import type { LossRequest } from '@mibun/server/schemas/office/counter';
import type { FieldProblem } from '../../../api/problem.ts';
import { dateFromParts, emptyDate } from '../../../components/date-parts.ts';
import type { DateParts } from '../../../components/index.ts';
import type { FaceCheck } from './face-check.ts';
import { faceMatches } from './face-check.ts';

/** What happened to the card. */
export type LossCause = LossRequest['cause'];

export const LOSS_CAUSES: readonly LossCause[] = ['lost-at-home', 'lost-outside', 'stolen', 'damaged'];

/** A loss report while it is being typed. */
export interface LossDraft {
  readonly cause: LossCause | '';
  readonly office: string;
  readonly number: string;
  readonly date: DateParts;
  readonly circumstances: string;
  readonly documents: readonly string[];
  readonly face: readonly FaceCheck[];
  readonly withCertificates: boolean;
  readonly express: boolean;
}

export const emptyLoss: LossDraft = {
  cause: '',
  office: '',
  number: '',
  date: emptyDate,
  circumstances: '',
  documents: [],
  face: [],
  withCertificates: true,
  express: false,
};

/** Lost outside or stolen: the police were told and gave a number (domain.md LOS-05). */
export function needsReceipt(cause: LossCause | ''): boolean {
  return cause === 'lost-outside' || cause === 'stolen';
}

const FEE_CAUSES = {
  'lost-at-home': 'lost',
  'lost-outside': 'lost',
  stolen: 'theft-with-evidence',
  damaged: 'damaged',
} as const;

/** Why the next card costs what it costs, in the words of the list of fees. */
export function feeCause(cause: LossCause): Bilingual {
  return CAUSES_OF_ISSUE[FEE_CAUSES[cause]];
}

/** What the next card will cost (domain.md FEE-01 to FEE-03); undefined until the cause is known. */
export function lossFee(draft: LossDraft): Fee | undefined {
  if (draft.cause === '') return undefined;
  const { express, withCertificates } = draft;
  return reissueFee({ cause: FEE_CAUSES[draft.cause], express, withCertificates });
}

/** Texts for what may be missing. */
export interface LossWords {
  readonly causeNeeded: string;
  readonly officeNeeded: string;
  readonly numberNeeded: string;
  readonly dateNeeded: string;
  readonly documentsNeeded: string;
  readonly faceNeeded: string;
}

/** What keeps the report from being made, each at its field. */
export function lossProblems(draft: LossDraft, words: LossWords): readonly FieldProblem[] {
  const found: FieldProblem[] = [];
  if (draft.cause === '') found.push({ field: 'cause', message: words.causeNeeded });
  if (needsReceipt(draft.cause)) {
    if (draft.office.trim() === '') found.push({ field: 'receipt-office', message: words.officeNeeded });
    if (draft.number.trim() === '') found.push({ field: 'receipt-number', message: words.numberNeeded });
    if (dateFromParts(draft.date) === undefined) {
      found.push({ field: 'receipt-date', message: words.dateNeeded });
    }
  }
  if (!sufficientDocuments(draft.documents).ok) {
    found.push({ field: 'documents', message: words.documentsNeeded });
  }
  if (!faceMatches(draft.face)) found.push({ field: 'face', message: words.faceNeeded });
  return found;
}

/** The request for a draft without problems; undefined as long as it has some. */
export function lossRequest(draft: LossDraft, cardId: string, version: number): LossRequest | undefined {
  const { cause } = draft;
  if (cause === '') return undefined;
  const date: PlainDate | undefined = dateFromParts(draft.date);
  if (needsReceipt(cause) && date === undefined) return undefined;
  const circumstances = draft.circumstances.trim();
  return {
    cardId,
    version,
    cause,
    documents: [...draft.documents],
    faceMatches: faceMatches(draft.face),
    withCertificates: draft.withCertificates,
    express: draft.express,
    ...(circumstances !== '' && { circumstances }),
    ...(needsReceipt(cause) &&
      date !== undefined && {
        receipt: {
          office: draft.office.trim(),
          number: draft.number.trim(),
          date,
          kind: cause === 'stolen' ? ('stolen' as const) : ('lost' as const),
        },
      }),
  };
}
