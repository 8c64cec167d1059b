import type { IncomingMessage } from 'node:http';
import { isIP, isIPv4, isIPv6 } from 'node:net';
import proxyAddress from '@fastify/proxy-addr';

/**
 * Whose `X-Forwarded-For` counts. Everybody else's is only something that a caller wrote.
 * - addresses and CIDR ranges: the proxies in front, however many of them an answer passes
 * - a number: that many proxies, each of which appends the address it saw
 * - `none`: browsers reach this server directly
 */
export type TrustedProxies = 'none' | number | readonly string[];

const MOST_HOPS = 10;
/** A range that holds every address trusts everybody. */
const SMALLEST_PREFIX = { 4: 8, 6: 16 } as const;

/** Undefined: it is none of the things that may be said. */
export function parseTrustedProxies(text: string): TrustedProxies | undefined {
  const said = text.trim();
  if (said === 'none') return 'none';
  if (/^\d+$/.test(said)) {
    const hops = Number(said);
    return hops >= 1 && hops <= MOST_HOPS ? hops : undefined;
  }
  const ranges = said.split(/[\s,]+/).filter((part) => part !== '');
  return ranges.length > 0 && ranges.every(isRange) ? ranges : undefined;
}

function isRange(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/');
  const family = isIP(address);
  if (more.length > 0 || (family !== 4 && family !== 6) || address.includes('%')) return false;
  if (prefix === undefined) return true;
  const bits = /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1;
  return bits >= SMALLEST_PREFIX[family] && bits <= (family === 4 ? 32 : 128);
}

type TrustProxy = (address: string, hop: number) => boolean;

/** What the framework asks: whether the address that many hops from here is a proxy of ours. */
export function trustProxyOf(trusted: TrustedProxies | undefined): TrustProxy | false {
  if (trusted === undefined || trusted === 'none') return false;
  return typeof trusted === 'number' ? (_address, hop) => hop < trusted : proxyAddress.compile([...trusted]);
}

/** The key of the client of a request that the framework has not seen: by the same rules as its `request.ip`. */
export function clientOf(trusted: TrustedProxies | undefined): (request: IncomingMessage) => string {
  const trust = trustProxyOf(trusted);
  return (request) => {
    const { remoteAddress } = request.socket;
    // Gone already: nobody gets the answer.
    if (remoteAddress === undefined) return 'unknown';
    return clientKey(trust ? proxyAddress(request, trust) : remoteAddress);
  };
}

/**
 * What limits are counted by: one IPv4 address, or the /64 that one IPv6 subscriber has to themselves. IPv4 carried in
 * IPv6 (RFC 4291 §2.5.5.2, RFC 6052) counts as the IPv4 address it is: a translator in front puts all of them in one /64.
 */
export function clientKey(address: string): string {
  const [plain = ''] = address.split('%', 1);
  if (isIPv4(plain)) return plain;
  if (!isIPv6(plain)) return 'unknown';
  const groups = groupsOf(plain);
  const low = ((groups[6] ?? 0) << 16) | (groups[7] ?? 0);
  if (isCarried(groups)) return [24, 16, 8, 0].map((shift) => (low >>> shift) & 255).join('.');
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

function isCarried(groups: readonly number[]): boolean {
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  const translated =
    groups[0] === 0x64 && groups[1] === 0xff9b && groups.slice(2, 6).every((group) => group === 0);
  return mapped || translated;
}

function groupsOf(address: string): readonly number[] {
  const hexadecimal = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_all, ...octets) => {
    const [a = 0, b = 0, c = 0, d = 0] = octets.slice(0, 4).map(Number);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
  const [head = '', tail] = hexadecimal.split('::');
  const groups = (text: string) =>
    text === '' ? [] : text.split(':').map((part) => Number.parseInt(part, 16));
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  return [...before, ...Array<number>(Math.max(0, 8 - before.length - after.length)).fill(0), ...after];
}
