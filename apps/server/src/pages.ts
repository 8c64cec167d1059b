import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { AddedPage } from './addition.ts';
import type { Http } from './platform/index.ts';

/** The doors that every server shows, by the path below which each lives. */
const DOORS: readonly AddedPage[] = [
  { path: '/apply', door: 'apply' },
  { path: '/portal', door: 'portal' },
  { path: '/verify', door: 'verify' },
  { path: '/office', door: 'office' },
  { path: '/operator', door: 'operator' },
  { path: '/call-centre', door: 'call-centre' },
  { path: '/kiosk', door: 'kiosk' },
  { path: '/auditor', door: 'auditor' },
  { path: '/ca-desk', door: 'ca-desk' },
];

/**
 * Serves the built pages: hashed files for ever, each door's one page for every address below it.
 * @param added doors beside those of every server; one at `/` opens first, instead of the portal
 */
export async function servePages(
  server: Http,
  webRoot: string,
  added: readonly AddedPage[] = [],
): Promise<void> {
  await server.register(async (app) => {
    // Pages hold nothing about anybody; what they show they fetch.
    app.addHook('onRoute', (route) => {
      route.config = { ...route.config, cache: 'public' };
    });
    await serve(app as unknown as Http, webRoot, added);
  });
}

async function serve(app: Http, webRoot: string, added: readonly AddedPage[]): Promise<void> {
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
  page('/', added.find(({ path }) => path === '/')?.door ?? 'portal');
  for (const { path, door } of [...DOORS, ...added]) {
    if (path === '/' || !existsSync(join(webRoot, door, 'index.html'))) continue;
    page(path, door);
    page(`${path}/*`, door);
  }
}
