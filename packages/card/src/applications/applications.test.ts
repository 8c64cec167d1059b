import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toHex } from '../bytes.ts';
import { COMMANDS } from '../commands/table.ts';
import { GENERATION_1 } from '../profiles/generation-1.ts';
import { PROFILES } from '../profiles/index.ts';
import type { FileDefinition } from './definition.ts';
import { AIDS, FILES } from './index.ts';

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

for (const { name: profile, applications, certificates, roles } of PROFILES) {
  test(`§1.4 every EF id has a short EF id, and none is used twice in an application: ${profile}`, () => {
    for (const { name, files } of applications) {
      const ids = Object.values(files).map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length, name);
      for (const { id, kind } of Object.values(files)) {
        assert.ok(kind === 'object' || (id >= 0x01 && id <= 0x1e), `${name} ${id}`);
      }
    }
  });

  test(`access rights name credentials of the same application: ${profile}`, () => {
    for (const { name, files } of applications) {
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

  test(`names, AIDs and issuer codes tell the applications apart: ${profile}`, () => {
    for (const distinct of [
      applications.map(({ name }) => name),
      applications.map(({ aid }) => toHex(aid)),
      applications.map(({ issuerCode }) => issuerCode),
    ]) {
      assert.equal(new Set<unknown>(distinct).size, applications.length);
    }
  });

  test(`the keys behind the certificates are of the certificates’ kind: ${profile}`, () => {
    const keys = applications.flatMap(({ files }) =>
      Object.values<FileDefinition>(files).filter((file) => file.kind === 'key' && file.onlyWhenActive),
    );
    assert.equal(keys.length, 2);
    for (const key of keys) assert.equal(key.kind === 'key' && key.algorithm, certificates.key);
  });

  test(`every role is a file of the card: ${profile}`, () => {
    for (const [role, places] of Object.entries(roles)) {
      for (const { application, id } of places) {
        const files = applications.find(({ name }) => name === application)?.files ?? {};
        assert.ok(
          Object.values(files).some((file) => file.id === id),
          role,
        );
      }
    }
  });
}

test('every application of generation 1 says what it does with every command of the chip', () => {
  const names = new Set(COMMANDS.map(({ name }) => name));
  for (const { name, commands } of GENERATION_1.applications) {
    assert.deepEqual(new Set(Object.keys(commands)), names, name);
  }
});

test('a command that an application answers is one the chip can carry out', () => {
  const can = new Set<string>(COMMANDS.filter(({ run }) => run).map(({ name }) => name));
  for (const { applications } of PROFILES) {
    for (const { name, commands } of applications) {
      for (const [command, answer] of Object.entries(commands)) {
        if (answer === 'answers') assert.ok(can.has(command), `${name} ${command}`);
      }
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
