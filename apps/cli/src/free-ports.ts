import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';

/** Below the ports that systems hand out to whoever asks for none: no connection takes one in between. */
const LOWEST = 20_000;
const HIGHEST = 32_767;
const ATTEMPTS = 50;

/**
 * The first of `count` neighbouring TCP ports of the loopback interface that are free. On Linux they are this process's
 * until it ends, for all that ask here; a program that does not may still take one before it is used: try again then.
 */
export async function freePortRange(count: number): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const first = randomInt(LOWEST, HIGHEST - count + 2);
    if (await reserve(first, count)) return first;
  }
  throw new Error(`no ${count} free ports in a row`);
}

async function reserve(first: number, count: number): Promise<boolean> {
  const reserved: Server[] = [];
  const probed: Server[] = [];
  let free = false;
  try {
    for (let port = first; port < first + count; port++) {
      if (process.platform === 'linux') reserved.push(await listening(markOf(port)));
      probed.push(await listening({ host: '127.0.0.1', port }));
    }
    free = true;
  } catch {
    // Somebody has it, or has asked for it.
  }
  await Promise.all([...probed, ...(free ? [] : reserved)].map((server) => once(server.close(), 'close')));
  return free;
}

/** An abstract socket: a name that the kernel gives to one process, without a file, and takes back at its end. */
const markOf = (port: number) => ({ path: `\0mibun-port-${port}` });

async function listening(at: { readonly path: string } | { readonly host: string; readonly port: number }) {
  const server = createServer();
  server.listen(at);
  await once(server, 'listening');
  server.unref();
  return server;
}
