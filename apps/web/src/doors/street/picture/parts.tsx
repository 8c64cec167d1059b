import type { ReactNode } from 'react';

/** Colours of the drawing; the doors alone take their colour from the door they lead to. */
export const ink = '#2f2b26';
export const wall = '#f6f0e2';
export const wallShade = '#e9dfc9';
export const glass = '#cfdfe2';
export const light = '#ffe9a8';
export const roofGrey = '#6f7779';
export const leaf = '#7f9a6a';

/** One lot of the street: 200 units wide (or more), the ground at y = 190. */
export function Plot(props: { readonly width?: number; readonly children: ReactNode }) {
  const width = props.width ?? 200;
  return (
    <svg
      className="plot"
      viewBox={`0 0 ${width} 190`}
      aria-hidden="true"
      stroke={ink}
      strokeWidth="2"
      strokeLinejoin="round"
      strokeLinecap="round"
      fill="none"
    >
      {props.children}
    </svg>
  );
}

/** A door in its colour; opens a little when one points at its lot. Light falls out of it. */
export function Leaf(props: {
  readonly x: number;
  readonly width: number;
  readonly height: number;
  /** The hinge: a door swings to its hinge. */
  readonly hinge?: 'left' | 'right';
}) {
  const { x, width, height } = props;
  const y = 190 - height;
  const knob = props.hinge === 'right' ? x + 6 : x + width - 6;
  return (
    <g>
      <rect x={x} y={y} width={width} height={height} fill={light} />
      <g className="leaf" data-hinge={props.hinge ?? 'left'}>
        <rect x={x} y={y} width={width} height={height} fill="var(--accent)" />
        <path
          d={`M${x + 6} ${y + 7}h${width - 12}v${height * 0.34}h${12 - width}z`}
          stroke="#fff"
          strokeOpacity="0.55"
        />
        <circle cx={knob} cy={y + height * 0.6} r="2" fill="#fff" stroke="none" />
      </g>
    </g>
  );
}

/** A window with its cross-bars. */
export function Pane(props: {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly bars?: 'cross' | 'upright' | 'none';
  readonly lit?: boolean;
}) {
  const { x, y, width, height } = props;
  const bars = props.bars ?? 'cross';
  return (
    <g>
      <rect x={x} y={y} width={width} height={height} fill={props.lit === true ? light : glass} />
      {bars !== 'none' && <path d={`M${x + width / 2} ${y}v${height}`} strokeWidth="1.5" />}
      {bars === 'cross' && <path d={`M${x} ${y + height / 2}h${width}`} strokeWidth="1.5" />}
    </g>
  );
}

/** A tree of the avenue. */
export function Tree(props: { readonly x: number; readonly height?: number }) {
  const { x } = props;
  const top = 190 - (props.height ?? 84);
  return (
    <g>
      <path d={`M${x} 190V${top + 26}M${x} ${top + 58}l9-10M${x} ${top + 50}l-8-8`} />
      <path
        d={`M${x} ${top}c12 0 18 8 17 16 8 4 8 18-2 21-3 8-12 9-15 5-4 4-13 2-15-5-10-3-10-17-2-21-1-8 5-16 17-16Z`}
        fill={leaf}
        fillOpacity="0.85"
      />
    </g>
  );
}

/** Tiles of a roof: short strokes in rows. */
export function Tiles(props: {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly rows: number;
}) {
  const strokes: string[] = [];
  for (let row = 0; row < props.rows; row++) {
    for (let at = row % 2 === 0 ? 6 : 12; at < props.width; at += 12) {
      strokes.push(`M${props.x + at} ${props.y + row * 9}q3 4 6 0`);
    }
  }
  return <path d={strokes.join('')} stroke="#fff" strokeOpacity="0.6" strokeWidth="1.5" />;
}
