import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Prepared } from './api.ts';
import type { completeRequest, prepareAnswer, prepareRequest } from './schemas.ts';

const octetsOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

/** The certificate that is given, or undefined. */
export const certificateIn = ({ certificate }: z.infer<typeof prepareRequest>): Uint8Array | undefined =>
  certificate === undefined ? undefined : octetsOf(certificate);

export const signatureIn = ({ signature }: z.infer<typeof completeRequest>): Uint8Array =>
  octetsOf(signature);

export function preparedView<F extends object>(made: Prepared<F>): z.infer<typeof prepareAnswer> {
  return {
    digest: Buffer.from(made.digest).toString('hex'),
    certificateSha256: createHash('sha256').update(made.certificate).digest('hex'),
    toBeSigned: Buffer.from(made.toBeSigned).toString('base64'),
  };
}
