export type { GlyphPicture } from './font.ts';
export { MOST_OCTETS, type Picture, type PictureReading, type PictureShape, readPicture } from './read.ts';
export type { PictureFault } from './xml.ts';
