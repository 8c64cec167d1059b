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
import { getSession } from '../../api/client.ts';
import { ask } from '../../api/other-server.ts';

let csrfToken = '';

export async function readSession(): Promise<AgentSession> {
  const answer = await getSession<null, AgentSession>();
  csrfToken = answer.csrfToken;
  return answer;
}

export function readCards(origin?: string): Promise<CardList> {
  return ask('GET', '/api/cards', { query: { origin } });
}

/** Resolves when the list is no longer that of `seen`, or after a while in any case; at once when nothing was seen. */
export function waitForChange(
  seen: number | undefined,
  signal: AbortSignal,
): Promise<CallAnswer<'GET /api/changes'>> {
  return ask('GET', '/api/changes', { query: { seen }, signal });
}

export function readCounterCard(serial: string): Promise<WalletCard> {
  return ask('GET', `/api/cards/${serial}`, { query: { where: 'counter' } });
}

export async function allowOrigin(origin: string): Promise<void> {
  await ask('POST', '/api/origins', { body: { origin } satisfies CallBody<'POST /api/origins'> });
}

export function forgetOrigin(origin: string): Promise<CallAnswer<'POST /api/origins/forget'>> {
  return ask('POST', '/api/origins/forget', {
    body: { origin } satisfies CallBody<'POST /api/origins/forget'>,
  });
}

export function beginCeremony(request: CeremonyRequest): Promise<CallAnswer<'POST /api/ceremonies'>> {
  return ask('POST', '/api/ceremonies', { body: request });
}

export function advanceCeremony(id: string, turn: number, answer: StageAnswer | null): Promise<Turn> {
  return ask('POST', `/api/ceremonies/${id}`, {
    body: { turn, answer } satisfies CallBody<'POST /api/ceremonies/:id'>,
  });
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
