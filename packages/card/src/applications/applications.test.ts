import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toHex } from '../bytes.ts';
import { AIDS, APPLICATION_LIST, FILES } from './index.ts';

test('CHIP-01 the names of the applications', () => {
  assert.deepEqual(Object.fromEntries(Object.entries(AIDS).map(([name, aid]) => [name, toHex(aid)])), {
    'card-manager': 'A0000001510000',
    jpki: 'D392F000260100000001',
    text: 'D3921000310001010408',
    visual: 'D3921000310001010402',
    juki: 'D3921000310001010401',
    common: 'D3921000310001010100',
  });
});

test('§1.4 every EF id has a short EF id, and no id is used twice in an application', () => {
  for (const { name, files } of APPLICATION_LIST) {
    const ids = Object.values(files).map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length, name);
    if (name === 'card-manager') continue;
    for (const id of ids) assert.ok(id >= 0x01 && id <= 0x1e, `${name} ${id}`);
  }
});

test('access rights name credentials of the same application', () => {
  for (const { name, files } of APPLICATION_LIST) {
    const credentials = Object.values(files)
      .filter(({ kind }) => kind === 'credential')
      .map(({ id }) => id);
    for (const file of Object.values(files)) {
      const access = file.kind === 'key' ? file.use : 'read' in file ? file.read : 'free';
      if (typeof access === 'string') continue;
      for (const id of access) assert.ok(credentials.includes(id), `${name} ${file.id}`);
    }
  }
});

test('CHIP-02 CHIP-03 CHIP-04 ids that clients know', () => {
  assert.equal(FILES.jpki.signatureCertificate, 0x0001);
  assert.equal(FILES.jpki.authenticationKey, 0x0017);
  assert.equal(FILES.jpki.signaturePassword, 0x001b);
  assert.equal(FILES.text.attributes, 0x0002);
  assert.equal(FILES.text.pin, 0x0011);
  assert.equal(FILES.visual.face, 0x0002);
  assert.equal(FILES.visual.codeB, 0x0012);
});
