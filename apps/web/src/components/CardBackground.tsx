import { useId } from 'react';
import { cardHeight, cardWidth, rosettes, waves } from './card-art.ts';

/** The printed ground of both faces: colour, guilloche, our emblem. */
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

/** An emblem for the screen: two hills, their reflection, and the sun between them, in one stroke width. */
export function Emblem(props: { readonly x: number; readonly y: number; readonly size: number }) {
  const scale = props.size / 48;
  return (
    <g
      transform={`translate(${props.x} ${props.y}) scale(${scale})`}
      fill="none"
      stroke="#23505e"
      strokeWidth="3.400"
      strokeLinecap="round"
    >
      <path d="M3 27 14 11l10 14 10-14 11 16" strokeLinejoin="round" />
      <path d="M8 34q4-4 8 0t8 0 8 0 8 0M15 42q4.500-4 9 0t9 0" />
      <circle cx="24" cy="8" r="4.500" fill="#b5402f" stroke="none" />
    </g>
  );
}
