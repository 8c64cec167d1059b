import type { CeremonyAnswer } from '@mibun/server/schemas/signing';
import { ApiProblem, getSession, windowOf } from '../../../../api/client.ts';
import { problemFrom } from '../../../../api/problem.ts';
import { common, getLanguage, textIn } from '../../../../i18n/index.ts';

export const MAX_BYTES = 20_000_000;

/** Sends a PDF with its name, which goes into a header: addresses end up in logs, and a file's name may say much. */
export async function sendDocument(file: File): Promise<CeremonyAnswer> {
  const { csrfToken } = await getSession();
  const own = windowOf.id();
  const text = textIn(common, getLanguage()).problem;
  const response = await fetch('/api/signing', {
    method: 'POST',
    credentials: 'same-origin',
    headers: {
      accept: 'application/json, application/problem+json',
      'accept-language': getLanguage(),
      // What is no PDF is refused by the server, whatever the browser takes it for.
      'content-type': 'application/pdf',
      'x-csrf-token': csrfToken,
      ...(own !== undefined && { 'x-session': own }),
      'x-document-name': encodeURIComponent(file.name.toWellFormed()),
    },
    body: file,
  }).catch(() => {
    throw new ApiProblem({ status: 0, code: 'network', title: text.networkTitle, next: text.networkNext });
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw problemFrom(response.status, body, text.serverTitle);
  return body as CeremonyAnswer;
}
