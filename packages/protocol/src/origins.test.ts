import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOrigin, isOwnMachine, isSecureOrigin } from './origins.ts';

test('an origin is scheme, name and port in lower case and nothing else', () => {
  for (const good of [
    'https://card.example',
    'http://localhost:8700',
    'http://127.0.0.1:1',
    'http://[::1]:9',
  ])
    assert.ok(isOrigin(good), good);
  const wrong = ['', 'card.example', 'localhost:8701', 'https://card.example/', 'https://Card.example'];
  wrong.push('https://card.example:443', 'https://u@card.example', 'ftp://card.example', 'null');
  for (const bad of wrong) assert.ok(!isOrigin(bad), bad);
});

test('what stays on the machine needs no certificate, and a name that only looks like it does', () => {
  const own = [
    'http://localhost:8701',
    'http://agent.localhost',
    'http://127.0.0.1:8701',
    'http://[::1]:8701',
  ];
  for (const origin of own) assert.ok(isOwnMachine(origin) && isSecureOrigin(origin), origin);
  const foreign = ['http://127.evil.example', 'http://localhost.evil.example', 'http://evillocalhost'];
  for (const origin of foreign) assert.ok(!isOwnMachine(origin) && !isSecureOrigin(origin), origin);
  assert.ok(isSecureOrigin('https://card.example') && !isOwnMachine('https://card.example'));
});
