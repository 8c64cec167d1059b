export { PHOTO_SIZE, portraitJpeg } from './jpeg.ts';
export { drawPortrait, PORTRAIT_SIZE } from './portrait.ts';
export { createRandom, hashWords, type Random } from './random.ts';
export type { PortraitSubject } from './traits.ts';
