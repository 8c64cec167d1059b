/** JP2 container (ISO/IEC 15444-1 annex I): the boxes around a JPEG 2000 codestream. */

const SIGNATURE_BOX = Buffer.from('0000000c6a5020200d0a870a', 'hex');
const FILE_TYPE_BOX = Buffer.from('00000014667479706a703220000000006a703220', 'hex');
/** Enumerated colour space: greyscale. */
const GREYSCALE = 17;

export interface CodestreamSize {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  readonly bitDepth: number;
}

function box(type: string, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
}

/** Wraps a greyscale codestream of 8 bits. */
export function wrapJp2(
  codestream: Uint8Array,
  size: { readonly width: number; readonly height: number },
): Uint8Array {
  const header = Buffer.alloc(14);
  header.writeUInt32BE(size.height, 0);
  header.writeUInt32BE(size.width, 4);
  header.writeUInt16BE(1, 8); // components
  header[10] = 7; // bit depth − 1, unsigned
  header[11] = 7; // compression type: always 7
  const colour = Buffer.from([1, 0, 0, 0, 0, 0, GREYSCALE]);
  return Buffer.concat([
    SIGNATURE_BOX,
    FILE_TYPE_BOX,
    box('jp2h', box('ihdr', header), box('colr', colour)),
    box('jp2c', codestream),
  ]);
}

/** The codestream inside a JP2 file, or the bytes themselves when they are a bare codestream; else undefined. */
export function codestreamOf(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0x4f) return bytes;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (Buffer.compare(view.subarray(0, 12), SIGNATURE_BOX) !== 0) return undefined;
  for (let at = 12; at + 8 <= view.length; ) {
    const declared = view.readUInt32BE(at);
    // 0: up to the end of the file; 1: a 64-bit length, which no photo needs
    const length = declared === 0 ? view.length - at : declared;
    if (length < 8 || at + length > view.length) return undefined;
    if (view.toString('latin1', at + 4, at + 8) === 'jp2c') return bytes.subarray(at + 8, at + length);
    at += length;
  }
  return undefined;
}

/** Reads the SIZ marker (A.5.1), which must come first: what a decoder would have to allocate. */
export function codestreamSize(codestream: Uint8Array): CodestreamSize | undefined {
  if (codestream.length < 44) return undefined;
  const view = Buffer.from(codestream.buffer, codestream.byteOffset, codestream.length);
  if (view.readUInt32BE(0) !== 0xff4fff51) return undefined;
  const width = view.readUInt32BE(8) - view.readUInt32BE(16);
  const height = view.readUInt32BE(12) - view.readUInt32BE(20);
  const components = view.readUInt16BE(40);
  return { width, height, components, bitDepth: ((view[42] ?? 0) & 0x7f) + 1 };
}
