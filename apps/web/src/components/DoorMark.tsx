import type { DoorId } from '../doors.ts';

/** The door as a small sign in its own colour. */
export function DoorMark(props: { readonly door: DoorId }) {
  return (
    <svg className="door-mark" data-door={props.door} viewBox="0 0 24 28" aria-hidden="true">
      <path d="M2 28V9C2 3.500 6.500 1 12 1s10 2.500 10 8v19Z" fill="var(--accent)" />
      <path d="M6 24V10c0-3.500 2.700-5 6-5s6 1.500 6 5v14Z" fill="none" stroke="#fff" strokeWidth="1.500" />
      <circle cx="14.800" cy="16" r="1.300" fill="#fff" />
    </svg>
  );
}
