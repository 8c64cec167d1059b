export type {
  CardSignatures,
  Ceremonies,
  Ceremony,
  Prepared,
  Sealed,
  SignatureFormat,
  Signed,
  ToSign,
} from './api.ts';
export { type CardSignatureModule, createCardSignature } from './create.ts';
export { cardSignatureErrors } from './errors.ts';
export { completeRequest, prepareAnswer, prepareRequest } from './schemas.ts';
export { cardSignatureMigrations } from './store.ts';
export { certificateIn, preparedView, signatureIn } from './views.ts';
