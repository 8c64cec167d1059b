import type { Modules } from './compose.ts';
import type { Module, Platform, Role } from './platform/index.ts';

/** Whose process serves a module's routes: by zone, since a zone is what trust parts. */
const SERVED_BY: Readonly<Record<keyof Modules, Exclude<Role, 'work'>>> = {
  residents: 'registry',
  notices: 'registry',
  certificates: 'authority',
  status: 'authority',
  timestamps: 'authority',
  verifiers: 'authority',
  devices: 'authority',
  caDesk: 'authority',
  applications: 'issuance',
  cards: 'issuance',
  production: 'issuance',
  counter: 'office',
  callCentre: 'office',
  // Its cards are made over the office's relay, whose conversations one process holds.
  settlement: 'office',
  login: 'services',
  signing: 'services',
  verification: 'services',
  kiosk: 'services',
  linking: 'services',
  disclosure: 'services',
};

/** All modules of an installation, and those that this process serves. */
export interface Roster {
  readonly all: readonly Module[];
  readonly served: readonly Module[];
  /** Whether this process has a role. */
  has(role: Role): boolean;
}

export function rosterOf(modules: Modules, { config }: Pick<Platform, 'config'>): Roster {
  const has = (role: Role) => config.roles?.has(role) ?? true;
  const named = Object.entries(modules) as readonly (readonly [keyof Modules, Module])[];
  return {
    all: named.map(([, module]) => module),
    served: named.filter(([name]) => has(SERVED_BY[name])).map(([, module]) => module),
    has,
  };
}
