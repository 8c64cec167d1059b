import type { AgentRequest } from '@mibun/protocol';
import { useEffect, useSyncExternalStore } from 'react';
import { getSystem } from './client.ts';
import { isFromAgent } from './from-agent.ts';

/** What a page knows of the window that it has opened. `silent`: it never said a word; `lost`: not any more. */
export type WindowPresence = 'opening' | 'present' | 'silent' | 'lost';

/** Two windows of one act, each of which may be closed or loaded anew while the other goes on. */
export interface AgentPresence {
  /** Of the window that this page has opened; undefined when it has none open. */
  readonly own: WindowPresence | undefined;
  /** A window that is open for this page from before it was loaded anew, and what for. */
  readonly earlier: AgentRequest['kind'] | undefined;
}

/** A window says that it is there every second and a half; unheard for so long, it is gone. */
const GONE_MS = 6000;

let now: AgentPresence = { own: undefined, earlier: undefined };
let conversations = 0;
const listeners = new Set<() => void>();

function set(change: Partial<AgentPresence>): void {
  now = { ...now, ...change };
  for (const listener of listeners) listener();
}

/** A conversation begins: it alone says what is known of the window, until it ends or another one begins. */
export function beginPresence(): { set(presence: WindowPresence): void; end(): void } {
  conversations += 1;
  const mine = conversations;
  set({ own: 'opening', earlier: undefined });
  return {
    set: (own) => mine === conversations && set({ own }),
    end: () => mine === conversations && set({ own: undefined }),
  };
}

/** Hears windows of which this page knows nothing, because it was loaded anew since it opened them. */
function listen(agentOrigin: string): () => void {
  let forget: ReturnType<typeof setTimeout> | undefined;
  const onMessage = ({ origin, data }: MessageEvent) => {
    if (origin !== agentOrigin || !isFromAgent(data) || data.mibun !== 'here') return;
    if (now.own !== undefined) return;
    clearTimeout(forget);
    forget = setTimeout(() => set({ earlier: undefined }), GONE_MS);
    if (now.earlier !== data.kind) set({ earlier: data.kind });
  };
  window.addEventListener('message', onMessage);
  return () => {
    clearTimeout(forget);
    window.removeEventListener('message', onMessage);
  };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What this page knows of the agent's window at this moment. */
export function useAgentPresence(): AgentPresence {
  useEffect(() => {
    let stop: (() => void) | undefined;
    let left = false;
    getSystem().then(
      ({ agentOrigin }) => {
        if (!left) stop = listen(agentOrigin);
      },
      // Without the server there is no act that a window could belong to.
      () => undefined,
    );
    return () => {
      left = true;
      stop?.();
    };
  }, []);
  return useSyncExternalStore(subscribe, () => now);
}
