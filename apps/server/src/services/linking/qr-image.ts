import { qrPath } from '@mibun/documents';

/** ISO/IEC 18004 §5.3.8: nothing within four modules around the symbol. */
const QUIET_MODULES = 4;

/** A QR code as a data URL with an SVG, for `<img src>`: black on white whatever the page's colours, quiet zone included. */
export function qrImage(text: string): string {
  const { d, modules } = qrPath(text);
  const side = modules + 2 * QUIET_MODULES;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">` +
    `<rect width="${side}" height="${side}" fill="#fff"/>` +
    `<path transform="translate(${QUIET_MODULES} ${QUIET_MODULES})" d="${d}"/></svg>`;
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}
