import type { SignRequest } from '@mibun/protocol';
import type { Bilingual, CredentialKind } from '@mibun/rules';
import { get, getSession, post } from '../../api/client.ts';

/** A card as the agent's backend describes it: what is written on it, and what it tells without a PIN. */
export interface WalletCard {
  readonly serial: string;
  readonly label?: string;
  /** What the demo knows of its holder beside the name. */
  readonly about?: {
    readonly kana: string;
    readonly romaji: string;
    readonly portrait: string;
    readonly post?: Bilingual;
    readonly role?: string;
  };
  /** The card reader in which it lies; absent for a card of the wallet. */
  readonly reader?: string;
  readonly facts?: {
    readonly municipality: string;
    readonly expiry: string;
    readonly certificates: { readonly authentication: boolean; readonly signature: boolean };
    readonly certificatesUntil?: string;
    readonly triesLeft: Readonly<Record<CredentialKind, number>>;
  };
  readonly trouble?: 'in-use' | 'reader-in-use' | 'foreign' | 'unreadable';
}

export interface AgentSession {
  readonly serverOrigin: string;
  readonly origins: readonly string[];
  readonly demo: boolean;
}

export interface Failure {
  readonly code: string;
  readonly title: Bilingual;
  readonly next: Bilingual;
}

export type Stage =
  | {
      readonly kind: 'secret';
      readonly credential: CredentialKind;
      readonly triesLeft: number;
      readonly problem?: { readonly reason: 'wrong' } | ({ readonly reason: 'malformed' } & Bilingual);
    }
  | {
      readonly kind: 'new-secrets';
      readonly credentials: readonly CredentialKind[];
      readonly context: { readonly birthDate?: string; readonly securityCode?: string };
      readonly problem?: { readonly credential: CredentialKind } & Bilingual;
    }
  | {
      readonly kind: 'document';
      readonly document: { readonly name: string; readonly pages: number; readonly digest: string };
    }
  | { readonly kind: 'working' }
  | { readonly kind: 'finished'; readonly answer: unknown }
  | { readonly kind: 'failed'; readonly failure: Failure };

export interface Turn {
  readonly turn: number;
  readonly stage: Stage;
}

export type CeremonyRequest =
  | {
      readonly kind: 'authenticate';
      readonly origin: string;
      readonly cardSerial: string;
      readonly nonce: string;
      readonly statement: string;
    }
  | {
      readonly kind: 'sign';
      readonly origin: string;
      readonly cardSerial: string;
      readonly document: SignRequest['document'];
    }
  | {
      readonly kind: 'counter';
      readonly origin: string;
      readonly cardSerial: string;
      readonly relayUrl: string;
      readonly relayToken: string;
    };

let csrfToken = '';

export async function readSession(): Promise<AgentSession> {
  const answer = (await getSession()) as Awaited<ReturnType<typeof getSession>> & AgentSession;
  csrfToken = answer.csrfToken;
  return { serverOrigin: answer.serverOrigin, origins: answer.origins, demo: answer.demo };
}

export interface CardList {
  readonly cards: readonly WalletCard[];
  readonly lastUsed: string | null;
  /** The service of the card readers is there and takes no call; it is tried again by itself. */
  readonly readersSilent: boolean;
  /** Of the list, for {@link waitForChange}. */
  readonly version: number;
}

export function readCards(origin?: string): Promise<CardList> {
  return get('/api/cards', { query: { origin } });
}

/** Resolves when the list is no longer that of `seen`, or after a while in any case; at once when nothing was seen. */
export function waitForChange(
  seen: number | undefined,
  signal: AbortSignal,
): Promise<{ readonly version: number }> {
  return get('/api/changes', { query: { seen }, signal });
}

export function readCounterCard(serial: string): Promise<WalletCard> {
  return get(`/api/cards/${serial}`, { query: { where: 'counter' } });
}

export async function allowOrigin(origin: string): Promise<void> {
  await post('/api/origins', { origin });
}

export function forgetOrigin(origin: string): Promise<{ readonly origins: readonly string[] }> {
  return post('/api/origins/forget', { origin });
}

export function beginCeremony(request: CeremonyRequest): Promise<Turn & { readonly id: string }> {
  return post('/api/ceremonies', request);
}

export function advanceCeremony(id: string, turn: number, answer: unknown): Promise<Turn> {
  return post(`/api/ceremonies/${id}`, { turn, answer });
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
