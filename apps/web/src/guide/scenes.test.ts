import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { SCENES } from '@mibun/demo/schemas/life';
import { doors } from '../doors.ts';
import { castFor } from './demo-cast.ts';
import { addressOf, sceneIn, scenes } from './scenes.ts';

test('every scene that the server tells has its place, in the same order', () => {
  assert.deepEqual(
    scenes.map(({ id }) => id),
    SCENES,
  );
});

test('every scene is a page of its door', () => {
  for (const { id, door, path } of scenes) {
    const { path: base } = doors[door];
    assert.ok(path === base || path.startsWith(`${base}/`), id);
    const page = path.slice(base.length + 1);
    if (page === '') continue;
    const folder = join(import.meta.dirname, '../doors', door);
    const sources = globSync('**/*.tsx', { cwd: folder }).map((file) =>
      readFileSync(join(folder, file), 'utf8'),
    );
    const route = new RegExp(`path[=:]\\s*[{'"]+${page}(?:/\\*)?[}'"]`);
    assert.ok(
      sources.some((source) => route.test(source)),
      `${id}: ${path}`,
    );
  }
});

test('an address tells its scene, and nothing else is taken for one', () => {
  for (const scene of scenes) {
    const { search } = new URL(addressOf(scene), 'http://localhost');
    assert.equal(sceneIn(search), scene.id);
  }
  assert.equal(sceneIn('?scene=epilogue'), undefined);
  assert.equal(sceneIn(''), undefined);
});

test('two scenes behind one door have two people in them', () => {
  const name = (scene: Parameters<typeof castFor>[2], path: string) =>
    castFor(['card-operator'], path, scene)?.name.en;
  assert.match(name('screen', '/operator') ?? '', /Nozomi/);
  assert.match(name('produce', '/operator/screening') ?? '', /Takumi/);
  assert.match(castFor(['clerk', 'supervisor'], '/office', 'replace')?.name.en ?? '', /Susumu/);
  assert.match(castFor(['clerk', 'supervisor'], '/office')?.name.en ?? '', /Naoko/);
});
