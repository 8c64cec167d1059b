/** Scans in one picture. Encoders write some ten; thousands are a way to keep a decoder busy with a small file. */
const MOST_SCANS = 64;

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const COM = 0xfe;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const APP15 = 0xef;

/** What the pixels need to be shown as they were meant; everything else in an application segment is about something else. */
const NEEDED: Readonly<Record<number, string>> = { [APP2]: 'ICC_PROFILE\0', [APP14]: 'Adobe' };

/**
 * The same picture without anything that is no picture: where and when it was taken, by which device, what it was before
 * it was cropped, words, and whatever a telephone appends behind the end. No pixel is touched. How the picture is turned
 * stays, as the one thing that its metadata say.
 * @param jpeg a file that `checkPhotoFile` has passed
 * @returns undefined: this is not a picture that is kept (markers out of order, scans without number)
 */
export function withoutMetadata(jpeg: Uint8Array): Uint8Array | undefined {
  const kept: Uint8Array[] = [Uint8Array.of(0xff, SOI)];
  let at = 2;
  let scans = 0;
  let turned = 1;
  const head = kept.length;
  for (;;) {
    if (jpeg[at] !== 0xff) return undefined;
    while (jpeg[at] === 0xff) at++;
    const marker = jpeg[at++];
    if (marker === undefined || marker === 0) return undefined;
    if (marker === EOI) break;
    if (isAlone(marker)) continue;
    const length = (jpeg[at] ?? 0) * 256 + (jpeg[at + 1] ?? 0);
    const end = at + length;
    if (length < 2 || end > jpeg.length) return undefined;
    const content = jpeg.subarray(at + 2, end);
    if (marker === APP1) turned = orientationIn(content) ?? turned;
    if (marker === SOS && ++scans > MOST_SCANS) return undefined;
    const segment = marker === APP0 ? jfif(content) : isNeeded(marker, content) ? content : undefined;
    if (segment)
      kept.push(Uint8Array.of(0xff, marker, (segment.length + 2) >> 8, (segment.length + 2) & 255), segment);
    at = end;
    if (marker === SOS) {
      const next = endOfScan(jpeg, at);
      kept.push(jpeg.subarray(at, next));
      at = next;
    }
  }
  if (turned !== 1) kept.splice(head, 0, exifThatTurns(turned));
  kept.push(Uint8Array.of(0xff, EOI));
  return Buffer.concat(kept);
}

const isAlone = (marker: number) => marker === 1 || (marker >= 0xd0 && marker <= 0xd7);

function isNeeded(marker: number, content: Uint8Array): boolean {
  if (marker === COM) return false;
  if (marker < APP0 || marker > APP15) return true;
  const name = NEEDED[marker];
  return name !== undefined && Buffer.from(content.subarray(0, name.length)).toString('latin1') === name;
}

/** JFIF without its small copy of the picture: that may be of before it was cropped. */
function jfif(content: Uint8Array): Uint8Array | undefined {
  if (content.length < 14 || Buffer.from(content.subarray(0, 5)).toString('latin1') !== 'JFIF\0')
    return undefined;
  return Buffer.concat([content.subarray(0, 12), Uint8Array.of(0, 0)]);
}

function endOfScan(jpeg: Uint8Array, from: number): number {
  for (let at = from; at < jpeg.length - 1; at++) {
    if (jpeg[at] !== 0xff) continue;
    const follows = jpeg[at + 1] ?? 0;
    if (follows !== 0 && follows !== 0xff && !isAlone(follows)) return at;
  }
  return jpeg.length;
}

const ORIENTATION = 0x0112;

/** Tag 0x0112 of the first directory (Exif 2.32 §4.6.4), 2 … 8; undefined if it says nothing. */
function orientationIn(content: Uint8Array): number | undefined {
  const bytes = Buffer.from(content);
  if (bytes.length < 16 || bytes.toString('latin1', 0, 6) !== 'Exif\0\0') return undefined;
  const tiff = bytes.subarray(6);
  const little = tiff.toString('latin1', 0, 2) === 'II';
  const uint16 = (at: number) =>
    at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  const directory = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const entries = uint16(directory);
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + 12 * entry;
    if (uint16(at) !== ORIENTATION) continue;
    const value = uint16(at + 8);
    return value >= 2 && value <= 8 ? value : undefined;
  }
  return undefined;
}

function exifThatTurns(orientation: number): Uint8Array {
  const tiff = Buffer.alloc(26);
  tiff.write('MM\0*', 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(ORIENTATION, 10);
  tiff.writeUInt16BE(3, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  return Buffer.concat([
    Uint8Array.of(0xff, APP1, 0, 2 + 6 + tiff.length),
    Buffer.from('Exif\0\0', 'latin1'),
    tiff,
  ]);
}
