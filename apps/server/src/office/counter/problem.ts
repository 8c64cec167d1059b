import { CardError } from '@mibun/reader';
import { commonErrors, Refusal, toProblem } from '../../platform/index.ts';
import { HolderDeclined, relayErrors } from '../relay/index.ts';
import type { ProblemView } from './visit/schemas.ts';

/** Why work on a chip stopped, in the words that the clerk sees when they open it again. */
export function problemOf(error: unknown): ProblemView {
  const refusal = refusalOf(error);
  const ja = toProblem(refusal, 'ja');
  const en = toProblem(refusal, 'en');
  return {
    code: refusal.code,
    title: { ja: ja.title, en: en.title },
    next: { ja: ja.next, en: en.next },
  };
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof HolderDeclined) return relayErrors.RELAY_DECLINED();
  if (!(error instanceof CardError)) return commonErrors.INTERNAL({ params: { reference: '–' } });
  if (error.code === 'card-removed') return relayErrors.RELAY_CARD_LOST();
  if (error.code === 'pin-blocked') return relayErrors.RELAY_PIN_BLOCKED();
  return relayErrors.RELAY_CARD_REFUSED({ params: { code: error.code } });
}
