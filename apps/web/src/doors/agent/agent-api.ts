import type {
  AgentSession,
  CallAnswer,
  CallBody,
  CardList,
  CeremonyRequest,
  StageAnswer,
  Turn,
  WalletCard,
} from '@mibun/protocol';
import { get, getSession, post } from '../../api/client.ts';

let csrfToken = '';

export async function readSession(): Promise<AgentSession> {
  const answer = await getSession<null, AgentSession>();
  csrfToken = answer.csrfToken;
  return answer;
}

export function readCards(origin?: string): Promise<CardList> {
  return get('/api/cards', { query: { origin } });
}

/** Resolves when the list is no longer that of `seen`, or after a while in any case; at once when nothing was seen. */
export function waitForChange(
  seen: number | undefined,
  signal: AbortSignal,
): Promise<CallAnswer<'GET /api/changes'>> {
  return get('/api/changes', { query: { seen }, signal });
}

export function readCounterCard(serial: string): Promise<WalletCard> {
  return get(`/api/cards/${serial}`, { query: { where: 'counter' } });
}

export async function allowOrigin(origin: string): Promise<void> {
  await post('/api/origins', { origin } satisfies CallBody<'POST /api/origins'>);
}

export function forgetOrigin(origin: string): Promise<CallAnswer<'POST /api/origins/forget'>> {
  return post('/api/origins/forget', { origin } satisfies CallBody<'POST /api/origins/forget'>);
}

export function beginCeremony(request: CeremonyRequest): Promise<CallAnswer<'POST /api/ceremonies'>> {
  return post('/api/ceremonies', request);
}

export function advanceCeremony(id: string, turn: number, answer: StageAnswer | null): Promise<Turn> {
  return post(`/api/ceremonies/${id}`, { turn, answer } satisfies CallBody<'POST /api/ceremonies/:id'>);
}

/** Gives the card back; also while the window is being closed. */
export function cancelCeremony(id: string): void {
  fetch(`/api/ceremonies/${id}/cancel`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-csrf-token': csrfToken },
    body: '{}',
    keepalive: true,
  }).catch(() => undefined);
}
