/**
 * Parts of the server that may run as processes of their own on one database (DESIGN §2). Every process knows all modules;
 * its roles say whose routes and pages it serves, and whether it does the work that nobody waits for: jobs, and what time
 * itself brings about.
 */
export const ROLES = ['registry', 'authority', 'issuance', 'office', 'services', 'work'] as const;
export type Role = (typeof ROLES)[number];

/** What MIBUN_ROLES says. Undefined: a name that is none. */
export function rolesIn(said: string): ReadonlySet<Role> | undefined {
  const names = said.split(',').map((name) => name.trim());
  const roles = ROLES.filter((role) => names.includes(role));
  return names.every((name) => roles.some((role) => role === name)) ? new Set(roles) : undefined;
}
