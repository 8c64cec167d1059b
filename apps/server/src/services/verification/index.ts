import { clientKey, commonErrors, type Http, type Platform, serve } from '../../platform/index.ts';
import { verificationContract } from './contract.ts';
import { type VerificationDeps, verifyingOn } from './verify.ts';

export type { Indication, SignerAssessment, SignerOrigin } from './api.ts';
export { documentErrors, refusalOfDocument } from './errors.ts';
export { type PdfDesk, PdfRefusal, signingDesk } from './pdf/desk.ts';
export type { PageArea, PdfReading } from './pdf/tasks.ts';

export interface VerificationModule {
  routes(app: Http): void;
}

export function createVerification(platform: Platform, deps: VerificationDeps): VerificationModule {
  const verify = verifyingOn(platform, deps);
  return {
    routes(app) {
      serve(app, verificationContract)('POST /api/verification', async ({ body, query, ip }) => {
        if (!(body instanceof Uint8Array)) throw commonErrors.MEDIA_TYPE_WRONG();
        return verify(body, query.level, clientKey(ip));
      });
    },
  };
}
