import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkPhotoFile, isApplicationId, plainDate } from '@mibun/rules';
import type { Platform } from '@mibun/server/addition';
import { movableClock, openHttp } from '@mibun/server/testing';
import { personaRoutes } from './routes.ts';
import { personasAnswer } from './schemas.ts';

const clock = movableClock(new Date('2026-11-22T03:00:00Z'));

/** The routes need the clock and the mode, nothing else of a platform. */
async function open(mode: 'demo' | 'production') {
  const platform = { config: { mode }, clock } as unknown as Platform;
  const app = await openHttp(platform);
  personaRoutes(app, platform, { asOf: plainDate('2026-11-22') });
  return app;
}

test('every persona can apply: a form with right check digits and an address of the demo', async () => {
  const app = await open('demo');
  const answer = await app.inject('/api/demo/personas');
  const cast = personasAnswer.parse(answer.json());
  for (const one of cast) {
    assert.ok(isApplicationId(one.applicationId ?? ''), one.key);
    assert.match(one.email, /@example\.jp$/);
  }
  const hanako = cast.find(({ key }) => key === 'hanako');
  assert.equal(hanako?.birthDate, '1988-03-14');
  assert.equal(hanako?.role, undefined);
  assert.deepEqual(
    cast.filter(({ key }) => key === 'clerk').map(({ role, office }) => [role, office]),
    [['clerk', '99201']],
  );
});

test('PHO-02 the portrait is a photo that the application takes', async () => {
  const app = await open('demo');
  const answer = await app.inject('/api/demo/portrait/p-hanakomihon2.jpg');
  assert.equal(answer.headers['content-type'], 'image/jpeg');
  assert.deepEqual(checkPhotoFile(answer.rawPayload), []);
  const again = await app.inject('/api/demo/portrait/p-hanakomihon2.jpg');
  assert.deepEqual(again.rawPayload, answer.rawPayload);
});

test('nobody is drawn who is not of the cast', async () => {
  const app = await open('demo');
  assert.equal((await app.inject('/api/demo/portrait/p-nobody.jpg')).statusCode, 404);
  assert.equal((await app.inject('/api/demo/portrait/..%2Fp.jpg')).statusCode, 400);
});

test('production has neither personas nor portraits', async () => {
  const app = await open('production');
  assert.equal((await app.inject('/api/demo/personas')).statusCode, 404);
  assert.equal((await app.inject('/api/demo/portrait/p-hanakomihon2.jpg')).statusCode, 404);
});
