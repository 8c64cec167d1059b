/** One step of an outline; points are absolute, y grows downwards. */
export interface Segment {
  readonly op: 'M' | 'L' | 'Q' | 'C' | 'Z';
  readonly points: readonly number[];
}

/**
 * Writes an outline as SVG path data: relative steps of whole units of 10^-decimals, so that no rounding error
 * adds up and cards with hundreds of characters stay small.
 */
export function svgPath(segments: readonly Segment[], decimals: number): string {
  const unit = 10 ** decimals;
  let [x, y] = [0, 0];
  let [startX, startY] = [0, 0];
  let d = '';
  for (const { op, points } of segments) {
    if (op === 'Z') {
      d += 'z';
      [x, y] = [startX, startY];
      continue;
    }
    const whole = points.map((value) => Math.round(value * unit));
    const steps = whole.map((value, i) => value - (i % 2 === 0 ? x : y));
    [x, y] = [whole.at(-2) ?? x, whole.at(-1) ?? y];
    if (op === 'L' && steps.every((step) => step === 0)) continue;
    if (op === 'M') [startX, startY] = [x, y];
    d += op.toLowerCase() + joined(steps, unit);
  }
  return d;
}

function joined(steps: readonly number[], unit: number): string {
  let text = '';
  for (const step of steps) {
    const number = String(step / unit).replace(/^(-?)0\./, '$1.');
    text += text === '' || number.startsWith('-') ? number : ` ${number}`;
  }
  return text;
}

/** The same outline as PDF operators (ISO 32000-1 §8.5.2), y turned to grow upwards. */
export function pdfPath(segments: readonly Segment[]): string {
  const n = (value: number): string => String(Number(value.toFixed(3)));
  const pair = (x: number, y: number): string => `${n(x)} ${n(-y)}`;
  const out: string[] = [];
  let [x, y] = [0, 0];
  for (const { op, points } of segments) {
    const [a = 0, b = 0, c = 0, e = 0, f = 0, g = 0] = points;
    if (op === 'Z') out.push('h');
    else if (op === 'M') out.push(`${pair(a, b)} m`);
    else if (op === 'L') out.push(`${pair(a, b)} l`);
    else if (op === 'C') out.push(`${pair(a, b)} ${pair(c, e)} ${pair(f, g)} c`);
    else {
      // A quadratic curve raised to a cubic one.
      const first = pair(x + (2 / 3) * (a - x), y + (2 / 3) * (b - y));
      const second = pair(c + (2 / 3) * (a - c), e + (2 / 3) * (b - e));
      out.push(`${first} ${second} ${pair(c, e)} c`);
    }
    [x, y] = [points.at(-2) ?? x, points.at(-1) ?? y];
  }
  return out.join(' ');
}
