import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/**
 * The first of `count` neighbouring TCP ports of the loopback interface that are free now. Somebody else may take one
 * before they are used: try again then.
 */
export async function freePortRange(count: number): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const first = randomInt(20_000, 60_000 - count);
    if (await areFree(first, count)) return first;
  }
  throw new Error(`no ${count} free ports in a row`);
}

async function areFree(first: number, count: number): Promise<boolean> {
  const servers: Server[] = [];
  try {
    for (let port = first; port < first + count; port++) {
      const server = createServer();
      server.listen(port, '127.0.0.1');
      await once(server, 'listening');
      servers.push(server);
    }
    return true;
  } catch {
    return false;
  } finally {
    await Promise.all(servers.map((server) => once(server.close(), 'close')));
  }
}
