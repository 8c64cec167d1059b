/** What the headers of a whole JPEG file say. */
export interface JpegFacts {
  readonly ok: true;
  readonly width: number;
  readonly height: number;
  /** 1 greyscale, 3 colour, 4 CMYK or YCCK. */
  readonly components: number;
  readonly progressive: boolean;
  readonly truncated: false;
}

export type JpegProblem = 'not-jpeg' | 'truncated' | 'damaged' | 'unsupported';

export type JpegInspection = JpegFacts | { readonly ok: false; readonly reason: JpegProblem };

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const TEM = 0x01;

function problem(reason: JpegProblem): JpegInspection {
  return { ok: false, reason };
}

/**
 * Walks the markers of a JPEG file (ITU-T T.81 annex B) to its end and reads the frame header. Decodes no pixels; never
 * throws. Bytes after the end marker, as some phones append, are ignored.
 */
export function inspectJpeg(bytes: Uint8Array): JpegInspection {
  if (bytes[0] !== 0xff || bytes[1] !== SOI || bytes[2] !== 0xff) return problem('not-jpeg');
  let frame: Omit<JpegFacts, 'ok' | 'truncated'> | undefined;
  let scanned = false;
  let at = 2;
  for (;;) {
    if (at >= bytes.length) return problem('truncated');
    if (bytes[at] !== 0xff) return problem('damaged');
    // T.81 §B.1.1.2: any number of fill bytes may stand before a marker.
    while (bytes[at] === 0xff) at++;
    const marker = bytes[at];
    if (marker === undefined) return problem('truncated');
    at++;
    if (marker === EOI) break;
    if (marker === TEM || isRestart(marker)) continue;
    if (marker === 0 || marker === SOI) return problem('damaged');

    const length = uint16(bytes, at);
    if (length === undefined || at + length > bytes.length) return problem('truncated');
    if (length < 2) return problem('damaged');
    if (isFrameHeader(marker)) {
      // A second frame would be hierarchical coding, which no browser shows.
      if (frame !== undefined || marker > 0xc2) return problem('unsupported');
      const read = readFrame(bytes, at, length, marker);
      if (read === undefined) return problem('damaged');
      if (read.precision !== 8) return problem('unsupported');
      const { precision: _, ...facts } = read;
      frame = facts;
    }
    at += length;
    if (marker === SOS) {
      if (frame === undefined) return problem('damaged');
      scanned = true;
      at = skipScan(bytes, at);
    }
  }
  return frame !== undefined && scanned ? { ok: true, ...frame, truncated: false } : problem('damaged');
}

function isRestart(marker: number): boolean {
  return marker >= 0xd0 && marker <= 0xd7;
}

// SOF0 … SOF15 without DHT (C4), JPG (C8) and DAC (CC), T.81 table B.1.
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function uint16(bytes: Uint8Array, at: number): number | undefined {
  const high = bytes[at];
  const low = bytes[at + 1];
  return high === undefined || low === undefined ? undefined : high * 256 + low;
}

// T.81 §B.2.2.
function readFrame(
  bytes: Uint8Array,
  at: number,
  length: number,
  marker: number,
): (Omit<JpegFacts, 'ok' | 'truncated'> & { readonly precision: number }) | undefined {
  const precision = bytes[at + 2];
  const height = uint16(bytes, at + 3);
  const width = uint16(bytes, at + 5);
  const components = bytes[at + 7];
  if (precision === undefined || height === undefined || width === undefined || components === undefined) {
    return undefined;
  }
  if (length !== 8 + 3 * components || width === 0 || height === 0 || components === 0) return undefined;
  return { precision, height, width, components, progressive: marker === 0xc2 };
}

// Entropy-coded data ends at the first marker that is neither a stuffed zero nor a restart.
function skipScan(bytes: Uint8Array, from: number): number {
  let at = from;
  for (; at < bytes.length; at++) {
    if (bytes[at] !== 0xff) continue;
    const follows = bytes[at + 1];
    if (follows === undefined) return bytes.length;
    if (follows !== 0 && follows !== 0xff && !isRestart(follows)) return at;
  }
  return at;
}
