import { mm } from './sheet.ts';

/**
 * The emblem of Mihon Prefecture: two peaks that read as an M, above three waves, in a ring. Drawn for this project.
 */
export function emblem(x: number, y: number, radius: number, colour: string): string {
  const mountain = 'M-.70 .22L-.30 -.46L-.04 -.02L.27 -.60L.72 .22Z';
  const snow =
    'M-.30 -.46L-.405 -.28L-.31 -.335L-.235 -.25L-.18 -.26ZM.27 -.60L.155 -.385L.255 -.445L.34 -.355L.405 -.36Z';
  const wave = (dy: number, half: number): string =>
    `M${-half} ${dy}q${half / 4} -.13 ${half / 2} 0t${half / 2} 0t${half / 2} 0t${half / 2} 0`;
  return [
    `<g transform="translate(${mm(x)} ${mm(y)}) scale(${mm(radius)})" fill="none" stroke="${colour}">`,
    '<circle r=".94" stroke-width=".07"/><circle r=".82" stroke-width=".025"/>',
    `<path fill="${colour}" stroke="none" fill-rule="evenodd" d="${mountain}${snow}"/>`,
    `<path stroke-width=".075" stroke-linecap="round" d="${wave(0.38, 0.6)}${wave(0.55, 0.46)}"/>`,
    '</g>',
  ].join('');
}
