import { type CardConnection, type IssuerChannel, openIssuerChannel } from '@mibun/reader';
import type { Application } from '../src/issuance/applications/index.ts';
import type { Card } from '../src/issuance/cards/index.ts';
import { openBatch } from '../src/issuance/production/batch.ts';
import { MAKING_STEPS } from '../src/issuance/production/make/make-card.ts';
import type { Step } from '../src/issuance/production/make/work.ts';
import { shipBatch } from '../src/issuance/production/ship.ts';
import type { StepName } from '../src/issuance/production/steps.ts';
import { findBatch, findMaking } from '../src/issuance/production/store.ts';
import type { Making } from '../src/issuance/production/tables.ts';
import type { Tx } from '../src/platform/index.ts';
import { OPERATOR, type TestWorld } from './production.ts';

/** What tests of whole cards do again and again in a world that is open by the time they run. */
export function benchOn(world: () => TestWorld) {
  const query = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => world().platform.database.query(work);
  const inTransaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    world().platform.database.transaction(work);
  return {
    query,
    inTransaction,
    applicationOf: (id: string): Promise<Application> => query((tx) => world().applications.get(tx, id)),
    async open(...applications: readonly Application[]): Promise<readonly string[]> {
      const { makingIds } = await inTransaction((tx) =>
        openBatch(world().context, tx, applications, OPERATOR),
      );
      return makingIds;
    },
    async madeCard(makingId: string): Promise<{ readonly making: Making; readonly card: Card }> {
      const making = await query((tx) => findMaking(tx, { makingId }));
      return { making, card: await query((tx) => world().cards.get(tx, making.cardId ?? '')) };
    },
    async ship(making: Making) {
      const { version } = await query((tx) => findBatch(tx, making.batchId));
      return shipBatch(world().context, making.batchId, version, OPERATOR);
    },
    issuerOf: async (card: CardConnection, chipSerial: string): Promise<IssuerChannel> =>
      openIssuerChannel(card, await world().cards.chipKeys(chipSerial), world().platform.random.bytes),
  };
}

/** The steps with one that dies before its effect, or after it and before it is on record. */
export function dyingAt(name: StepName, when: 'before' | 'after'): readonly Step[] {
  return MAKING_STEPS.map((step) =>
    step.name !== name
      ? step
      : {
          name,
          async run(work) {
            if (when === 'after') await step.run(work);
            throw new Error(`died ${when} ${name}`);
          },
        },
  );
}
