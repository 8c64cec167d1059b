import type { Tone } from '../../components/index.ts';
import { useText } from '../../i18n/index.ts';
import { messages } from './messages.ts';

/** The words for a code that the server sent; the code itself when it is a new one. */
export function useLabels() {
  const t = useText(messages);
  const word = (words: Readonly<Record<string, string>>, code: string) => words[code] ?? code;
  return {
    cause: (code: string) => word(t.causes, code),
    channel: (code: string) => word(t.channels, code),
  };
}

/** What the state of one card means for the operator. */
export const MAKING_TONES: Readonly<Record<string, Tone>> = {
  WAITING: 'neutral',
  MAKING: 'info',
  PASSED: 'success',
  FAILED: 'error',
  SHIPPED: 'success',
  DISCARDED: 'warning',
};

export const BATCH_TONES: Readonly<Record<string, Tone>> = {
  MAKING: 'info',
  READY: 'success',
  EMPTY: 'warning',
  SHIPPED: 'neutral',
};

/** What a batch is called aloud: the first characters of its id, enough to tell those of a month apart. */
export function batchNumber(batchId: string): string {
  return batchId.slice(batchId.lastIndexOf('-') + 1).slice(0, 4);
}
