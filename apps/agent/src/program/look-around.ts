import { lookup } from 'node:dns/promises';
import { isOwnMachine } from '@mibun/protocol';
import { z } from 'zod';

/** What the server says of itself, as far as the agent of one machine needs it. */
export interface ServerView {
  /** Its country is invented. */
  readonly fictitious: boolean;
  /** The one address at which its log-ins work. */
  readonly origin: string;
  /** Where its pages look for the agent. */
  readonly agentOrigin: string;
}

const answer = z.object({ fictitious: z.boolean(), origin: z.string(), agentOrigin: z.string() });
const LONGEST_MS = 5_000;

/** Asks the server what every page asks first. @returns why not, where it does not answer */
export async function askServer(
  serverOrigin: string,
  ask: typeof fetch = fetch,
): Promise<ServerView | { readonly silent: string }> {
  try {
    const response = await ask(`${serverOrigin}/api/system`, {
      redirect: 'error',
      signal: AbortSignal.timeout(LONGEST_MS),
    });
    const parsed = answer.safeParse(await response.json().catch(() => undefined));
    return response.ok && parsed.success ? parsed.data : { silent: 'what answers there is not Mibun' };
  } catch (error) {
    return { silent: reasonOf(error) };
  }
}

/**
 * Whether the trust store of this machine takes the certificate of an origin. A browser with a store of its own may think
 * otherwise.
 */
export async function isTrusted(origin: string, ask: typeof fetch = fetch): Promise<boolean> {
  try {
    await (await ask(`${origin}/`, { signal: AbortSignal.timeout(LONGEST_MS) })).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

/** Codes of OpenSSL and Node about a certificate that does not prove what it should. */
const CERTIFICATE = /CERT|SELF_SIGNED|ISSUER|LEAF_SIGNATURE|ALTNAME/;

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = String((cause as { readonly code?: unknown } | undefined)?.code ?? '');
  if (CERTIFICATE.test(code)) {
    return `this machine does not trust its certificate (${code}): put the CA that issued it into the trust store of this machine, or name its file in NODE_EXTRA_CA_CERTS`;
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'its name is not known here';
  return 'it cannot be reached now';
}

/** Whether a name leads to this machine and nowhere else, so that a browser finds the agent there and a PIN stays here. */
export async function leadsHere(
  origin: string,
  resolve: (name: string) => Promise<readonly string[]> = addressesOf,
): Promise<boolean> {
  if (isOwnMachine(origin)) return true;
  try {
    const addresses = await resolve(new URL(origin).hostname);
    return addresses.length > 0 && addresses.every((one) => one === '::1' || one.startsWith('127.'));
  } catch {
    return false;
  }
}

async function addressesOf(name: string): Promise<readonly string[]> {
  return (await lookup(name, { all: true })).map(({ address }) => address);
}
