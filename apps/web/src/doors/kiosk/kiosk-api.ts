import type { Bilingual } from '@mibun/rules';
import type { Optional } from '@mibun/server/contracts';
import type {
  AuthenticateAnswer,
  SelectRequest,
  StartAnswer,
  StateAnswer,
} from '@mibun/server/schemas/services/kiosk';
import { authenticate as askAgent } from '../../api/agent.ts';
import { type Answered, addressOf, type CallName, type CallOptions, call } from '../../api/call.ts';
import { ApiProblem } from '../../api/client.ts';
import { problemFrom } from '../../api/problem.ts';
import { getLanguage } from '../../i18n/index.ts';
import { forgetDevice, signatureOver, thisDevice } from './device.ts';

export type { AuthenticateAnswer, StartAnswer, StateAnswer };

type KioskCall = Extract<CallName, `${'GET' | 'POST'} /api/kiosk/sessions${string}`>;

/** A call with this machine's signature over it. */
async function callSigned<N extends KioskCall>(
  name: N,
  ...[options]: Optional<CallOptions<N>>
): Promise<Answered<N>> {
  const headers = await signatureFor(name, options);
  return call(name, ...([{ ...options, headers }] as unknown as Optional<CallOptions<N>>));
}

async function signatureFor(
  name: KioskCall,
  options: { readonly body?: unknown; readonly token?: string | undefined } = {},
) {
  const { body, token } = options;
  const [method = '', path = ''] = name.split(' ');
  const more = { ...(body !== undefined && { body }), ...(token && { token }) };
  return signatureOver(await thisDevice(), method, path, more);
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
  const start = () => callSigned('POST /api/kiosk/sessions');
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
  return callSigned('POST /api/kiosk/sessions/current/authenticate', {
    body: { challengeId, ...proof },
    token,
  });
}

export const select = (token: string, wish: SelectRequest) =>
  callSigned('POST /api/kiosk/sessions/current/select', { body: wish, token });

export const pay = (token: string, amount: number) =>
  callSigned('POST /api/kiosk/sessions/current/pay', { body: { amount }, token });

export const act = (token: string, verb: 'issue' | 'extend' | 'cancel' | 'complete') =>
  callSigned(`POST /api/kiosk/sessions/current/${verb}`, { token });

export const readState = (token: string) => callSigned('GET /api/kiosk/sessions/current/state', { token });

/** Fetches the paper, once. Refuses what does not name this session, whatever the server says (KSK-09). */
export async function fetchPaper({ token, sessionId }: StartAnswer): Promise<PrintedPaper> {
  const name = 'GET /api/kiosk/sessions/current/print';
  const headers = await signatureFor(name, { token });
  const response = await fetch(addressOf(name), {
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
