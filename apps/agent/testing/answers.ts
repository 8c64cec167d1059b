import assert from 'node:assert/strict';
import { type AgentCall, agentCalls, type WalletCard } from '@mibun/protocol';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** Every field that some answer has; each test asserts those it uses. */
export interface Body {
  readonly code: string;
  readonly title: string;
  readonly next: string;
  readonly csrfToken: string;
  readonly origins: readonly string[];
  readonly cards: readonly WalletCard[];
  readonly lastUsed: string | null;
  readonly label: string;
  readonly version: number;
  readonly id: string;
  readonly turn: number;
  readonly stage: {
    readonly kind: string;
    readonly triesLeft: number;
    readonly credential: string;
    readonly document: { readonly name: string; readonly pages: number; readonly digest: string };
    readonly answer: { readonly certificate: string; readonly signature: string };
    readonly failure: { readonly code: string; readonly next: { readonly ja: string } };
  };
}

/** The wire of a call: what the agent answers is held against it. */
export function answerOf(method: string, path: string) {
  const [bare = ''] = path.split('?');
  const name = (Object.keys(agentCalls) as AgentCall[]).find((call) =>
    new RegExp(`^${call.replaceAll(/:\w+/g, '[^/]+')}$`).test(`${method} ${bare}`),
  );
  assert.ok(name, `${method} ${bare} is a call of the protocol`);
  return agentCalls[name].answer;
}
