export * from './country/index.ts';
export { portraitSubject } from './portrait-of.ts';
export * from './portraits/index.ts';
