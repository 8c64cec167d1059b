// The CAs, their status service, the time-stamp authority and the office of their operators as a process of its own, on
// a real port, with a clock that its parent sets.
import type { AddressInfo } from 'node:net';
import { plainDate } from '@mibun/rules';
import { callCentre, clerk, issueRequest } from '@mibun/server/testing/certificates';
import { movableClock, openHttp, settledTime, type Tx } from '../../apps/server/src/platform/index.ts';
import { openInstallation, type Place } from './installation.ts';

export interface ServerJob extends Place {
  readonly now: string;
  /** Whether its clock goes on by itself, or stands still until it is set. */
  readonly clockRuns?: boolean;
}

/** What the parent asks for, one at a time. */
export type Order =
  | { readonly order: 'set the clock'; readonly to: string }
  | { readonly order: 'issue'; readonly card: string; readonly cardExpiry?: string }
  | { readonly order: 'activate' | 'suspend' | 'revoke'; readonly card: string }
  /** What the timer does, and what it has ended. */
  | { readonly order: 'upkeep' }
  | { readonly order: 'memory' };

export type Reply =
  | { readonly port: number; readonly roots: Readonly<Record<Kind, string>> }
  | { readonly serials: Readonly<Record<'signature' | 'authentication', string>> }
  | { readonly expired: number }
  | { readonly rss: number; readonly inUse: number }
  | { readonly done: true };

export type Kind = 'signature' | 'authentication' | 'institution';

const job: ServerJob = JSON.parse(process.argv[2] ?? '');
const clock = movableClock(new Date(job.now));
const started = performance.now();
const runningClock = { now: () => new Date(clock.now().getTime() + performance.now() - started) };
const { platform, certificates, status, timeStamps, verifiers, caDesk } = await openInstallation(
  job,
  job.clockRuns ? runningClock : clock,
);
await certificates.open();
const http = await openHttp(platform);
for (const module of [status, timeStamps, verifiers, caDesk]) module.routes(http);
await http.listen({ host: '127.0.0.1', port: 0 });

const root = (kind: Kind) => Buffer.from(certificates.ca(kind).certificate.der).toString('base64');
reply({
  port: (http.server.address() as AddressInfo).port,
  roots: {
    signature: root('signature'),
    authentication: root('authentication'),
    institution: root('institution'),
  },
});
process.on('message', (order: Order) => void obey(order).then(reply));

function reply(answer: Reply): void {
  process.send?.(answer);
}

async function obey(order: Order): Promise<Reply> {
  const act = (work: (tx: Tx) => Promise<void>) => platform.database.transaction(work);
  switch (order.order) {
    case 'set the clock':
      clock.set(new Date(order.to));
      return { done: true };
    case 'issue': {
      const ends = order.cardExpiry ? { cardExpiry: plainDate(order.cardExpiry) } : {};
      const signature = await certificates.issue(issueRequest('signature', order.card, ends));
      const authentication = await certificates.issue(issueRequest('authentication', order.card, ends));
      return { serials: { signature: signature.serial, authentication: authentication.serial } };
    }
    case 'activate':
      await act((tx) => certificates.activateOfCard(tx, order.card, clerk));
      return { done: true };
    case 'suspend':
      await act((tx) => certificates.suspendOfCard(tx, order.card, callCentre));
      return { done: true };
    case 'revoke':
      await act((tx) => certificates.revokeOfCard(tx, order.card, 'cessationOfOperation', clerk));
      return { done: true };
    case 'upkeep': {
      const expired = await certificates.expireDue(await settledTime(platform));
      await status.api.upkeep();
      return { expired };
    }
    case 'memory': {
      globalThis.gc?.();
      const { rss, heapUsed, external } = process.memoryUsage();
      return { rss, inUse: heapUsed + external };
    }
  }
}
