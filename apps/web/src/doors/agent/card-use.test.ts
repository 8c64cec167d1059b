import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WalletCard } from '@mibun/protocol';
import { isExpired, whyNot } from './card-use.ts';

const facts = {
  municipality: '99101',
  expiry: '2999-02-17',
  certificates: { authentication: true, signature: true },
  triesLeft: { signature: 5, authentication: 3, registry: 3, text: 3 },
};
const card = (changed: Partial<typeof facts> = {}): WalletCard => ({
  serial: '900000000000017',
  facts: { ...facts, ...changed },
});

test('a card is offered for what its certificates and its tries allow', () => {
  assert.equal(whyNot(card(), 'authenticate'), undefined);
  assert.equal(whyNot(card(), 'sign'), undefined);
  const child = card({ certificates: { authentication: true, signature: false } });
  assert.equal(whyNot(child, 'authenticate'), undefined);
  assert.equal(whyNot(child, 'sign'), 'noSignature');
  const locked = card({ triesLeft: { ...facts.triesLeft, authentication: 0 } });
  assert.equal(whyNot(locked, 'authenticate'), 'locked');
  assert.equal(whyNot(locked, 'sign'), undefined);
  assert.equal(whyNot(card({ expiry: '2020-01-01' }), 'sign'), 'expired');
});

test('a card that an open window holds can be taken over; one that cannot be read is not offered', () => {
  assert.equal(whyNot({ serial: '900000000000017', trouble: 'in-use' }, 'sign'), undefined);
  assert.equal(whyNot({ serial: '900000000000017', trouble: 'unreadable' }, 'sign'), 'unreadable');
});

test('a card of another kind, or one that another program has, says so', () => {
  const reader = 'Reader 00 00';
  assert.equal(whyNot({ serial: 'reader:1', reader, trouble: 'foreign' }, 'authenticate'), 'foreign');
  assert.equal(whyNot({ serial: 'reader:1', reader, trouble: 'reader-in-use' }, 'sign'), 'readerInUse');
});

test('a card is good until the end of its last day in Japan', () => {
  const lastDay = card({ expiry: '2026-11-22' });
  assert.equal(isExpired(lastDay, new Date('2026-11-22T14:59:59Z')), false);
  assert.equal(isExpired(lastDay, new Date('2026-11-22T15:00:00Z')), true);
});
