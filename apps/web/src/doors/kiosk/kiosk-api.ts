import type { Bilingual } from '@mibun/rules';
import type {
  AuthenticateAnswer,
  SelectRequest,
  StartAnswer,
  StateAnswer,
} from '@mibun/server/schemas/kiosk';
import { authenticate as askAgent } from '../../api/agent.ts';
import { ApiProblem, type CallOptions, get, post } from '../../api/client.ts';
import { problemFrom } from '../../api/problem.ts';
import { getLanguage } from '../../i18n/index.ts';
import { forgetDevice, signatureOver, thisDevice } from './device.ts';

export type { AuthenticateAnswer, StartAnswer, StateAnswer };

const current = '/api/kiosk/sessions/current';

/** The call's options with this machine's signature over it. */
async function signed(
  method: 'GET' | 'POST',
  path: string,
  token?: string,
  body?: unknown,
): Promise<CallOptions> {
  const more = { ...(body !== undefined && { body }), ...(token && { token }) };
  const headers = await signatureOver(await thisDevice(), method, path, more);
  return { headers, ...(token && { token }) };
}

async function postSigned<T>(path: string, body?: unknown, token?: string): Promise<T> {
  return post<T>(path, body, await signed('POST', path, token, body));
}

/** The paper as the printer got it. */
export interface PrintedPaper {
  readonly pdf: Blob;
  readonly serial: string;
  readonly copies: number;
}

/** Answers by which the hub says that it does not know this machine's key. */
const UNKNOWN_KEY = ['DEVICE_SIGNATURE_WRONG', 'DEVICE_NOT_IN_FORCE'];

export async function startSession(): Promise<StartAnswer> {
  const start = () => postSigned<StartAnswer>('/api/kiosk/sessions');
  try {
    return await start();
  } catch (reason) {
    if (!(reason instanceof ApiProblem) || !UNKNOWN_KEY.includes(reason.code)) throw reason;
    if (!(await thisDevice()).deviceId.startsWith('DEMO-')) throw reason;
    // The demo country was made anew; its shop gets its machine anew, too.
    await forgetDevice();
    return start();
  }
}

/** Opens the card window; must be called while the click is fresh. */
export function askCard(started: StartAnswer, purpose: Bilingual) {
  const { nonce, statement } = started.challenge;
  return askAgent({ statement: statement[getLanguage()], nonce, purpose });
}

export function authenticate(
  { token, challenge }: StartAnswer,
  proof: { readonly certificate: string; readonly signature: string; readonly language: 'ja' | 'en' },
) {
  const { challengeId } = challenge;
  return postSigned<AuthenticateAnswer>(`${current}/authenticate`, { challengeId, ...proof }, token);
}

export const select = (token: string, wish: SelectRequest) =>
  postSigned<StateAnswer>(`${current}/select`, wish, token);

export const pay = (token: string, amount: number) =>
  postSigned<StateAnswer>(`${current}/pay`, { amount }, token);

export const act = (token: string, verb: 'issue' | 'extend' | 'cancel' | 'complete') =>
  postSigned<StateAnswer>(`${current}/${verb}`, undefined, token);

export async function readState(token: string): Promise<StateAnswer> {
  const path = `${current}/state`;
  return get<StateAnswer>(path, await signed('GET', path, token));
}

/** Fetches the paper, once. Refuses what does not name this session, whatever the server says (KSK-09). */
export async function fetchPaper({ token, sessionId }: StartAnswer): Promise<PrintedPaper> {
  const { headers } = await signed('GET', `${current}/print`, token);
  const response = await fetch(`${current}/print`, {
    headers: {
      ...headers,
      authorization: `Bearer ${token}`,
      'accept-language': getLanguage(),
    },
  });
  if (!response.ok) {
    const body: unknown = await response.json().catch(() => undefined);
    throw problemFrom(response.status, body, response.statusText);
  }
  if (response.headers.get('x-request-id') !== sessionId) {
    throw problemFrom(409, { code: 'KIOSK_ISSUING_FAILED' }, 'another request');
  }
  return {
    pdf: await response.blob(),
    serial: response.headers.get('x-paper-serial') ?? '',
    copies: Number(response.headers.get('x-copies') ?? 1),
  };
}
