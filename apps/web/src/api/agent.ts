import type {
  AgentRequest,
  AuthenticateAnswer,
  AuthenticateRequest,
  CounterAnswer,
  CounterRequest,
  FromAgent,
  SignAnswer,
  SignRequest,
  ToAgent,
} from '@mibun/protocol';
import { getLanguage } from '../i18n/language.ts';
import { beginPresence, type WindowPresence } from './agent-presence.ts';
import { getSystem, systemIfKnown } from './client.ts';
import { isFromAgent } from './from-agent.ts';
import { newId } from './new-id.ts';

/**
 * The agent did not do it. Codes: `closed` (the person closed the window), `blocked` (the browser did not
 * open it), `unreachable` (no agent answers), or the agent's own (`refused`, `pin-locked`, `no-card` …) with its message.
 */
export class AgentRefusal extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'AgentRefusal';
    this.code = code;
  }
}

/** The parts of the browser that a conversation needs; passed in so that tests can play them. */
export interface AgentHost {
  /** Opens the window; null when the browser refuses. */
  open(url: string): AgentWindow | null;
  listen(listener: (event: AgentMessage) => void): () => void;
  /** Calls back until told to stop. */
  every(milliseconds: number, callback: () => void): () => void;
  /** Calls back when the page is left or loaded anew, until told to stop. */
  leaving?(callback: () => void): () => void;
  newId(): string;
}

/** The agent's window, as the page sees it across origins. */
export interface AgentWindow {
  readonly closed: boolean;
  postMessage(message: unknown, targetOrigin: string): void;
  close(): void;
  focus(): void;
}

/** A message event, reduced to what counts. */
export interface AgentMessage {
  readonly origin: string;
  readonly source: unknown;
  readonly data: unknown;
}

/** Proves who the person is. Call it in the handler of a click, or the browser blocks the window. */
export function authenticate(request: Omit<AuthenticateRequest, 'kind'>): Promise<AuthenticateAnswer> {
  return ask({ kind: 'authenticate', ...request }) as Promise<AuthenticateAnswer>;
}

/**
 * Has a document signed that the server has prepared already. The agent shows its name and digest and signs that digest.
 * Call it in the handler of a click.
 */
export function sign(request: Omit<SignRequest, 'kind'>): Promise<SignAnswer> {
  return ask({ kind: 'sign', ...request }) as Promise<SignAnswer>;
}

/** Connects a card at a counter to the server's relay. Call it in the handler of a click. */
export function counter(request: Omit<CounterRequest, 'kind'>): Promise<CounterAnswer> {
  return ask({ kind: 'counter', ...request }) as Promise<CounterAnswer>;
}

async function ask(request: AgentRequest): Promise<unknown> {
  // A window may only be opened while the click is fresh: no waiting when the origin is already known.
  const { agentOrigin } = systemIfKnown() ?? (await getSystem());
  const mine = beginPresence();
  return converse(browserHost(), agentOrigin, request, mine.set).finally(mine.end);
}

/** How often the window is looked after. */
const LOOK_MS = 400;
/** So many looks without the window's first word: no agent is there. Counted, because browsers slow hidden pages down. */
const LOOKS_UNTIL_SILENT = 12;
/** So many without its next one: it has crashed, or shows something else. */
const LOOKS_UNTIL_LOST = 25;

/**
 * One conversation with the agent's window: wait for `ready`, send the request, resolve with the
 * answer. Only messages from exactly `origin` and from the window that was opened count.
 */
export function converse(
  host: AgentHost,
  origin: string,
  request: AgentRequest,
  onPresence: (presence: WindowPresence) => void = () => {},
): Promise<unknown> {
  const opened = host.open(`${origin}/?lang=${getLanguage()}`);
  if (opened === null) return Promise.reject(new AgentRefusal('blocked', 'the browser blocked the window'));
  const agent: AgentWindow = opened;
  const id = host.newId();
  const say = (message: ToAgent) => agent.postMessage(message, origin);
  return new Promise((resolve, reject) => {
    const stopListening = host.listen((event) => {
      if (event.origin !== origin || event.source !== agent || !isFromAgent(event.data)) return;
      handle(event.data);
    });
    let presence: WindowPresence = 'opening';
    let unheard = 0;
    const now = (next: WindowPresence) => {
      if (next !== presence) onPresence(next);
      presence = next;
    };
    const stopWatching = host.every(LOOK_MS, () => {
      if (agent.closed) finish(() => reject(new AgentRefusal('closed', 'the window was closed')));
      unheard += 1;
      if (presence === 'opening' && unheard >= LOOKS_UNTIL_SILENT) now('silent');
      if (presence === 'present' && unheard >= LOOKS_UNTIL_LOST) now('lost');
    });
    const stopLeaving = host.leaving?.(() => say({ mibun: 'bye', id }));
    function finish(settle: () => void): void {
      stopListening();
      stopWatching();
      stopLeaving?.();
      settle();
    }
    function handle(message: FromAgent): void {
      unheard = 0;
      now('present');
      if (message.mibun === 'here') {
        if (message.id === id) say({ mibun: 'here', id });
      } else if (message.mibun === 'ready') {
        say({ mibun: 'request', id, request });
      } else if (message.id !== id) {
        // An answer to an older request of this page: not ours any more.
      } else if (message.ok) {
        finish(() => resolve(message.answer));
      } else {
        const { code, message: text } = message;
        finish(() => reject(new AgentRefusal(code, text)));
      }
    }
  });
}

function browserHost(): AgentHost {
  return {
    open(url) {
      const width = 480;
      const height = 760;
      const left = Math.max(0, Math.round(window.screenX + (window.outerWidth - width) / 2));
      const top = Math.max(0, Math.round(window.screenY + (window.outerHeight - height) / 3));
      return window.open(url, 'mibun-agent', `popup,width=${width},height=${height},left=${left},top=${top}`);
    },
    listen(listener) {
      window.addEventListener('message', listener);
      return () => window.removeEventListener('message', listener);
    },
    every(milliseconds, callback) {
      const timer = window.setInterval(callback, milliseconds);
      return () => window.clearInterval(timer);
    },
    leaving(callback) {
      window.addEventListener('pagehide', callback);
      return () => window.removeEventListener('pagehide', callback);
    },
    newId,
  };
}
