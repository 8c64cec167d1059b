import { commonErrors, essenceOf, type Http, serve } from '../../platform/index.ts';
import type { TimeStamps } from './api.ts';
import { timestampsContract } from './contract.ts';

const QUERY = 'application/timestamp-query';
const REPLY = 'application/timestamp-reply';

/** RFC 3161 §3.4: one request, one answer. */
export function timestampsRoutes(app: Http, timeStamps: TimeStamps): void {
  const on = serve(app, timestampsContract);
  app.addContentTypeParser(QUERY, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  on('POST /tsa', async (request, reply) => {
    if (!(request.body instanceof Uint8Array) || essenceOf(request.headers['content-type']) !== QUERY) {
      throw commonErrors.MEDIA_TYPE_WRONG();
    }
    const answer = await timeStamps.answer(request.body);
    return reply.type(REPLY).send(Buffer.from(answer));
  });
}
