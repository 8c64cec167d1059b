import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeApplicationId } from '@mibun/rules';
import { applicationIdIn, broughtBy } from './address.ts';

const id = makeApplicationId('104826553199772044183');
const token = 'k3Qz_kd8-29dkQQfj3920dkfjA';

test('APP-01 the address of a form’s QR code brings its ID', () => {
  assert.deepEqual(broughtBy('/apply', `#id=${id}`), { kind: 'form', applicationId: id });
  assert.deepEqual(broughtBy('/apply/', `#id=${id}`), { kind: 'form', applicationId: id });
});

test('APP-05 an ID with a wrong check digit is not taken over', () => {
  const wrong = `${id.slice(0, 22)}${(Number(id[22]) + 1) % 10}`;
  assert.equal(broughtBy('/apply', `#id=${wrong}`), undefined);
  assert.equal(applicationIdIn(`https://mihon.example/apply#id=${wrong}`), undefined);
});

test('CH-SP a personal link brings its token, and nothing else counts as one', () => {
  assert.deepEqual(broughtBy('/apply/continue', `#${token}`), { kind: 'link', token });
  for (const hash of ['', '#', '#main', '#applicationId', `#id=${id}&x`, `#${token}/x`])
    assert.equal(broughtBy('/apply/continue', hash), undefined, hash);
  assert.equal(broughtBy('/apply', '#main'), undefined);
  assert.equal(broughtBy('/apply/status', `#id=${id}`), undefined);
});

test('a QR code is a form’s address or its digits', () => {
  assert.equal(applicationIdIn(`https://mihon.example:8700/apply#id=${id}`), id);
  assert.equal(applicationIdIn(id), id);
  for (const text of ['https://mihon.example/', 'WIFI:S:x;;', '', `https://mihon.example/x#id=${id}`])
    assert.equal(applicationIdIn(text), undefined, text);
});
