export { Fingerprint, LogInAgain, SignWithCard } from './SignWithCard.tsx';
export { type CardSignature, useCardSignature } from './use-card-signature.ts';
