import { type Http, staffActor, staffAt } from '../../platform/index.ts';
import { arrivals, receiveLot } from '../arrivals.ts';
import type { Context } from '../context.ts';
import { showPerson } from '../person.ts';
import { overview, queue } from '../queue.ts';
import {
  arrivalsAnswer,
  cardParams,
  lotParams,
  overviewAnswer,
  personAnswer,
  personParams,
  queueAnswer,
  queueQuery,
  receiveAnswer,
  receiveRequest,
  setUpAnswer,
} from '../schemas.ts';
import { askForSetUp } from '../set-up/set-up.ts';
import { tags } from './tags.ts';

export function queueRoutes(app: Http, context: Context): void {
  app.route({
    method: 'GET',
    url: '/api/office/overview',
    config: { access: staffAt('office', 'see-status', 'look', 'own-office') },
    schema: {
      tags,
      summary: 'How much waits at the own office, by queue',
      response: { 200: overviewAnswer },
    },
    handler: (request) => overview(context, staffActor(request)),
  });

  app.route({
    method: 'GET',
    url: '/api/office/arrivals',
    config: { access: staffAt('office', 'hand-over', 'look', 'own-office') },
    schema: { tags, summary: 'Lots on their way to the own office', response: { 200: arrivalsAnswer } },
    handler: (request) => arrivals(context, staffActor(request)),
  });

  app.route({
    method: 'POST',
    url: '/api/office/arrivals/:lotId/receive',
    config: { access: staffAt('office', 'hand-over', 'do', 'case') },
    schema: {
      tags,
      summary: 'Take in a lot: the cards scanned must be those of its list, all of them',
      params: lotParams,
      body: receiveRequest,
      response: { 200: receiveAnswer },
    },
    handler: (request) =>
      receiveLot(context, request.params.lotId, request.body.chipSerials, staffActor(request)),
  });

  app.route({
    method: 'POST',
    url: '/api/office/cards/:cardId/set-up',
    config: { access: staffAt('office', 'hand-over', 'do', 'case') },
    schema: {
      tags,
      summary: 'Queue the pre-issue set-up: the chip is read back and compared with the registry (PRD-02)',
      params: cardParams,
      response: { 200: setUpAnswer },
    },
    handler: (request) => askForSetUp(context, request.params.cardId, staffActor(request)),
  });

  app.route({
    method: 'GET',
    url: '/api/office/queue',
    config: { access: staffAt('office', 'see-status', 'look', 'own-office') },
    schema: {
      tags,
      summary: 'One queue of the own office, oldest first',
      querystring: queueQuery,
      response: { 200: queueAnswer },
    },
    handler: (request) => queue(context, request.query, staffActor(request)),
  });

  app.route({
    method: 'GET',
    url: '/api/office/people/:personId',
    config: { access: staffAt('office', 'see-status', 'look', 'person') },
    schema: {
      tags,
      summary: 'A person with applications, cards, certificates, and what may be done now',
      params: personParams,
      response: { 200: personAnswer },
    },
    handler: (request) => showPerson(context, request.params.personId, staffActor(request)),
  });
}
