import assert from 'node:assert/strict';
import { afterEach, mock, test } from 'node:test';
import { request, requestBlob } from './client.ts';
import { ApiProblem } from './problem.ts';

afterEach(() => mock.restoreAll());

const answers = (body: BodyInit) =>
  mock.method(globalThis, 'fetch', async () => new Response(body, { status: 200 }));

/** The head arrives, and then the line is cut. */
const cut = () =>
  new ReadableStream({
    pull(controller) {
      controller.error(new TypeError('network error'));
    },
  });

async function problemOf(call: Promise<unknown>): Promise<ApiProblem> {
  const reason = await call.then(
    () => assert.fail('it was taken for an answer'),
    (why: unknown) => why,
  );
  assert.ok(reason instanceof ApiProblem, String(reason));
  return reason;
}

test('an answer that breaks off is a problem that a page can show, with what to do next', async () => {
  for (const call of [request, requestBlob]) {
    answers(cut());
    const { code, title, next } = await problemOf(call('GET', '/api/session'));
    assert.equal(code, 'network');
    assert.ok(title && next);
    mock.restoreAll();
  }
});

test('an answer that somebody else has given in the place of the server is one, too', async () => {
  answers('<html>Please log in to this network</html>');
  const { code, title, next } = await problemOf(request('GET', '/api/session'));
  assert.equal(code, 'answer-unreadable');
  assert.ok(title && next);
});

test('what the page itself gave up is no problem to be shown', async () => {
  mock.method(globalThis, 'fetch', async () => {
    throw new DOMException('given up', 'AbortError');
  });
  await assert.rejects(request('GET', '/api/session'), { name: 'AbortError' });
});
