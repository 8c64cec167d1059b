export { type CardHolder, cardHolders } from './card-holders.ts';
export * from './country/index.ts';
export { portraitSubject } from './portrait-of.ts';
