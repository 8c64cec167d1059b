import type { Applications, Cards, Http, Platform, Tx } from '@mibun/server/addition';
import { persona } from '../country/index.ts';
import { type LifeFacts, scenesOf } from './scenes.ts';
import { lifeAnswer } from './schemas.ts';

/** Where the guided life of the demo stands, told from what has really happened to the card of its heroine. */
export function lifeRoutes(
  app: Http,
  platform: Platform,
  modules: { readonly applications: Applications; readonly cards: Cards },
): void {
  app.route({
    method: 'GET',
    url: '/api/demo/life',
    config: { access: 'demo' },
    schema: {
      tags: ['demo'],
      summary: 'Which scenes of the guided life have been lived, and which comes next',
      response: { 200: lifeAnswer },
    },
    handler: () => platform.database.transaction(async (tx) => scenesOf(await facts(tx))),
  });

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
      loggedIn: await did('identity.login'),
      signed: await did('signing.complete'),
      printedAtKiosk: await did('kiosk.print'),
    };
  }
}
