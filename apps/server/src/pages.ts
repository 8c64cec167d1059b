import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { AddedPage } from './addition.ts';
import type { Http, Role } from './platform/index.ts';

/** The doors of an installation, by the path below which each lives, and whose process sends them. */
export const DOORS: readonly (AddedPage & { readonly role: Role })[] = [
  { path: '/apply', door: 'apply', role: 'issuance' },
  { path: '/portal', door: 'portal', role: 'services' },
  { path: '/verify', door: 'verify', role: 'services' },
  { path: '/office', door: 'office', role: 'office' },
  { path: '/operator', door: 'operator', role: 'issuance' },
  { path: '/call-centre', door: 'call-centre', role: 'office' },
  { path: '/kiosk', door: 'kiosk', role: 'services' },
  { path: '/auditor', door: 'auditor', role: 'services' },
  { path: '/ca-desk', door: 'ca-desk', role: 'authority' },
];

/**
 * Serves the built pages: hashed files for ever, each door's one page for every address below it.
 * @param has whose doors this process sends
 * @param added doors beside those of every server; one at `/` opens first, instead of the portal
 */
export async function servePages(
  server: Http,
  webRoot: string,
  { has, added = [] }: { has(role: Role): boolean; readonly added?: readonly AddedPage[] },
): Promise<void> {
  const doors = [...DOORS.filter(({ role }) => has(role)), ...added];
  await server.register(async (app) => {
    // Pages hold nothing about anybody; what they show they fetch.
    app.addHook('onRoute', (route) => {
      route.config = { ...route.config, cache: 'public', unbounded: 'files as they lie on the disk' };
    });
    await serve(app as unknown as Http, webRoot, doors);
  });
}

async function serve(app: Http, webRoot: string, doors: readonly AddedPage[]): Promise<void> {
  await app.register(fastifyStatic, {
    root: join(webRoot, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
  });
  const page = (url: string, door: string) =>
    app.get(url, { schema: { hide: true } }, (_request, reply) =>
      reply.sendFile('index.html', join(webRoot, door), { immutable: false, maxAge: 0 }),
    );
  const first = doors.find(({ path }) => path === '/') ?? doors.find(({ door }) => door === 'portal');
  if (first) page('/', first.door);
  for (const { path, door } of doors) {
    if (path === '/' || !existsSync(join(webRoot, door, 'index.html'))) continue;
    page(path, door);
    page(`${path}/*`, door);
  }
}
