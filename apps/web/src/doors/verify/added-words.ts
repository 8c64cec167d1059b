import type { AdditionReport } from '@mibun/server/schemas/services/verification';
import type { Texts } from '../../i18n/index.ts';
import type { messages } from './messages.ts';

type Words = Texts<typeof messages>['added'];

/** Whether a reader may take it for a part of what was signed. */
export function canBeSeen({ kind }: AdditionReport): boolean {
  return kind === 'visible-mark' || kind === 'field-filled' || kind === 'annotation';
}

/** One addition in words. */
export function wordsOf(addition: AdditionReport, t: Words): string {
  switch (addition.kind) {
    case 'signature':
      return addition.bySameSigner ? t.sameSigner(addition.number) : t.signature(addition.number);
    case 'document-time-stamp':
      return t.stamp(addition.number);
    case 'validation-data':
      return t.validationData;
    case 'metadata':
      return t.metadata;
    case 'visible-mark':
      return addition.signature === null
        ? t.mark(addition.page)
        : t.markOf(addition.page, addition.signature);
    case 'field-filled':
      return t.field(addition.name);
    case 'annotation':
      return t.annotation(addition.page);
    case 'no-effect':
      return t.noEffect;
  }
}
