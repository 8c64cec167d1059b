import { setTimeout as sleep } from 'node:timers/promises';
import type { ProposalView } from '@mibun/server/schemas/authority/ca-desk';
import type { Client } from '../client/client.ts';

const LONGEST_WAIT_MS = 60_000;
const LOOK_EVERY_MS = 300;

/** What has become of it; after a minute it is left as it is, and goes on without us. */
export async function settled(operator: Client, id: string): Promise<ProposalView> {
  const until = Date.now() + LONGEST_WAIT_MS;
  for (;;) {
    const proposal = await operator.call('GET /api/ca/proposals/:id', { params: { id } });
    if (proposal.state !== 'CONFIRMED' || Date.now() > until) return proposal;
    await sleep(LOOK_EVERY_MS);
  }
}
