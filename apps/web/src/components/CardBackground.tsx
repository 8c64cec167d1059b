import { useId } from 'react';
import { EmblemPaths } from './CountryEmblem.tsx';
import { cardHeight, cardWidth, rosettes, waves } from './card-art.ts';
import type { EmblemShapes } from './card-data.ts';

/** The printed ground of both faces: colour, guilloche. */
export function CardBackground(props: { readonly face: 'front' | 'back' }) {
  const id = useId();
  const front = props.face === 'front';
  return (
    <>
      <defs>
        <linearGradient id={`${id}-ground`} x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stopColor={front ? '#fbf7ec' : '#f3f6f4'} />
          <stop offset="0.6" stopColor={front ? '#eef3ee' : '#eceff5'} />
          <stop offset="1" stopColor={front ? '#dfeaf0' : '#f5efe3'} />
        </linearGradient>
      </defs>
      <rect width={cardWidth} height={cardHeight} rx="32" fill={`url(#${id}-ground)`} />
      <g fill="none" strokeWidth="0.9" opacity="0.5">
        {waves.map((d, index) => (
          <path key={d} d={d} stroke={index % 2 === 0 ? '#a9c4c0' : '#cfc3a2'} />
        ))}
      </g>
      {front && (
        <g fill="none" stroke="#7fa3b5" strokeWidth="0.9" opacity="0.55">
          {rosettes.map((d) => (
            <path key={d} d={d} />
          ))}
        </g>
      )}
      <rect
        x="1.500"
        y="1.500"
        width={cardWidth - 3}
        height={cardHeight - 3}
        rx="31"
        fill="none"
        stroke="#9aa5a0"
        strokeWidth="2"
      />
    </>
  );
}

/** The country's emblem on the screen's card; where nobody can be asked for it there is none. */
export function Emblem(props: {
  readonly shapes: EmblemShapes | undefined;
  readonly x: number;
  readonly y: number;
  readonly size: number;
}) {
  const half = props.size / 2;
  return (
    <g transform={`translate(${props.x + half} ${props.y + half}) scale(${half})`} color="#23505e">
      {props.shapes !== undefined && <EmblemPaths shapes={props.shapes} />}
    </g>
  );
}
