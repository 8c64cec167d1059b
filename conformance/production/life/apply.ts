import assert from 'node:assert/strict';
import { drawPortrait, portraitJpeg } from '@mibun/portraits';
import { formIdIn, letterOf, mailTo } from './post.ts';
import { CHINATSU, type Life, until } from './world.ts';

/** The office sends a first form to whoever has had none; she finds hers in the letter. */
export async function receiveForm(life: Life): Promise<string> {
  const clerk = await life.staff('clerk', 'clerk');
  const send = () =>
    clerk.call('POST /api/office/application-forms/first', {
      body: { after: null, reason: '例国の開始' },
    });
  assert.deepEqual(await send(), { forms: 1, next: null }, 'staff had theirs, and one person is left');
  assert.deepEqual(await send(), { forms: 0, next: null }, 'nobody gets a second one');
  const letter = await letterOf(life, 'application-form');
  assert.ok(letter.replaceAll(/\s/g, '').includes(CHINATSU.address), 'it goes to her registered address');
  return formIdIn(letter);
}

/** From the form to the queue of the screeners, with the link that came by mail. */
export async function apply(life: Life, applicationId: string): Promise<string> {
  const { birthDate, email, name } = CHINATSU;
  const she = life.visitor();
  await she.call('POST /api/applications/start', {
    body: { applicationId, contactName: name, email, termsAccepted: true },
  });
  const { text, from } = await mailTo(life, email, /continue#/);
  assert.match(from, /reikoku\.example$/, 'the sender is the country');
  const token = /continue#([\w-]+)/.exec(text)?.[1] ?? '';
  const bytes = await portraitJpeg(drawPortrait({ seed: 'chinatsu', age: 33, sex: '2' }));
  const photo = await she.callWithFile(
    'PUT /api/applications/draft/photo',
    { bytes, type: 'image/jpeg' },
    { token },
  );
  assert.ok(photo.accepted, JSON.stringify(photo.findings));
  const { reference } = await she.call('POST /api/applications/draft/submit', {
    body: {
      birthDate,
      wantsSignature: true,
      wantsAuthentication: true,
      idempotencyKey: `of-${applicationId}`,
    },
    token,
  });
  await until('her application at the screeners', async () => {
    const { state } = await she.call('POST /api/applications/status', {
      body: { applicationId, birthDate },
    });
    return state === 'SCREENING' || undefined;
  });
  return reference;
}

export async function screen(life: Life, application: string): Promise<void> {
  const screener = await life.staff('screener', 'card-operator');
  const params = { id: application };
  const { registry, version } = await screener.call('GET /api/screening/:id', { params });
  assert.equal(registry.name, CHINATSU.name);
  await screener.call('POST /api/screening/:id/approve', { params, body: { version } });
  const { state } = await screener.call('GET /api/screening/:id', { params });
  assert.equal(state, 'APPROVED');
}
