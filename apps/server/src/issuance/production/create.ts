import type { CountryFace, FontBook } from '@mibun/documents';
import type { Certificates } from '../../authority/certificates/index.ts';
import { commonErrors, type Http, type Migration, type Platform, Refusal } from '../../platform/index.ts';
import type { Residents } from '../../registry/residents/index.ts';
import type { Applications } from '../applications/index.ts';
import type { Cards } from '../cards/index.ts';
import { type Chips, waitsForEncoder } from '../chips/index.ts';
import type { Production } from './api.ts';
import { productionActs } from './audited-acts.ts';
import { askToCarry, carryCard } from './carry.ts';
import { waitsForDecision } from './characters.ts';
import { CARRY_JOB, type Context, MAKE_JOB, SHRED_JOB } from './context.ts';
import { shredChip } from './end-making.ts';
import { followApplication } from './follow-application.ts';
import { makingLife } from './life.ts';
import { findLot, listLots, receiveLot } from './lots-store.ts';
import { makeCard } from './make/make-card.ts';
import { makeCardNow } from './make-card-now.ts';
import { productionRoutes } from './routes.ts';
import { productionMigrations } from './tables.ts';

/** Until a card that waits at the encoder is asked for again, when the others of its batch have had their turn. */
const NEXT_TURN_MS = 2_000;

export interface ProductionModule {
  readonly api: Production;
  readonly migrations: readonly Migration[];
  routes(app: Http): void;
}

export interface ProductionDeps {
  readonly residents: Residents;
  readonly applications: Applications;
  readonly certificates: Certificates;
  readonly cards: Cards;
  /** Opened with a chip key pool as its source of keys, or key generation blocks the process. */
  readonly tray: Chips;
  /** The face of the card (CARD-01). */
  readonly face: CountryFace;
  /** With the country's pictures of characters that no font has. */
  readonly fonts?: FontBook;
}

/** The begun card of another making lies in the encoder: it is that one's turn. */
const isChipOfAnother = (error: unknown): boolean =>
  error instanceof Refusal && error.code === 'PRODUCTION_CHIP_IN_USE';

export function createProduction(platform: Platform, deps: ProductionDeps): ProductionModule {
  const context: Context = { platform, ...deps, life: makingLife(platform, deps) };
  const { audit, clock, database, jobs } = platform;
  followApplication(context);
  jobs.define<{ makingId: string }>({
    name: MAKE_JOB,
    run: ({ makingId }) =>
      makeCard(context, makingId).catch(async (error: unknown) => {
        if (waitsForDecision(error)) return;
        if (!waitsForEncoder(error) && !isChipOfAnother(error)) throw error;
        // The next card of the batch has its turn; this one is asked for again, however long nobody comes.
        const after = new Date(clock.now().getTime() + NEXT_TURN_MS);
        await database.transaction((tx) => jobs.send(tx, MAKE_JOB, { makingId }, { after }));
      }),
  });
  jobs.define<{ chipSerial: string }>({
    name: SHRED_JOB,
    run: ({ chipSerial }) => shredChip(context, chipSerial),
  });
  jobs.define<{ chipSerial: string }>({
    name: CARRY_JOB,
    run: ({ chipSerial }) => carryCard(context, chipSerial),
  });

  const api: Production = {
    arrivals: (tx, municipality) => listLots(tx, { onTheWayTo: municipality }),
    lot: findLot,
    async markReceived(tx, lotId, act) {
      const lot = await findLot(tx, lotId);
      if (act.actor.office !== undefined && act.actor.office !== lot.municipality) {
        throw commonErrors.NOT_FOUND();
      }
      await receiveLot(tx, lotId, act.actor.id, clock.now());
      await audit.record(tx, {
        ...act,
        action: productionActs['receive-lot'],
        detail: { lotId, cards: lot.cards.length },
      });
      return findLot(tx, lotId);
    },
    carry: (tx, chipSerial, place) => askToCarry(context, tx, chipSerial, place),
    makeCardNow: (applicationId, act, { chips = deps.tray, stopping } = {}) =>
      makeCardNow({ ...context, tray: chips }, applicationId, act, stopping),
  };
  return { api, migrations: productionMigrations, routes: (app) => productionRoutes(app, context) };
}
