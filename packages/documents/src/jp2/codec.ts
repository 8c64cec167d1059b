import { createRequire } from 'node:module';
import { codestreamOf, codestreamSize, wrapJp2 } from './boxes.ts';

/** An 8-bit greyscale picture: `grey.length === width * height`, rows from the top. */
export interface GreyImage {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

/** The bytes are no greyscale JPEG 2000 picture of a reasonable size. */
export class Jp2Error extends Error {
  readonly code: 'not-jp2' | 'unsupported' | 'damaged';
  constructor(code: 'not-jp2' | 'unsupported' | 'damaged', detail: string) {
    super(`${code}: ${detail}`);
    this.name = 'Jp2Error';
    this.code = code;
  }
}

interface Encoder {
  getDecodedBuffer(frame: {
    width: number;
    height: number;
    bitsPerSample: number;
    componentCount: number;
    isSigned: boolean;
  }): Uint8Array;
  getEncodedBuffer(): Uint8Array;
  setDecompositions(levels: number): void;
  setQuality(lossless: boolean, rate: number): void;
  setCompressionRatio(layer: number, ratio: number): void;
  encode(): void;
  delete(): void;
}

interface Decoder {
  getEncodedBuffer(length: number): Uint8Array;
  getDecodedBuffer(): Uint8Array;
  decode(): void;
  getFrameInfo(): { width: number; height: number; componentCount: number; bitsPerSample: number };
  delete(): void;
}

interface OpenJpeg {
  readonly J2KEncoder: new () => Encoder;
  readonly J2KDecoder: new () => Decoder;
}

const MAX_SIDE = 4096;

let loading: Promise<OpenJpeg> | undefined;

/** OpenJPEG in WebAssembly, loaded when first needed. Its chatter about headers is kept from the console. */
function openJpeg(): Promise<OpenJpeg> {
  loading ??= (async () => {
    const require = createRequire(import.meta.url);
    const factory = require('@cornerstonejs/codec-openjpeg/wasmjs') as (options: object) => Promise<OpenJpeg>;
    return factory({ print: () => undefined, printErr: () => undefined });
  })();
  return loading;
}

/**
 * Encodes a greyscale picture as JPEG 2000 in a JP2 container, as the chip stores the photo (chip.md §2.3).
 * `maxBytes` compresses until the file is no larger (default 10,000 bytes, the size of a real card's photo).
 */
export async function encodeJp2(
  image: GreyImage,
  options: { readonly maxBytes?: number } = {},
): Promise<Uint8Array> {
  const { width, height, grey } = image;
  if (grey.length !== width * height || grey.length === 0 || Math.max(width, height) > MAX_SIDE) {
    throw new RangeError('grey must hold width × height bytes');
  }
  const { J2KEncoder } = await openJpeg();
  const maxBytes = options.maxBytes ?? 10_000;
  // The coder aims at the ratio, so a little room is left; a second try follows what the first one gave.
  for (let ratio = Math.max(1, (grey.length / maxBytes) * 1.05); ; ratio *= 1.25) {
    const encoder = new J2KEncoder();
    try {
      const frame = { width, height, bitsPerSample: 8, componentCount: 1, isSigned: false };
      encoder.getDecodedBuffer(frame).set(grey);
      // One lossy layer; with quality 0 the coder would ignore the ratio.
      encoder.setQuality(false, 1);
      encoder.setCompressionRatio(0, ratio);
      encoder.encode();
      const file = wrapJp2(encoder.getEncodedBuffer(), { width, height });
      if (file.length <= maxBytes || ratio > grey.length) return file;
    } finally {
      encoder.delete();
    }
  }
}

/**
 * Decodes a JP2 file or bare codestream of one component of 8 bits. Sizes are checked before the decoder sees it.
 *
 * @throws Jp2Error
 */
export async function decodeJp2(jp2: Uint8Array): Promise<GreyImage> {
  const codestream = codestreamOf(jp2);
  const size = codestream === undefined ? undefined : codestreamSize(codestream);
  if (codestream === undefined || size === undefined) throw new Jp2Error('not-jp2', 'no codestream');
  const { width, height, components, bitDepth } = size;
  if (width < 1 || height < 1 || Math.max(width, height) > MAX_SIDE || components !== 1 || bitDepth !== 8) {
    throw new Jp2Error('unsupported', `${width} × ${height}, ${components} × ${bitDepth} bits`);
  }
  const { J2KDecoder } = await openJpeg();
  const decoder = new J2KDecoder();
  try {
    decoder.getEncodedBuffer(codestream.length).set(codestream);
    decoder.decode();
    const frame = decoder.getFrameInfo();
    const grey = Uint8Array.from(decoder.getDecodedBuffer());
    if (frame.width !== width || frame.height !== height || grey.length !== width * height) {
      throw new Jp2Error('damaged', 'the codestream cannot be decoded');
    }
    return { width, height, grey };
  } catch (error) {
    if (error instanceof Jp2Error) throw error;
    loading = undefined; // an aborted WebAssembly instance is of no more use
    throw new Jp2Error('damaged', 'the codestream cannot be decoded');
  } finally {
    if (loading !== undefined) decoder.delete();
  }
}
