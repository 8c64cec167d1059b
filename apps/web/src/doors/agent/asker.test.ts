import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AskerMessage } from './asker.ts';
import { meetAsker } from './asker.ts';

const PAGE = 'http://localhost:8700';
const request = {
  kind: 'authenticate',
  statement: 'ログインします',
  nonce: 'n'.repeat(43),
  purpose: { ja: 'ログイン', en: 'Log in' },
};

function stage() {
  const posted: { readonly message: unknown; readonly to: string }[] = [];
  const opener = { postMessage: (message: unknown, to: string) => void posted.push({ message, to }) };
  let listener: (event: AskerMessage) => void = () => {};
  const listen = (given: typeof listener) => {
    listener = given;
  };
  let beat = () => {};
  const every = (_: number, callback: () => void) => {
    beat = callback;
  };
  const asker = meetAsker({ opener, listen, every });
  assert.ok(asker);
  const send = (data: unknown, origin = PAGE, source: unknown = opener) => listener({ data, origin, source });
  return { asker, posted, send, beat: () => beat() };
}

test('without an opener there is nobody to answer', () => {
  assert.equal(meetAsker({ opener: null, listen: () => {} }), undefined);
});

test('the first message says only that the agent is ready; the answer goes to the asking origin alone', async () => {
  const { asker, posted, send } = stage();
  assert.deepEqual(posted, [{ message: { mibun: 'ready' }, to: '*' }]);
  send({ mibun: 'request', id: 'a', request });
  assert.deepEqual(await asker.asked, { origin: PAGE, request });
  asker.answer({ certificate: 'MII=', signature: 'x' });
  assert.deepEqual(posted[1], {
    message: { mibun: 'answer', id: 'a', ok: true, answer: { certificate: 'MII=', signature: 'x' } },
    to: PAGE,
  });
});

test('messages of other windows, and a second request, do not count', async () => {
  const { asker, send } = stage();
  send({ mibun: 'request', id: 'evil', request }, 'https://evil.example', {});
  send({ mibun: 'request', id: 'a', request });
  send({ mibun: 'request', id: 'b', request }, 'https://evil.example');
  assert.equal((await asker.asked)?.origin, PAGE);
});

test('a page without an origin, or a malformed request, is refused', async () => {
  const local = stage();
  local.send({ mibun: 'request', id: 'a', request }, 'null');
  assert.equal(await local.asker.asked, undefined);
  const malformed = stage();
  malformed.send({ mibun: 'request', id: 'a', request: { kind: 'authenticate' } });
  assert.equal(await malformed.asker.asked, undefined);
});

test('the window learns that the page that asked is gone: by its word, or because it answers no more', async () => {
  const { asker, posted, send, beat } = stage();
  const away: boolean[] = [];
  asker.onAway((now) => away.push(now));
  beat();
  assert.equal(posted.length, 1, 'nobody has asked yet');
  send({ mibun: 'request', id: 'a', request });
  for (let turn = 0; turn < 10; turn += 1) {
    beat();
    send({ mibun: 'here', id: 'a' });
  }
  assert.deepEqual(posted.at(-1), { message: { mibun: 'here', id: 'a', kind: 'authenticate' }, to: PAGE });
  send({ mibun: 'bye', id: 'b' });
  send({ mibun: 'bye', id: 'a' }, 'https://evil.example');
  assert.deepEqual(away, []);
  for (let turn = 0; turn < 4; turn += 1) beat();
  assert.deepEqual(away, [true]);
  send({ mibun: 'here', id: 'a' });
  send({ mibun: 'bye', id: 'a' });
  assert.deepEqual(away, [true, false, true]);
});

test('a page that has its answer may go', async () => {
  const { asker, send, beat } = stage();
  const away: boolean[] = [];
  asker.onAway((now) => away.push(now));
  send({ mibun: 'request', id: 'a', request });
  await asker.asked;
  asker.answer({ certificate: 'MII=', signature: 'x' });
  for (let turn = 0; turn < 9; turn += 1) beat();
  send({ mibun: 'bye', id: 'a' });
  assert.deepEqual(away, []);
});
