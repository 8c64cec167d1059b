import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Certificate, readCertificate } from '@mibun/pki';
import type { Kind, Order, Reply, ServerJob } from './server.ts';

const SERVER = fileURLToPath(new URL('server.ts', import.meta.url));

export interface CaServer {
  readonly port: number;
  readonly roots: Readonly<Record<Kind, Certificate>>;
  /** Whatever it has complained about. */
  readonly complaints: () => string;
  setClock(to: Date): Promise<void>;
  /** A card with two certificates, and what has become of it. */
  card(name: string, ...acts: readonly CardOrder[]): Promise<CardSerials>;
  /** The same with an end of its own, `2027-10-01`. */
  cardUntil(cardExpiry: string, name: string, ...acts: readonly CardOrder[]): Promise<CardSerials>;
  order(order: CardOrder, card: string): Promise<void>;
  /** The timer's turn; answers how many certificates it ended. */
  upkeep(): Promise<number>;
  /** After a collection, in octets: what the process has from the system, and what it uses of that. */
  memory(): Promise<{ readonly rss: number; readonly inUse: number }>;
  /** Whether it is still the process that was started. */
  alive(): boolean;
  /** With SIGKILL, as always here. */
  stop(): Promise<void>;
}

export type CardOrder = 'activate' | 'suspend' | 'revoke';
export type CardSerials = Readonly<Record<'signature' | 'authentication', string>>;

export async function startCaServer(job: ServerJob): Promise<CaServer> {
  const child = fork(SERVER, [JSON.stringify(job)], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: ['--expose-gc'],
    env: { ...process.env, NODE_TEST_CONTEXT: '' },
  });
  const endWithUs = () => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  let complaints = '';
  child.stderr?.on('data', (text: Buffer) => (complaints += text));
  const ended = once(child, 'close').then(() => process.off('exit', endWithUs));
  async function hear(): Promise<Reply> {
    const heard = await Promise.race([once(child, 'message'), ended.then(() => undefined)]);
    assert.ok(heard, `the server has ended:\n${complaints}`);
    return heard[0] as Reply;
  }
  async function ask(order: Order): Promise<Reply> {
    const answer = hear();
    child.send(order);
    return answer;
  }
  async function card(issue: Order & { readonly card: string }, acts: readonly CardOrder[]) {
    const issued = await ask(issue);
    assert.ok('serials' in issued);
    for (const order of acts) await ask({ order, card: issue.card });
    return issued.serials;
  }
  const started = await hear();
  assert.ok('port' in started);
  const root = (kind: Kind) => readCertificate(new Uint8Array(Buffer.from(started.roots[kind], 'base64')));
  return {
    port: started.port,
    roots: {
      signature: root('signature'),
      authentication: root('authentication'),
      institution: root('institution'),
    },
    complaints: () => complaints,
    async setClock(to) {
      await ask({ order: 'set the clock', to: to.toISOString() });
    },
    card: (name, ...acts) => card({ order: 'issue', card: name }, acts),
    cardUntil: (cardExpiry, name, ...acts) => card({ order: 'issue', card: name, cardExpiry }, acts),
    async order(order, name) {
      await ask({ order, card: name });
    },
    async upkeep() {
      const answer = await ask({ order: 'upkeep' });
      assert.ok('expired' in answer);
      return answer.expired;
    },
    async memory() {
      const answer = await ask({ order: 'memory' });
      assert.ok('rss' in answer);
      return answer;
    },
    alive: () => child.exitCode === null && child.signalCode === null,
    async stop() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
