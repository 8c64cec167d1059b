import type { Answered } from '../../../../api/call.ts';
import { callWithFile } from '../../../../api/call.ts';

export const MAX_BYTES = 20_000_000;

/** Sends a PDF with its name, which goes into a header: addresses end up in logs, and a file's name may say much. */
export function sendDocument(file: File): Promise<Answered<'POST /api/signing'>> {
  // What is no PDF is refused by the server, whatever the browser takes it for.
  const body = file.slice(0, file.size, 'application/pdf');
  const headers = { 'x-document-name': encodeURIComponent(file.name.toWellFormed()) };
  return callWithFile('POST /api/signing', body, { headers });
}
