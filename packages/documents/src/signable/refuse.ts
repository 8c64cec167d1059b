import type { PdfErrorCode } from '../errors.ts';
import { PdfError } from '../errors.ts';

export function refuse(code: PdfErrorCode, detail: string): never {
  throw new PdfError(code, detail);
}
