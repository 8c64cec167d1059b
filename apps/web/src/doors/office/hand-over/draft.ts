import { sufficientDocuments } from '@mibun/rules';
import type { HandoverRequest, PersonAnswer } from '@mibun/server/schemas/office/counter';
import type { FieldProblem } from '../../../api/problem.ts';
import { birthDateFromParts, emptyDate } from '../../../components/date-parts.ts';
import type { DateParts } from '../../../components/index.ts';
import type { FaceCheck } from '../acts/face-check.ts';
import { faceMatches } from '../acts/face-check.ts';

/** What a document shows: the same as the registry, or something to be typed as it stands there. */
export interface Shown {
  readonly same: boolean;
  readonly typed: string;
}

/** A hand-over while its checks are being made. */
export interface HandOverDraft {
  readonly noticePresented: boolean;
  readonly oldCard: NonNullable<HandoverRequest['oldCard']> | '';
  readonly documents: readonly string[];
  readonly name: Shown;
  readonly address: Shown;
  readonly birthDate: DateParts;
  readonly variantAccepted: boolean;
  readonly representativeName: string;
  readonly representativeDocuments: readonly string[];
  readonly authority: NonNullable<HandoverRequest['representative']>['authority'] | '';
  readonly face: readonly FaceCheck[];
}

export const emptyHandOver: HandOverDraft = {
  noticePresented: false,
  oldCard: '',
  documents: [],
  name: { same: false, typed: '' },
  address: { same: false, typed: '' },
  birthDate: emptyDate,
  variantAccepted: false,
  representativeName: '',
  representativeDocuments: [],
  authority: '',
  face: [],
};

/** Texts for what may be missing. */
export interface HandOverWords {
  readonly noticeNeeded: string;
  readonly oldCardNeeded: string;
  readonly documentsNeeded: string;
  readonly nameNeeded: string;
  readonly addressNeeded: string;
  readonly birthDateNeeded: string;
  readonly representativeNeeded: string;
  readonly authorityNeeded: string;
  readonly faceNeeded: string;
}

const missing = (shown: Shown) => !shown.same && shown.typed.trim() === '';

/** What one step of the checks still lacks; the last step has nothing to check. */
export function handOverProblems(
  step: number,
  draft: HandOverDraft,
  needsRepresentative: boolean,
  words: HandOverWords,
): readonly FieldProblem[] {
  const found: FieldProblem[] = [];
  const demand = (ok: boolean, field: string, message: string) => {
    if (!ok) found.push({ field, message });
  };
  if (step === 0) {
    demand(draft.noticePresented, 'notice', words.noticeNeeded);
    demand(draft.oldCard !== '', 'old-card', words.oldCardNeeded);
  } else if (step === 1) {
    demand(sufficientDocuments(draft.documents).ok, 'documents', words.documentsNeeded);
    demand(!missing(draft.name), 'presented-name', words.nameNeeded);
    demand(!missing(draft.address), 'presented-address', words.addressNeeded);
    demand(birthDateFromParts(draft.birthDate) !== undefined, 'presented-birth-date', words.birthDateNeeded);
    if (needsRepresentative) {
      demand(draft.representativeName.trim() !== '', 'representative-name', words.representativeNeeded);
      demand(
        sufficientDocuments(draft.representativeDocuments).ok,
        'representative-documents',
        words.documentsNeeded,
      );
      demand(draft.authority !== '', 'authority', words.authorityNeeded);
    }
  } else if (step === 2) {
    demand(faceMatches(draft.face), 'face', words.faceNeeded);
  }
  return found;
}

/** The request for a draft that passed all steps; undefined as long as it cannot be sent. */
export function handOverRequest(
  draft: HandOverDraft,
  person: PersonAnswer['person'],
  application: string,
  version: number,
): HandoverRequest | undefined {
  const birthDate = birthDateFromParts(draft.birthDate);
  if (birthDate === undefined || draft.oldCard === '') return undefined;
  const { authority } = draft;
  return {
    application,
    version,
    documents: [...draft.documents],
    presented: {
      name: draft.name.same ? person.name : draft.name.typed.trim(),
      address: draft.address.same ? person.address : draft.address.typed.trim(),
      birthDate,
    },
    variantAccepted: draft.variantAccepted,
    faceMatches: faceMatches(draft.face),
    noticePresented: draft.noticePresented,
    oldCard: draft.oldCard,
    ...(person.needsRepresentative &&
      authority !== '' && {
        representative: {
          name: draft.representativeName.trim(),
          documents: [...draft.representativeDocuments],
          authority,
        },
      }),
  };
}
