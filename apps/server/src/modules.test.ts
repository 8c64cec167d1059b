import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { test } from 'node:test';
import type { Modules } from './compose.ts';
import { byRole, rosterOf, SERVED_BY } from './modules.ts';
import { ROLES, readConfig } from './platform/index.ts';

const module = (name: string) => ({ routes: () => void name });
const modules = {
  residents: module('residents'),
  status: module('status'),
  production: module('production'),
  counter: module('counter'),
  signing: module('signing'),
} as unknown as Modules;
const servedBy = (...roles: (typeof ROLES)[number][]) =>
  rosterOf(modules, { config: { ...readConfig({}), roles: new Set(roles) } }).served;

test('every module is served by the process of its role, and by that alone', () => {
  for (const { module, role } of byRole(modules)) {
    for (const other of ROLES) assert.equal(servedBy(other).includes(module), other === role);
  }
  assert.deepEqual(servedBy('work'), []);
});

test('a module is served by the process of its zone', () => {
  const kebab = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const zoneOf = (name: string) =>
    globSync(`*/${kebab(name)}/index.ts`, { cwd: import.meta.dirname })[0]?.split('/')[0];
  for (const [name, role] of Object.entries(SERVED_BY)) {
    const zone = zoneOf(name);
    assert.equal(role, zone === 'operation' ? 'office' : zone, name);
  }
});

test('a process without roles of its own is all of them', () => {
  const roster = rosterOf(modules, { config: readConfig({}) });
  assert.equal(roster.served.length, roster.all.length);
  assert.ok(ROLES.every(roster.has));
});
