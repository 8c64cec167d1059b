import {
  type Applications,
  type Cards,
  type Http,
  type Platform,
  serve,
  type Tx,
} from '@mibun/server/addition';
import { persona } from '../country/index.ts';
import { lifeContract } from './contract.ts';
import { type LifeFacts, scenesOf } from './scenes.ts';

/** Where the guided life of the demo stands, told from what has really happened to the card of its heroine. */
export function lifeRoutes(
  app: Http,
  platform: Platform,
  modules: { readonly applications: Applications; readonly cards: Cards },
): void {
  const on = serve(app, lifeContract);
  on('GET /api/demo/life', () => platform.database.transaction(async (tx) => scenesOf(await facts(tx))));

  async function facts(tx: Tx): Promise<LifeFacts> {
    const { personId } = persona('hanako');
    const applications = await modules.applications.ofPerson(tx, personId);
    const cards = await modules.cards.ofPerson(tx, personId);
    const histories = await Promise.all(cards.map(({ cardId }) => modules.cards.history(tx, cardId)));
    const did = async (action: string) =>
      (await platform.audit.list(tx, { subject: personId, action, limit: 1 })).length > 0;
    return {
      applications: applications.map(({ state }) => state),
      cardEvents: histories.flat().map(({ event }) => event),
      loggedIn: await did('login.log-in'),
      signed: await did('signing.complete'),
      printedAtKiosk: await did('kiosk.print'),
    };
  }
}
