import { request } from 'node:http';
import { connect } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Uint8Array;
}

let asked = 0;

/** One request on a connection of its own. Each hundred come from another address, because strangers are counted by it. */
export function ask(
  port: number,
  method: 'GET' | 'POST',
  path: string,
  options: {
    readonly type?: string;
    readonly body?: Uint8Array;
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
): Promise<Answer> {
  const { type, body, headers = {} } = options;
  const localAddress = `127.0.0.${2 + (Math.floor(asked++ / 100) % 250)}`;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port, method, path, localAddress, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            type: response.headers['content-type'] ?? '',
            body: new Uint8Array(Buffer.concat(chunks)),
          }),
        );
      },
    );
    outgoing.on('error', reject);
    if (type) outgoing.setHeader('content-type', type);
    for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value);
    outgoing.end(body && Buffer.from(body));
  });
}

/**
 * Octets as they are, on a connection of their own; what comes back until the other side closes it. `waits`: as somebody
 * who has more to say; otherwise that was all.
 */
export async function askRaw(port: number, octets: Uint8Array | string, waits = false): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('latin1').on('data', (text: string) => (answer += text));
  // The other side may close before it has read everything.
  socket.on('error', () => undefined);
  const bytes = typeof octets === 'string' ? Buffer.from(octets, 'latin1') : octets;
  if (waits) socket.write(bytes);
  else socket.end(bytes);
  // Not `once`, which takes an error for the end.
  await new Promise((resolve) => socket.on('close', resolve));
  return answer;
}
