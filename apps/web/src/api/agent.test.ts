import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentHost, AgentMessage } from './agent.ts';
import { AgentRefusal, converse } from './agent.ts';

const origin = 'http://agent.example:20001';
const request = {
  kind: 'authenticate',
  statement: 's',
  nonce: 'n'.repeat(43),
  purpose: { ja: 'ログイン', en: 'Log in' },
} as const;

/** A browser with one window that the test plays. */
function play() {
  const sent: { readonly message: unknown; readonly to: string }[] = [];
  const listeners = new Set<(event: AgentMessage) => void>();
  const ticks = new Set<() => void>();
  const leavers = new Set<() => void>();
  const agent = {
    closed: false,
    postMessage: (message: unknown, to: string) => void sent.push({ message, to }),
    close: () => {
      agent.closed = true;
    },
    focus: () => undefined,
  };
  let url = '';
  const host: AgentHost = {
    open: (opened) => {
      url = opened;
      return agent;
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    every: (_, callback) => {
      ticks.add(callback);
      return () => ticks.delete(callback);
    },
    leaving: (callback) => {
      leavers.add(callback);
      return () => leavers.delete(callback);
    },
    newId: () => 'id-1',
  };
  return {
    host,
    agent,
    sent,
    url: () => url,
    say: (data: unknown, from: Partial<AgentMessage> = {}) => {
      for (const listener of [...listeners]) listener({ origin, source: agent, data, ...from });
    },
    tick: () => {
      for (const callback of [...ticks]) callback();
    },
    leave: () => {
      for (const callback of [...leavers]) callback();
    },
    quiet: () => listeners.size === 0 && ticks.size === 0 && leavers.size === 0,
  };
}

test('the request is sent only to the agent’s origin, and only after it is ready', async () => {
  const stage = play();
  const answer = converse(stage.host, origin, request);
  assert.equal(stage.url(), `${origin}/?lang=ja`);
  assert.deepEqual(stage.sent, []);
  stage.say({ mibun: 'ready' });
  assert.deepEqual(stage.sent, [{ message: { mibun: 'request', id: 'id-1', request }, to: origin }]);
  stage.say({ mibun: 'answer', id: 'id-1', ok: true, answer: { certificate: 'c', signature: 's' } });
  assert.deepEqual(await answer, { certificate: 'c', signature: 's' });
  assert.ok(stage.quiet());
});

test('messages from another origin, window or conversation do not count', async () => {
  const stage = play();
  const answer = converse(stage.host, origin, request);
  stage.say({ mibun: 'ready' }, { origin: 'http://evil.example' });
  stage.say({ mibun: 'ready' }, { source: {} });
  stage.say({ mibun: 'ready', extra: 1 }, { origin: `${origin}.evil.example` });
  assert.deepEqual(stage.sent, []);
  stage.say({ mibun: 'ready' });
  stage.say({ mibun: 'answer', id: 'other', ok: true, answer: 'stolen' });
  stage.say('noise');
  stage.say({ mibun: 'question', id: 'id-1', question: { kind: 'certificate' } });
  stage.say({ mibun: 'answer', id: 'id-1', ok: true });
  stage.say({ mibun: 'answer', id: 'id-1', ok: true, answer: 'mine' });
  assert.equal(await answer, 'mine');
});

test('a refusal keeps the agent’s code and words', async () => {
  const stage = play();
  const answer = converse(stage.host, origin, request);
  stage.say({ mibun: 'answer', id: 'id-1', ok: false, code: 'pin-locked', message: 'ロックされています' });
  await assert.rejects(
    answer,
    (error) =>
      error instanceof AgentRefusal && error.code === 'pin-locked' && error.message === 'ロックされています',
  );
});

test('a closed window and a blocked one are refusals of their own', async () => {
  const stage = play();
  const answer = converse(stage.host, origin, request);
  stage.tick();
  stage.agent.close();
  stage.tick();
  await assert.rejects(answer, (error) => error instanceof AgentRefusal && error.code === 'closed');
  assert.ok(stage.quiet());
  const blocked = converse({ ...stage.host, open: () => null }, origin, request);
  await assert.rejects(blocked, (error) => error instanceof AgentRefusal && error.code === 'blocked');
});

test('each side knows of the other: the window’s word is answered, leaving is said, silence is noticed and taken back', async () => {
  const stage = play();
  const seen: string[] = [];
  const answer = converse(stage.host, origin, request, (presence) => seen.push(presence));
  for (let look = 0; look < 20; look += 1) stage.tick();
  assert.deepEqual(seen, ['silent'], 'no agent answers');
  stage.say({ mibun: 'ready' });
  stage.say({ mibun: 'here', id: 'id-1', kind: 'authenticate' });
  assert.deepEqual(stage.sent.at(-1), { message: { mibun: 'here', id: 'id-1' }, to: origin });
  stage.say({ mibun: 'here', id: 'another', kind: 'authenticate' });
  assert.equal(stage.sent.filter(({ message }) => (message as { mibun: string }).mibun === 'here').length, 1);
  for (let look = 0; look < 40; look += 1) stage.tick();
  assert.deepEqual(seen, ['silent', 'present', 'lost'], 'the window has crashed');
  stage.say({ mibun: 'here', id: 'id-1', kind: 'authenticate' });
  assert.equal(seen.at(-1), 'present');
  stage.leave();
  assert.deepEqual(stage.sent.at(-1), { message: { mibun: 'bye', id: 'id-1' }, to: origin });
  stage.say({ mibun: 'answer', id: 'id-1', ok: true, answer: 1 });
  assert.equal(await answer, 1);
  assert.ok(stage.quiet());
});
