import { createServer as createPlain, type RequestListener, type Server } from 'node:http';
import { createServer as createTls } from 'node:https';

/** Certificate and private key in PEM, where the agent's origin is https. */
export interface AgentTls {
  readonly cert: string;
  readonly key: string;
}

/** A machine without IPv6 has nobody at its loopback address either. */
const NO_IPV6 = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);

/**
 * Listens at [::1] beside 127.0.0.1: browsers try both for `localhost`, and a program of somebody else at the other one
 * would be taken for the agent.
 *
 * @returns undefined on a machine without IPv6
 * @throws what Node throws when the port is taken there
 */
export async function listenAtIpv6Loopback(
  handle: RequestListener,
  port: number,
  tls?: AgentTls,
): Promise<Server | undefined> {
  const server = tls ? createTls(tls, handle) : createPlain(handle);
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen({ host: '::1', port, ipv6Only: true }, resolve);
    });
    return server;
  } catch (error) {
    if (NO_IPV6.has((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
