import type { AgentRequest, CeremonyAnswer, FromAgent, ToAgent } from '@mibun/protocol';
import { readRequest } from './request.ts';

/** The parts of the browser that a conversation needs; passed in so that tests can play them. */
export interface AskerHost {
  /** The window that opened this one. */
  readonly opener: { postMessage(message: unknown, targetOrigin: string): void } | null;
  listen(listener: (event: AskerMessage) => void): void;
  /** Calls back as long as the window is open. */
  every?(milliseconds: number, callback: () => void): void;
}

/** How often the window says that it is there; the page answers each time. */
const HERE_MS = 1500;
/** So many of them unanswered: the page that asked is gone. It answers also while it is hidden. */
const UNANSWERED_UNTIL_AWAY = 3;

export interface AskerMessage {
  readonly origin: string;
  readonly source: unknown;
  readonly data: unknown;
}

/** What a page wants, and which page: `origin` is the browser's word, not the page's. */
export interface Asked {
  readonly origin: string;
  readonly request: AgentRequest;
}

/** The page that opened the agent's window. */
export interface Asker {
  /** Its request; undefined when it is not in the right form. */
  readonly asked: Promise<Asked | undefined>;
  answer(answer: CeremonyAnswer): void;
  /** Tells whenever the page that asked goes away (closed, loaded anew) or turns out to be there after all. */
  onAway(listener: (away: boolean) => void): () => void;
  refuse(code: string, message: string): void;
}

/**
 * Tells the opener that the agent is ready and listens to it alone: only messages of the window that opened this one
 * count, and after the first only those of the same origin. What it gets goes to that origin and to no other.
 *
 * @returns undefined when no page opened this window
 */
export function meetAsker({ opener, listen, every }: AskerHost): Asker | undefined {
  if (opener === null) return undefined;
  const asked = Promise.withResolvers<Asked | undefined>();
  let conversation: { readonly id: string; readonly origin: string } | undefined;
  let kind: AgentRequest['kind'] | undefined;
  let settled = false;
  let unanswered = 0;
  let away = false;
  const onAway = new Set<(away: boolean) => void>();
  function isAway(next: boolean): void {
    if (next === away || settled) return;
    away = next;
    for (const tell of onAway) tell(away);
  }

  listen(({ origin, source, data }) => {
    if (source !== opener || !isMessage(data)) return;
    if (data.mibun === 'request' && conversation === undefined) {
      const request = readRequest(data.request);
      conversation = { id: data.id, origin };
      kind = request?.kind;
      asked.resolve(request === undefined || !isWebOrigin(origin) ? undefined : { origin, request });
    } else if (data.id !== conversation?.id || origin !== conversation.origin) {
      // Of another conversation: the page has begun a new one in a window of its own.
    } else if (data.mibun === 'here') {
      unanswered = 0;
      isAway(false);
    } else if (data.mibun === 'bye') {
      isAway(true);
    }
  });
  every?.(HERE_MS, () => {
    if (conversation === undefined || kind === undefined) return;
    if (!settled && unanswered >= UNANSWERED_UNTIL_AWAY) isAway(true);
    unanswered += 1;
    const here = kind;
    send((id) => ({ mibun: 'here', id, kind: here }));
  });
  // It says nothing, and the opener's origin is not known yet.
  opener.postMessage({ mibun: 'ready' } satisfies FromAgent, '*');

  function send(message: (id: string) => FromAgent): void {
    if (conversation !== undefined) opener?.postMessage(message(conversation.id), conversation.origin);
  }
  return {
    asked: asked.promise,
    answer(answer) {
      send((id) => ({ mibun: 'answer', id, ok: true, answer }));
      settled = true;
    },
    onAway(listener) {
      onAway.add(listener);
      if (away) listener(true);
      return () => onAway.delete(listener);
    },
    refuse: (code, message) => send((id) => ({ mibun: 'answer', id, ok: false, code, message })),
  };
}

/** A message whose request is still to be read. */
type Incoming =
  | Exclude<ToAgent, { mibun: 'request' }>
  | (Omit<Extract<ToAgent, { mibun: 'request' }>, 'request'> & { readonly request: unknown });

const KNOWN: readonly unknown[] = ['request', 'here', 'bye'] satisfies Incoming['mibun'][];

function isMessage(data: unknown): data is Incoming {
  if (typeof data !== 'object' || data === null) return false;
  const { mibun, id } = data as Record<string, unknown>;
  return KNOWN.includes(mibun) && typeof id === 'string' && id.length <= 100;
}

/** A sandboxed or local page has the origin "null": there is nobody to name to the person. */
function isWebOrigin(origin: string): boolean {
  return /^https?:\/\//.test(origin);
}
