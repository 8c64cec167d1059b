import type { AgentRequest, FromAgent } from '@mibun/protocol';

const KINDS: readonly unknown[] = ['authenticate', 'sign', 'counter'] satisfies AgentRequest['kind'][];

/**
 * True for data of a message event that has the shape of one from the agent: what `fromAgent` of the protocol says, without
 * its library in every page (from-agent.test.ts holds both together).
 */
export function isFromAgent(data: unknown): data is FromAgent {
  if (typeof data !== 'object' || data === null) return false;
  const message = data as Record<string, unknown>;
  if (message.mibun === 'ready') return true;
  if (typeof message.id !== 'string' || message.id.length > 100) return false;
  if (message.mibun === 'here') return KINDS.includes(message.kind);
  if (message.mibun !== 'answer') return false;
  if (message.ok === true) return 'answer' in message;
  return message.ok === false && typeof message.code === 'string' && typeof message.message === 'string';
}
