import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { asPng, truncated } from '@mibun/portraits/testing/bad-photos';
import { type OnlineBench, openOnlineBench, photoOf } from '../../../testing/online-applications.ts';
import { who } from '../../../testing/townspeople.ts';

const hanako = who.adult;
const older = who.namesakeOlder;

describe('the picture of an application', () => {
  let bench: OnlineBench;
  let photo: Uint8Array;

  before(async () => {
    bench = await openOnlineBench();
    photo = await photoOf(hanako);
  });
  after(() => bench.close());

  test('a picture with an invented link is not even looked at: the refusal is the link’s, whatever was sent', async () => {
    for (const [method, url] of [
      ['PUT', '/api/applications/draft/photo'],
      ['PUT', '/api/applications/correction/photo'],
    ] as const) {
      // Nothing of this is a picture: had it been judged first, the answer would be about the picture.
      for (const bytes of [Buffer.from('no picture'), Buffer.from(truncated(photo))]) {
        const answer = await bench.ask(method, url, {
          payload: bytes,
          token: 'a'.repeat(43),
          type: 'image/jpeg',
        });
        assert.equal(answer.body.code, 'APPLICATION_LINK_EXPIRED');
      }
    }
  });

  test('PHO-02 an unfit picture is refused with its own reason, and a fit one is kept', async () => {
    const token = await bench.openDraft(hanako);
    const findings = async (bytes: Uint8Array, type?: string) =>
      ((await bench.putPhoto(token, bytes, type)).body.findings as { id: string }[]).map(({ id }) => id);
    assert.deepEqual(await findings(await asPng(photo), 'image/png'), ['format']);
    assert.equal((await findings(truncated(photo))).length, 1);
    assert.equal((await bench.submit(token, hanako.birthDate)).body.code, 'APPLICATION_PHOTO_MISSING');
    assert.deepEqual(await findings(photo), []);
  });

  test('a picture of 10 MB is refused before it is read, and the draft stays as it was', async () => {
    const token = await bench.openDraft(hanako);
    const answer = await bench.putPhoto(token, new Uint8Array(10 * 1024 * 1024));
    assert.equal(answer.body.code, 'INPUT_TOO_LARGE');
    assert.equal((await bench.ask('GET', '/api/applications/draft', { token })).status, 200);
  });

  test('PHO-06 the very same picture on another person’s application is refused', async () => {
    await bench.apply(hanako);
    const token = await bench.openDraft(older);
    const answer = await bench.putPhoto(token, photo);
    assert.equal((answer.body.findings as { id: string }[])[0]?.id, 'photo-of-another');
  });

  test('APP-11 no mail holds a number, an address, a birth date or a full application ID', () => {
    bench.assertMailsTellNothing();
  });
});
