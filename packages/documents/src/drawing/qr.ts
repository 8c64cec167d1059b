import bwip from 'bwip-js';

/** A QR code as one SVG path in a square of `modules` × `modules` units, without its quiet zone of 4 units. */
export interface QrPath {
  readonly d: string;
  readonly modules: number;
}

/** What bwip-js gives for a matrix code. */
interface RawSymbol {
  readonly pixs: readonly number[];
  readonly pixx: number;
}

/** Encodes text (UTF-8) with error correction level M. */
export function qrPath(text: string): QrPath {
  const [symbol] = bwip.raw('qrcode', text, 'eclevel=M') as RawSymbol[];
  if (symbol === undefined) throw new RangeError('text does not fit into a QR code');
  const { pixs, pixx: modules } = symbol;
  let d = '';
  for (let y = 0; y < modules; y++) {
    for (let x = 0; x < modules; x++) {
      let run = 0;
      while (x + run < modules && pixs[y * modules + x + run] === 1) run++;
      if (run > 0) d += `M${x} ${y}h${run}v1h-${run}z`;
      x += run;
    }
  }
  return { d, modules };
}
