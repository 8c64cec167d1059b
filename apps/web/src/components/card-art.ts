/**
 * Line art of the card: our own guilloche, made of rosettes and waves as a mechanical engine would cut them.
 * Coordinates are tenths of a millimetre, so that ID-1 is 856 × 540 (domain.md CARD-01).
 */
export const cardWidth = 856;
export const cardHeight = 540;

/** A closed rosette: a circle whose radius swings `petals` times. */
export function rosette(
  cx: number,
  cy: number,
  radius: number,
  swing: number,
  petals: number,
  turn: number,
): string {
  const points = 180;
  const path: string[] = [];
  for (let i = 0; i < points; i++) {
    const angle = (i / points) * 2 * Math.PI;
    const r = radius + swing * Math.cos(petals * angle + turn);
    path.push(`${(cx + r * Math.cos(angle)).toFixed(1)} ${(cy + r * Math.sin(angle)).toFixed(1)}`);
  }
  return `M${path.join('L')}Z`;
}

/** A wave across the card, two sines on top of each other. */
export function wave(y: number, height: number, phase: number): string {
  const path: string[] = [];
  for (let x = 0; x <= cardWidth; x += 8) {
    const t = (x / cardWidth) * 2 * Math.PI;
    const value = y + height * Math.sin(2 * t + phase) + height * 0.45 * Math.sin(5 * t - 1.7 * phase);
    path.push(`${x} ${value.toFixed(1)}`);
  }
  return `M${path.join('L')}`;
}

/** The waves behind both faces. */
export const waves: readonly string[] = Array.from({ length: 26 }, (_, i) => wave(20 + i * 20, 34, i * 0.21));

/** The rosette on the right of the front: rings cut with a slowly turning engine. */
export const rosettes: readonly string[] = Array.from({ length: 16 }, (_, i) =>
  rosette(690, 250, 34 + i * 9.5, 9 + i * 0.9, 12, i * 0.26),
);
