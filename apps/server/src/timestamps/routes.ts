import { MAX_TIME_STAMP_REQUEST_OCTETS } from '@mibun/pki';
import { commonErrors, essenceOf, type Http } from '../platform/index.ts';
import type { TimeStamps } from './api.ts';

const QUERY = 'application/timestamp-query';
const REPLY = 'application/timestamp-reply';

/** RFC 3161 §3.4: one request, one answer. */
export function timestampsRoutes(app: Http, timeStamps: TimeStamps): void {
  app.addContentTypeParser(QUERY, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.route({
    method: 'POST',
    url: '/tsa',
    // What is a little too long gets the protocol's own refusal; what is far too long is not even read.
    bodyLimit: 16 * MAX_TIME_STAMP_REQUEST_OCTETS,
    config: { access: 'public', rateLimit: { max: 600, timeWindow: '1 minute' } },
    schema: {
      tags: ['time stamps'],
      summary: 'A time stamp over a digest (RFC 3161), application/timestamp-query',
    },
    handler: async (request, reply) => {
      if (!(request.body instanceof Uint8Array) || essenceOf(request.headers['content-type']) !== QUERY) {
        throw commonErrors.MEDIA_TYPE_WRONG();
      }
      const answer = await timeStamps.answer(request.body);
      return reply.type(REPLY).send(Buffer.from(answer));
    },
  });
}
