import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { addressOf, type CallOptions, call, callForBlob, callWithFile } from './call.ts';

interface Sent {
  readonly url: string;
  readonly method: string | undefined;
  readonly body: unknown;
  readonly headers: Headers;
}

const real = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = real;
});

/** A server that answers everything with the same JSON and keeps what it was asked. */
function play(answer: unknown): readonly Sent[] {
  const sent: Sent[] = [];
  globalThis.fetch = async (url, { method, body, headers } = {}) => {
    sent.push({ url: String(url), method, body, headers: new Headers(headers) });
    return Response.json(answer);
  };
  return sent;
}

test('a call goes to the address that its name and parameters make, with query and body', async () => {
  const sent = play({ items: [] });
  await call('GET /api/screening/queue', { query: { state: 'SCREENING', page: undefined } });
  await call('POST /api/devices/:id/confirm', {
    params: { id: '../a b' },
    body: { keyId: 'k' },
    token: 't',
  });
  assert.deepEqual(
    sent.map(({ url, method, body }) => [method, url, body]),
    [
      ['GET', '/api/screening/queue?state=SCREENING', undefined],
      ['POST', '/api/devices/..%2Fa%20b/confirm', '{"keyId":"k"}'],
    ],
  );
});

test('a file goes out as it is, under its own type; octets come back as they are', async () => {
  const sent = play({ accepted: true });
  const photo = new Blob(['jpeg'], { type: 'image/jpeg' });
  await callWithFile('PUT /api/applications/draft/photo', photo, { token: 't' });
  assert.equal(sent[0]?.body, photo);
  assert.equal(sent[0]?.headers.get('content-type'), null, 'the browser takes it from the file');
  const blob = await callForBlob('GET /api/applications/draft/photo', { token: 't' });
  assert.equal(await blob.text(), '{"accepted":true}');
});

test('an address of a picture is the one that a call goes to', () => {
  const options = { params: { cardId: 'a/b' } };
  assert.equal(
    addressOf('GET /api/production/cards/:cardId/front.png', options),
    '/api/production/cards/a%2Fb/front.png',
  );
});

/** Read by the type checker alone: each of these lines must not compile. */
export async function mustNotCompile(): Promise<void> {
  const { items } = await call('GET /api/screening/queue', {});
  // @ts-expect-error the answer is the contract's, whatever the page would like
  items satisfies readonly { readonly colour: string }[];
  // @ts-expect-error no such endpoint
  await call('GET /api/screening/queues', {});
  // @ts-expect-error the endpoint is there, by another method
  await call('POST /api/screening/queue', {});
  // @ts-expect-error a parameter of the address is missing
  await call('GET /api/screening/:id');
  // @ts-expect-error a parameter of another address
  await call('GET /api/screening/:id', { params: { uid: 'a' } });
  // @ts-expect-error no such state
  await call('GET /api/screening/queue', { query: { state: 'LOST' } });
  // @ts-expect-error no such question
  await call('GET /api/screening/queue', { query: { colour: 'red' } });
  // @ts-expect-error the body is missing
  await call('POST /api/devices/:id/confirm', { params: { id: 'a' } });
  // @ts-expect-error the body is missing, of which nothing has to be said: the server wants an empty one
  await call('POST /api/signing/:id/prepare', { params: { id: 'a' } });
  // @ts-expect-error the body of another endpoint
  await call('POST /api/devices/:id/confirm', { params: { id: 'a' }, body: { reason: 'r' } });
  // @ts-expect-error JSON is not octets
  await callForBlob('GET /api/screening/queue', {});
  // @ts-expect-error an endpoint without a body takes none
  ({ body: {} }) satisfies CallOptions<'GET /api/system'>;
}
