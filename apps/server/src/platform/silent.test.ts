import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { KeyCustody } from '@mibun/pki';
import { openDatabase } from './database/open.ts';
import type { JobHandler, Jobs } from './jobs.ts';
import { type Mail, openMailer } from './mail.ts';
import { systemRandom } from './random.ts';

/** A service that takes every call and says nothing. */
async function silentService(t: TestContext): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => void sockets.add(socket.on('error', () => undefined)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

test('a PostgreSQL that takes the call and never answers is an error, not a wait for ever', async (t) => {
  const port = await silentService(t);
  const opening = openDatabase({
    url: `postgres://mibun@127.0.0.1:${port}/mibun`,
    patience: { connectMs: 100, statementMs: 100 },
  });
  await assert.rejects(opening, { name: 'DatabaseOutOfReach', message: /timeout/i });
});

test('a mail relay that takes the call and never answers fails the job, which is tried again', async (t) => {
  const port = await silentService(t);
  const defined: JobHandler<Mail>[] = [];
  const jobs = { define: (handler: JobHandler<Mail>) => void defined.push(handler) } as unknown as Jobs;
  const custody = {
    has: async () => true,
    unwrapSecret: async () => new Uint8Array(32),
  } as unknown as KeyCustody;
  const mailer = await openMailer(
    { jobs, custody, random: systemRandom },
    {
      url: `smtp://127.0.0.1:${port}`,
      from: 'office@example.org',
      patienceMs: 100,
    },
  );
  t.after(() => mailer.close());
  const [send] = defined;
  await assert.rejects(
    async () => send?.run({ to: 'a@example.org', subject: 's', text: 't' }),
    /ETIMEDOUT|greeting/i,
  );
});
