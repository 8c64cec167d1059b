import type { AgentRequest } from '@mibun/protocol';
import type { Bilingual } from '@mibun/rules';
import { type DigestName, digestName } from '../../api/digest.ts';

/**
 * Reads what a page asks for. Any page can send anything: only what has exactly the right form is a request.
 * Long texts are refused and not cut, because what is shown must be what is signed. The form is that of `agentRequest` in
 * the protocol, read without its library (request.test.ts holds both together).
 */
export function readRequest(data: unknown): AgentRequest | undefined {
  const given = record(data);
  const purpose = bilingual(given?.purpose);
  if (given === undefined || purpose === undefined) return undefined;
  if (given.kind === 'authenticate') {
    const statement = text(given.statement, 500);
    const nonce = text(given.nonce, 200, 16);
    if (statement === undefined || nonce === undefined) return undefined;
    const wanted = bilingual(given.wanted);
    const roles = words(given.roles);
    return {
      kind: 'authenticate',
      statement,
      nonce,
      purpose,
      ...(wanted && { wanted }),
      ...(roles && { roles }),
      ...(given.choose === true && { choose: true }),
    };
  }
  if (given.kind === 'sign') {
    const document = record(given.document);
    const name = text(document?.name, 200);
    const digest = hex(document?.digest, 'SHA-256', 'SHA-384');
    const pages = document?.pages;
    const certificateSha256 = hex(document?.certificateSha256, 'SHA-256');
    if (document?.certificateSha256 !== undefined && certificateSha256 === undefined) return undefined;
    return name !== undefined && digest !== undefined && isCount(pages)
      ? {
          kind: 'sign',
          document: { name, digest, pages, ...(certificateSha256 && { certificateSha256 }) },
          purpose,
        }
      : undefined;
  }
  if (given.kind === 'counter') {
    const relayUrl = text(given.relayUrl, 500);
    const relayToken = text(given.relayToken, 200);
    const cardSerial = text(given.cardSerial, 15);
    if (relayUrl === undefined || relayToken === undefined || cardSerial === undefined) return undefined;
    return isWebAddress(relayUrl) && /^[\w-]{20,}$/.test(relayToken) && /^\d{15}$/.test(cardSerial)
      ? { kind: 'counter', relayUrl, relayToken, cardSerial, purpose }
      : undefined;
  }
  return undefined;
}

function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}

function text(value: unknown, longest: number, shortest = 1): string | undefined {
  return typeof value === 'string' && value.length >= shortest && value.length <= longest ? value : undefined;
}

function isWebAddress(value: string): boolean {
  return /^https?:$/.test(URL.parse(value)?.protocol ?? '');
}

function bilingual(value: unknown): Bilingual | undefined {
  const given = record(value);
  const ja = text(given?.ja, 120);
  const en = text(given?.en, 200);
  return ja !== undefined && en !== undefined ? { ja, en } : undefined;
}

function words(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length > 20) return undefined;
  return value.every((one) => text(one, 40) !== undefined) ? (value as string[]) : undefined;
}

function hex(value: unknown, ...kinds: readonly DigestName[]): string | undefined {
  if (typeof value !== 'string') return undefined;
  const kind = digestName(value);
  return kind !== undefined && kinds.includes(kind) ? value.toLowerCase() : undefined;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 10_000;
}
