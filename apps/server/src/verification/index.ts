import { clientKey, commonErrors, type Http, type Platform } from '../platform/index.ts';
import { verificationQuery, verificationReport } from './schemas.ts';
import { type VerificationDeps, verifyingOn } from './verify.ts';

export type { Indication, SignerAssessment, SignerOrigin } from './api.ts';
export { documentErrors, refusalOfDocument } from './errors.ts';
export { type PdfDesk, PdfRefusal, signingDesk } from './pdf/desk.ts';
export type { PageArea, PdfReading } from './pdf/tasks.ts';

export interface VerificationModule {
  routes(app: Http): void;
}

/** A signed document is larger than the 20 MB that may be uploaded for signing. */
const MAX_BYTES = 25_000_000;

export function createVerification(platform: Platform, deps: VerificationDeps): VerificationModule {
  const verify = verifyingOn(platform, deps);
  return {
    routes(app) {
      app.route({
        method: 'POST',
        url: '/api/verification',
        bodyLimit: MAX_BYTES,
        config: { access: 'public', rateLimit: { max: 60, timeWindow: '1 minute' } },
        schema: {
          tags: ['verification'],
          summary:
            'Who signed this PDF, was it changed, and do the certificates hold at this moment (VER-07)',
          querystring: verificationQuery,
          response: { 200: verificationReport },
        },
        handler: async (request) => {
          if (!(request.body instanceof Uint8Array)) throw commonErrors.MEDIA_TYPE_WRONG();
          return verify(request.body, request.query.level, clientKey(request.ip));
        },
      });
    },
  };
}
