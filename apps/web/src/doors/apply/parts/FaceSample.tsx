import type { ReactNode } from 'react';

/** What a drawn photo shows: the good one, or one defect of the closed list (PHO-03). */
export type FaceKind =
  | 'good'
  | 'turned'
  | 'background'
  | 'hat'
  | 'mask'
  | 'eyes'
  | 'dark'
  | 'cropped'
  | 'small';

const colours = {
  wall: '#e3ebe9',
  skin: '#f3cfae',
  shade: '#dfae88',
  hair: '#3a2f28',
  shirt: '#3f6f7c',
  collar: '#f6f6f2',
  line: '#4a362b',
} as const;

/** A photo in the proportions of PHO-01, drawn 2 units to the millimetre. The caption beside it says what it shows. */
export function FaceSample(props: { readonly kind: FaceKind }) {
  return (
    <svg className="face-sample" viewBox="0 0 70 90" aria-hidden="true" focusable="false">
      <rect width="70" height="90" fill={colours.wall} />
      {scenes[props.kind]}
    </svg>
  );
}

const brows = (
  <path
    d="M22.5 38.5q4-2.5 8.5-.8M39 37.7q4.5-1.7 8.5.8"
    fill="none"
    stroke={colours.hair}
    strokeWidth="1.5"
    strokeLinecap="round"
  />
);
const eyes = (
  <g fill={colours.line}>
    <ellipse cx="27" cy="44" rx="2" ry="2.3" />
    <ellipse cx="43" cy="44" rx="2" ry="2.3" />
  </g>
);
const noseAndMouth = (
  <g fill="none" stroke={colours.line} strokeLinecap="round" strokeLinejoin="round">
    <path d="M35.5 45.5 33.6 53q1.2 1.3 3 .6" stroke={colours.shade} strokeWidth="1.4" />
    <path d="M29.5 60.5q5.5 3.2 11 0" strokeWidth="1.6" />
  </g>
);
const body = (
  <>
    <path d="M2 90c1-9 9-13 24-15.5h18C59 77 67 81 68 90Z" fill={colours.shirt} />
    <path d="M25.5 74.5 35 85l9.5-10.5-3-4h-13Z" fill={colours.collar} />
    <path d="M28 62h14v11.5L35 80l-7-6.5Z" fill={colours.shade} />
  </>
);
const head = (
  <>
    <ellipse cx="14.5" cy="46" rx="3" ry="5" fill={colours.skin} />
    <ellipse cx="55.5" cy="46" rx="3" ry="5" fill={colours.skin} />
    <path d="M35 12c14 0 21 11 21 28 0 19-10 34-21 34S14 59 14 40c0-17 7-28 21-28Z" fill={colours.skin} />
  </>
);
const hair = (
  <path
    d="M12.5 45C10.5 20 19 8 35 8s24.5 12 22.5 37c-2-9-4-14-8.5-19-9 3.5-20 3.5-27-1-5 5-7.5 11-9.5 20Z"
    fill={colours.hair}
  />
);

function person(over?: ReactNode): ReactNode {
  return (
    <>
      {body}
      {head}
      {brows}
      {eyes}
      {noseAndMouth}
      {hair}
      {over}
    </>
  );
}

const turned = (
  <>
    {body}
    <path
      d="M37 12c13 0 19 10 19.5 25l4 12c.4 1.4-.6 2-2.5 2-.4 14-6 23-15 23-13 0-24-15-24-34 0-17 7-28 18-28Z"
      fill={colours.skin}
    />
    <path
      d="M33 46C31 36 34 30 40 27c7 2 13 2 16.5 1C55 15 48 8 35 8 18 8 9 22 13 46c1.5 8 5 13 10 17-1-7 0-12 1-15 5 1 8 1 9-2Z"
      fill={colours.hair}
    />
    <ellipse cx="28" cy="49" rx="3" ry="5" fill={colours.shade} />
    <ellipse cx="50.5" cy="43" rx="1.5" ry="2.3" fill={colours.line} />
    <g fill="none" stroke={colours.line} strokeLinecap="round">
      <path d="M46.5 37.5q4-2.3 7.5-.6" strokeWidth="1.5" />
      <path d="M48 60.5q4 1.5 7.5-.6" strokeWidth="1.6" />
    </g>
  </>
);

const scenes: { readonly [K in FaceKind]: ReactNode } = {
  good: person(),
  turned,
  background: (
    <>
      <path d="M0 0h70v90H0Z" fill="#d8cbb4" />
      <path d="M6 0v90M18 0v90M30 0v90M42 0v90M54 0v90M66 0v90" stroke="#bda985" strokeWidth="5" />
      <path d="M46 14c14 2 20 14 19 29-1 18-8 29-17 33Z" fill="#000" opacity="0.3" />
      {person()}
    </>
  ),
  hat: person(
    <path
      d="M11 31C9 14 20 3 35 3s26 11 24 28c3 .5 6 2 7 4.5-9-3-20-4.5-31-4.5S13 32.5 4 35.5C5 33 8 31.5 11 31Z"
      fill="#8a3b3b"
    />,
  ),
  mask: person(
    <>
      <path d="M16 47l6 4M54 47l-6 4" stroke="#c9d3d6" strokeWidth="1.5" />
      <path d="M20 50.5q15-5 30 0v13q-6 9-15 9t-15-9Z" fill="#fff" stroke="#b6c2c6" strokeWidth="1" />
      <path d="M22 57q13-3 26 0M23 63q12-2 24 0" fill="none" stroke="#d3dcdf" strokeWidth="1" />
    </>,
  ),
  eyes: person(
    <>
      <rect x="17.5" y="38.5" width="15" height="11" rx="4" fill="#20242a" />
      <rect x="37.5" y="38.5" width="15" height="11" rx="4" fill="#20242a" />
      <path d="M32.5 42.5h5M17.5 42l-4-1.5M52.5 42l4-1.5" stroke="#20242a" strokeWidth="1.8" />
    </>,
  ),
  dark: (
    <>
      {person()}
      <rect width="70" height="90" fill="#10141f" opacity="0.74" />
    </>
  ),
  cropped: <g transform="translate(-17.5 -32) scale(1.5)">{person()}</g>,
  small: <g transform="translate(19.25 49.5) scale(0.45)">{person()}</g>,
};
