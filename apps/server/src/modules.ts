import type { Modules } from './compose.ts';
import type { Module, Platform, Role } from './platform/index.ts';

/** Whose process serves a module's routes: by zone, since a zone is what trust parts. */
export const SERVED_BY: Readonly<Record<keyof Modules, Exclude<Role, 'work'>>> = {
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
  relay: 'office',
  callCentre: 'office',
  // Its cards are made over the office's relay, whose conversations one process holds.
  settlement: 'office',
  login: 'services',
  cardSignature: 'services',
  signing: 'services',
  verification: 'services',
  kiosk: 'services',
  linking: 'services',
  disclosure: 'services',
};

/** The modules of an installation with whose process serves each. */
export function byRole(modules: Modules): readonly { readonly module: Module; readonly role: Role }[] {
  const named = Object.entries(modules) as readonly (readonly [keyof Modules, Module])[];
  return named.map(([name, module]) => ({ module, role: SERVED_BY[name] }));
}

/** All modules of an installation, and those that this process serves. */
export interface Roster {
  readonly all: readonly Module[];
  readonly served: readonly Module[];
  /** Whether this process has a role. */
  has(role: Role): boolean;
}

export function rosterOf(modules: Modules, { config }: Pick<Platform, 'config'>): Roster {
  const has = (role: Role) => config.roles?.has(role) ?? true;
  const all = byRole(modules);
  return {
    all: all.map(({ module }) => module),
    served: all.filter(({ role }) => has(role)).map(({ module }) => module),
    has,
  };
}
