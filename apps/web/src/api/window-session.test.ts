import assert from 'node:assert/strict';
import { test } from 'node:test';
import { windowSession } from './window-session.ts';

test('a window belongs to the session it was opened in, until that one has ended here', () => {
  const own = windowSession();
  assert.equal(own.isOfAnother('b'), false, 'nobody was logged in yet');
  own.belongsTo({ id: 'a', name: '窓口 直子' });
  assert.deepEqual(
    [own.id(), own.name(), own.isOfAnother('a'), own.isOfAnother('b')],
    ['a', '窓口 直子', false, true],
  );
  own.belongsTo(undefined);
  assert.equal(own.isOfAnother('b'), false, 'logged out: whoever logs in now may');
});

test('a window that was overtaken says so to those who show it, for good', () => {
  const own = windowSession();
  own.belongsTo({ id: 'a', name: 'n' });
  let heard = 0;
  const stop = own.listen(() => heard++);
  own.isOvertaken();
  stop();
  own.isOvertaken();
  assert.deepEqual([heard, own.overtaken(), own.id()], [1, true, 'a']);
});
