import assert from 'node:assert/strict';
import { drawPortrait, portraitJpeg } from '@mibun/portraits';
import { ageOn } from '@mibun/rules';
import type { Application } from '../src/issuance/applications/index.ts';
import { settleTown, TOWN_DAY, type Townsperson, who } from './townspeople.ts';
import { openWorld, type World } from './world.ts';

// Residents of the town of the example who apply online, as their browsers do it.

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown> & { code?: string };
}

export const screener = { kind: 'card-operator', id: 'p-screener', name: '審査 望' } as const;
export const screening = { actor: screener, purpose: 'screening' } as const;

export const photoOf = ({ personId: seed, birthDate, sex }: Townsperson): Promise<Uint8Array> =>
  portraitJpeg(drawPortrait({ seed, age: ageOn(birthDate, TOWN_DAY), sex: sex === '1' ? '1' : '2' }));

export interface OnlineBench extends World {
  ask(
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    options?: { payload?: object | Buffer; token?: string; type?: string },
  ): Promise<Answer>;
  /** The token in the link that came by mail. */
  openDraft(resident: Townsperson): Promise<string>;
  putPhoto(token: string, bytes: Uint8Array, type?: string): Promise<Answer>;
  submit(token: string, birthDate: string, idempotencyKey?: string): Promise<Answer>;
  /** From the form to the queue of the screeners. */
  apply(resident: Townsperson): Promise<Application>;
  progress(resident: Townsperson, birthDate?: string): Promise<Answer>;
  ofPerson(resident: Townsperson): Promise<readonly Application[]>;
  /** Every mail so far: there were some, and none holds a number, an address, a birth date or a full application ID. */
  assertMailsTellNothing(): void;
}

export async function openOnlineBench(): Promise<OnlineBench> {
  const world = await openWorld({ withoutAuthorities: true });
  const { app, applications, platform } = world;
  await world.inTransaction((tx) => settleTown(tx, world));

  const ask: OnlineBench['ask'] = async (method, url, options = {}) => {
    const response = await app.inject({
      method,
      url,
      headers: {
        'accept-language': 'en',
        ...(options.token && { authorization: `Bearer ${options.token}` }),
        ...(options.type && { 'content-type': options.type }),
      },
      ...(options.payload && { payload: options.payload }),
    });
    return { status: response.statusCode, body: response.json() };
  };

  let addresses = 0;
  const openDraft: OnlineBench['openDraft'] = async (resident) => {
    const sentBefore = platform.sent.length;
    const answer = await ask('POST', '/api/applications/start', {
      payload: {
        applicationId: resident.applicationId,
        contactName: resident.name,
        email: `someone-${++addresses}@example.jp`,
        termsAccepted: true,
      },
    });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    const token = /continue#([\w-]+)/.exec(platform.sent[sentBefore]?.text ?? '')?.[1];
    assert.ok(token, 'the personal link came by mail');
    return token;
  };
  const putPhoto: OnlineBench['putPhoto'] = (token, bytes, type = 'image/jpeg') =>
    ask('PUT', '/api/applications/draft/photo', { payload: Buffer.from(bytes), token, type });
  const submit: OnlineBench['submit'] = (token, birthDate, idempotencyKey = `key-${token.slice(0, 20)}`) =>
    ask('POST', '/api/applications/draft/submit', {
      token,
      payload: { birthDate, wantsSignature: true, wantsAuthentication: true, idempotencyKey },
    });
  const ofPerson: OnlineBench['ofPerson'] = (resident) =>
    platform.database.query((tx) => applications.ofPerson(tx, resident.personId));

  return {
    ...world,
    ask,
    openDraft,
    putPhoto,
    submit,
    async apply(resident) {
      const token = await openDraft(resident);
      assert.equal((await putPhoto(token, await photoOf(resident))).body.accepted, true);
      assert.equal((await submit(token, resident.birthDate)).status, 200);
      await platform.jobs.settled();
      const [application] = await ofPerson(resident);
      assert.ok(application);
      return application;
    },
    progress: (resident, birthDate = resident.birthDate) =>
      ask('POST', '/api/applications/status', {
        payload: { applicationId: resident.applicationId, birthDate },
      }),
    ofPerson,
    assertMailsTellNothing() {
      assert.ok(platform.sent.length > 0);
      for (const { subject, text } of platform.sent) {
        const everything = `${subject}\n${text}`;
        for (const resident of [who.adult, who.child, who.elderly, who.namesakeOlder]) {
          for (const secret of [
            resident.individualNumber,
            resident.applicationId ?? '',
            resident.address,
            resident.birthDate,
          ]) {
            assert.equal(everything.includes(secret), false);
          }
        }
      }
    },
  };
}
