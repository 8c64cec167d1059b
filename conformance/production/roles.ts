import { readFileSync, writeFileSync } from 'node:fs';
import { demoCountry } from '@mibun/demo';
import { describeSystem } from '../../apps/server/src/describe.ts';
import { DOORS } from '../../apps/server/src/pages.ts';
import { ROLES, type Role } from '../../apps/server/src/platform/index.ts';
import { freePortRange } from '../harness/ports.ts';
import type { Installation } from './installation.ts';

/** The processes of one installation behind one address. */
export interface ByRole {
  readonly names: typeof ROLES;
  port(role: Role): number;
}

/** Tells the proxy which process has which route, as docs/generated/routes.md says it and docs/operate/roles.md explains. */
export async function routeByRole({ room }: Installation): Promise<ByRole> {
  const first = await freePortRange(ROLES.length);
  const port = (role: Role) => first + ROLES.indexOf(role);
  const { routes } = await describeSystem(demoCountry);
  const conf = room.path('nginx/nginx.conf');
  const passed = (pattern: string, role: Role) =>
    `location ~ ^${pattern}$ { proxy_pass http://127.0.0.1:${port(role)}; }`;
  const patterns = new Map<string, Role>();
  for (const { url, role } of routes) if (role) patterns.set(patternOf(url), role);
  for (const { path, role } of DOORS) patterns.set(`${path}(/.*)?`, role);
  const locations = [...patterns].map(([pattern, role]) => passed(pattern, role));
  writeFileSync(
    conf,
    readFileSync(conf, 'utf8')
      .replace(
        /location \/ \{ proxy_pass [^}]*\}/,
        `${locations.join('\n    ')}\n    location / { proxy_pass http://127.0.0.1:${port('services')}; }`,
      )
      .replace(
        /(location ~ \^\/\(ocsp\|crl\|ca\)\/ \{ proxy_pass http:\/\/127\.0\.0\.1:)\d+/,
        `$1${port('authority')}`,
      ),
  );
  process.kill(room.nginx.pid, 'SIGHUP');
  return { names: ROLES, port };
}

/** Of a route with parameters and a rest, as nginx writes it. */
function patternOf(url: string): string {
  return url.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+').replaceAll('*', '.*');
}
