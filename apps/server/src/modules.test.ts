import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Modules } from './compose.ts';
import { byRole, rosterOf } from './modules.ts';
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

test('a process without roles of its own is all of them', () => {
  const roster = rosterOf(modules, { config: readConfig({}) });
  assert.equal(roster.served.length, roster.all.length);
  assert.ok(ROLES.every(roster.has));
});
