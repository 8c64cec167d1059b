import type {
  AuthenticateAnswer,
  SelectRequest,
  StartAnswer,
  StateAnswer,
} from '@mibun/server/schemas/kiosk';
import { authenticate as askAgent } from '../../api/agent.ts';
import { get, post } from '../../api/client.ts';
import { problemFrom } from '../../api/problem.ts';
import { getLanguage } from '../../i18n/index.ts';

export type { AuthenticateAnswer, StartAnswer, StateAnswer };

const current = '/api/kiosk/sessions/current';
/** A real machine has its own, on its nameplate. */
const DEVICE = 'DEMO-01';

/** The paper as the printer got it. */
export interface PrintedPaper {
  readonly pdf: Blob;
  readonly serial: string;
  readonly copies: number;
}

export const startSession = () => post<StartAnswer>('/api/kiosk/sessions', { deviceId: DEVICE });

/** Opens the card window; must be called while the click is fresh. */
export function askCard(started: StartAnswer, purpose: { readonly ja: string; readonly en: string }) {
  const { nonce, statement } = started.challenge;
  return askAgent({ statement: statement[getLanguage()], nonce, purpose });
}

export function authenticate(
  { token, challenge }: StartAnswer,
  proof: { readonly certificate: string; readonly signature: string; readonly language: 'ja' | 'en' },
) {
  const { challengeId } = challenge;
  return post<AuthenticateAnswer>(`${current}/authenticate`, { challengeId, ...proof }, { token });
}

export const select = (token: string, wish: SelectRequest) =>
  post<StateAnswer>(`${current}/select`, wish, { token });

export const pay = (token: string, amount: number) =>
  post<StateAnswer>(`${current}/pay`, { amount }, { token });

export const act = (token: string, verb: 'issue' | 'extend' | 'cancel' | 'complete') =>
  post<StateAnswer>(`${current}/${verb}`, undefined, { token });

export const readState = (token: string) => get<StateAnswer>(`${current}/state`, { token });

/** Fetches the paper, once. Refuses what does not name this session, whatever the server says (KSK-09). */
export async function fetchPaper({ token, sessionId }: StartAnswer): Promise<PrintedPaper> {
  const response = await fetch(`${current}/print`, {
    headers: { authorization: `Bearer ${token}`, 'accept-language': getLanguage() },
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
