/** The doors of Mibun: each is one bundle with its own colour, audience and base path. */
export type DoorId =
  | 'street'
  | 'apply'
  | 'portal'
  | 'verify'
  | 'office'
  | 'operator'
  | 'call-centre'
  | 'kiosk'
  | 'auditor'
  | 'ca-desk'
  | 'agent'
  | 'bank'
  | 'gallery'
  | 'mailbox';

/** Whose session a door uses; `none` for doors without a log-in of ours. */
export type Audience = 'resident' | 'staff' | 'none';

/** Room between things: `dense` for people who work here all day, `kiosk` for touch and standing. */
export type Density = 'normal' | 'dense' | 'kiosk';

/** Which server sends the door: the main one, or an origin of its own. */
export type Origin = 'main' | 'agent' | 'bank';

/** One row of {@link doors}. */
export interface Door {
  readonly id: DoorId;
  /** Base path on its origin; everything below it gets the door's index.html. */
  readonly path: string;
  readonly origin: Origin;
  readonly audience: Audience;
  readonly density: Density;
}

/** All doors. The accent colours are in `styles/doors.css`, the names in `i18n/common.ts`. */
export const doors: { readonly [Id in DoorId]: Door & { readonly id: Id } } = {
  street: { id: 'street', path: '/', origin: 'main', audience: 'none', density: 'normal' },
  apply: { id: 'apply', path: '/apply', origin: 'main', audience: 'none', density: 'normal' },
  portal: { id: 'portal', path: '/portal', origin: 'main', audience: 'resident', density: 'normal' },
  verify: { id: 'verify', path: '/verify', origin: 'main', audience: 'none', density: 'normal' },
  office: { id: 'office', path: '/office', origin: 'main', audience: 'staff', density: 'dense' },
  operator: { id: 'operator', path: '/operator', origin: 'main', audience: 'staff', density: 'dense' },
  'call-centre': {
    id: 'call-centre',
    path: '/call-centre',
    origin: 'main',
    audience: 'staff',
    density: 'dense',
  },
  kiosk: { id: 'kiosk', path: '/kiosk', origin: 'main', audience: 'none', density: 'kiosk' },
  auditor: { id: 'auditor', path: '/auditor', origin: 'main', audience: 'staff', density: 'dense' },
  'ca-desk': { id: 'ca-desk', path: '/ca-desk', origin: 'main', audience: 'staff', density: 'dense' },
  agent: { id: 'agent', path: '/', origin: 'agent', audience: 'none', density: 'normal' },
  bank: { id: 'bank', path: '/', origin: 'bank', audience: 'none', density: 'normal' },
  gallery: { id: 'gallery', path: '/gallery', origin: 'main', audience: 'none', density: 'normal' },
  mailbox: { id: 'mailbox', path: '/mailbox', origin: 'main', audience: 'none', density: 'normal' },
};
