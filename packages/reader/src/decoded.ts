import { LayoutError } from '@mibun/card';
import { CardError } from './card-error.ts';

/** Decodes what a card answered. @throws CardError 'malformed-answer' where the decoder throws LayoutError */
export function decoded<T>(decode: (bytes: Uint8Array) => T, bytes: Uint8Array): T {
  try {
    return decode(bytes);
  } catch (cause) {
    if (cause instanceof LayoutError) throw new CardError('malformed-answer', cause.message, { cause });
    throw cause;
  }
}
