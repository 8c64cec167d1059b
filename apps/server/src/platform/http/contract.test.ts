import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { z } from 'zod';
import { openTestPlatform, type TestPlatform } from '../../../testing/platform.ts';
import { contract, serve } from './contract.ts';
import { openHttp } from './server.ts';

const lamps = contract('lamps', {
  'GET /api/lamps/:id': {
    who: 'public',
    unbounded: 'light costs nothing',
    summary: 'One lamp',
    params: z.object({ id: z.coerce.number().int() }),
    query: z.object({ shade: z.enum(['red', 'green']).default('green') }),
    answer: z.object({ id: z.number(), shade: z.string() }),
  },
  'POST /api/lamps': {
    who: 'public',
    perMinute: 2,
    bodyLimit: 100,
    body: z.object({ shade: z.string() }),
    answer: z.object({ lit: z.boolean() }),
  },
  'GET /api/lamps/mine': { who: 'resident', answer: z.object({}) },
});

describe('an endpoint is what its contract says', () => {
  let platform: TestPlatform;
  before(async () => {
    platform = await openTestPlatform({ migrations: [] });
  });
  after(() => platform.close());

  async function served(leaveOut?: string) {
    const app = await openHttp(platform);
    const on = serve(app, lamps);
    // Two files of a module may serve one contract.
    const also = serve(app, lamps);
    on('GET /api/lamps/:id', ({ params, query }) => ({ id: params.id + 1, shade: query.shade }));
    also('POST /api/lamps', ({ body }) => ({ lit: body.shade === 'red', secret: 'not in the contract' }));
    if (leaveOut !== 'GET /api/lamps/mine') on('GET /api/lamps/mine', async () => ({}));
    return app;
  }

  test('what comes in and what goes out have its shapes, and nothing else gets out', async () => {
    const app = await served();
    const read = await app.inject('/api/lamps/4?shade=red');
    assert.deepEqual(read.json(), { id: 5, shade: 'red' });
    assert.deepEqual((await app.inject('/api/lamps/4')).json(), { id: 5, shade: 'green' });
    assert.equal((await app.inject('/api/lamps/4?shade=blue')).statusCode, 400);
    assert.equal((await app.inject('/api/lamps/four')).statusCode, 400);
    const lit = await app.inject({ method: 'POST', url: '/api/lamps', payload: { shade: 'red' } });
    assert.deepEqual(lit.json(), { lit: true });
    await app.close();
  });

  test('its gates hold: who may call, how large, how often', async () => {
    const app = await served();
    assert.equal((await app.inject('/api/lamps/mine')).json().code, 'LOGIN_NEEDED');
    const post = (payload: object) => app.inject({ method: 'POST', url: '/api/lamps', payload });
    assert.equal((await post({ shade: 'x'.repeat(200) })).statusCode, 413);
    assert.equal((await post({ shade: 'red' })).statusCode, 200);
    assert.equal((await post({ shade: 'red' })).statusCode, 429);
    await app.close();
  });

  test('an endpoint that nobody handles stops the start, and so does one that two handle', async () => {
    const app = await served('GET /api/lamps/mine');
    await assert.rejects(async () => app.ready(), /nobody handles GET \/api\/lamps\/mine/);
    await app.close();
    const twice = await openHttp(platform);
    const on = serve(twice, lamps);
    on('GET /api/lamps/mine', async () => ({}));
    assert.throws(() => on('GET /api/lamps/mine', async () => ({})), /already declared/);
    await twice.close();
  });

  test('what anybody may call says how often, or why that does not matter; or the server does not start', async () => {
    const app = await openHttp(platform);
    for (const access of ['public', 'demo', undefined] as const) {
      const config = access ? { access } : {};
      app.get(`/lamps-of/${access}`, { config, schema: { hide: true } }, async () => ({}));
    }
    app.get('/api/lamps/mine', { config: { access: 'resident' } }, async () => ({}));
    app.get('/light', { config: { unbounded: 'it costs nothing' } }, async () => ({}));
    const limited = { access: 'public', rateLimit: { max: 1 } } as const;
    app.get('/api/lamps', { config: limited }, async () => ({}));
    await assert.rejects(
      async () => app.ready(),
      ({ message }: Error) => {
        const named = [...message.matchAll(/GET (\S+?)(?:,|$)/g)].map(([, url]) => url);
        assert.deepEqual(named, ['/lamps-of/public', '/lamps-of/demo', '/lamps-of/undefined']);
        return /without a limit/.test(message);
      },
    );
    await app.close();
  });

  test('the documentation has it under the tag of its module', async () => {
    const app = await served();
    await app.ready();
    const { paths } = JSON.parse(JSON.stringify(app.swagger()));
    assert.deepEqual(paths['/api/lamps/{id}'].get.tags, ['lamps']);
    assert.equal(paths['/api/lamps/{id}'].get.summary, 'One lamp');
    await app.close();
  });
});
