import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calledAt, endpointParts } from './endpoint.ts';

test('the name of an endpoint is its method and its path', () => {
  assert.deepEqual(endpointParts('GET /api/devices'), { method: 'GET', path: '/api/devices' });
  assert.deepEqual(endpointParts('POST /api/devices/:id/confirm'), {
    method: 'POST',
    path: '/api/devices/:id/confirm',
  });
});

test('parameters stand in their places, and cannot become another path', () => {
  const { method, path } = calledAt('PUT /api/lots/:lotId/cards/:cardId', {
    lotId: '../../secret?x=1',
    cardId: '見本 1',
  });
  assert.equal(method, 'PUT');
  assert.equal(path, '/api/lots/..%2F..%2Fsecret%3Fx%3D1/cards/%E8%A6%8B%E6%9C%AC%201');
  assert.equal(calledAt('GET /crl/:name/:file', { name: 'a:file', file: 'b' }).path, '/crl/a%3Afile/b');
});
