// Fresh copies of the project, installed under other people's settings. Packages come from npm's cache where it has them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../scripts/steps.ts';

/** Everything that npm knows and somebody may have set for reasons of another project. */
const UNKIND = `
omit[]=dev
omit[]=optional
omit[]=peer
production=true
optional=false
ignore-scripts=true
strict-allow-scripts=true
engine-strict=true
package-lock=false
save=false
dry-run=true
workspaces=false
install-strategy=linked
install-links=true
bin-links=false
legacy-peer-deps=true
prefix=/nowhere
os=win32
cpu=arm64
loglevel=silly
audit=true
fund=true
json=true
`;

/** Words that a person reads as trouble. */
const TROUBLE = /EBADENGINE|npm (?:warn|error)|deprecated|\n\s+at .+:\d+:\d+|hint:/i;

const home = mkdtempSync(join(tmpdir(), 'mibun-install-'));
const copy = join(home, 'mibun');
/** The Node that people have; where it is of Mibun's age, nothing is brought along. */
const around = realpathSync(
  spawnSync('node', ['-p', 'process.execPath'], {
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, PATH: (process.env.PATH ?? '').replaceAll(/[^:]*node_modules[^:]*:?/g, '') },
  }).stdout.trim(),
);

before(() => {
  const { stdout } = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
    timeout: 60_000,
  });
  for (const path of stdout.split('\0')) {
    if (path === '' || !existsSync(join(root, path))) continue;
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(join(root, path), join(copy, path));
  }
  writeFileSync(join(home, 'unkind.npmrc'), UNKIND);
});
after(() => rmSync(home, { recursive: true, force: true }));

function mibun(settings: Readonly<Record<string, string>> = {}, node = around) {
  const environment = Object.entries(process.env).filter(
    ([name]) => !/^npm_|^NODE_/i.test(name) || /^npm_config_(registry|cache|cafile)$/i.test(name),
  );
  const { status, stdout, stderr } = spawnSync(node, ['scripts/mibun.js', '--version'], {
    cwd: copy,
    encoding: 'utf8',
    timeout: 15 * 60_000,
    killSignal: 'SIGKILL',
    env: {
      ...Object.fromEntries(environment),
      PATH: `${dirname(node)}:${(process.env.PATH ?? '').replaceAll(/[^:]*node_modules[^:]*:?/g, '')}`,
      ...settings,
    },
  });
  return { status, stdout: stdout.trim(), stderr };
}

function assertWhole({ status, stdout, stderr }: ReturnType<typeof mibun>): void {
  assert.equal(status, 0, stderr);
  assert.equal(stdout, '0.1.0');
  assert.doesNotMatch(stderr, TROUBLE);
  for (const [program, says] of [
    ['node', /^v2[4-9]\./],
    ['tsc', /^Version /],
    ['vite', /^vite\//],
    ['biome', /^Version: /],
  ] as const) {
    const path = `${join(copy, 'node_modules/.bin')}:${process.env.PATH}`;
    const result = spawnSync(join(copy, 'node_modules/.bin', program), ['--version'], {
      encoding: 'utf8',
      timeout: 120_000,
      env: { ...process.env, PATH: path },
    });
    assert.match(result.stdout, says, `${program} ${result.stderr}`);
  }
  assert.ok(
    existsSync(join(copy, 'node_modules/pkcs11js/build/Release/pkcs11.node')),
    'the way to an HSM is built',
  );
}

test('a fresh copy installs under every unkind setting of an .npmrc, without a word of trouble', () => {
  assertWhole(mibun({ npm_config_userconfig: join(home, 'unkind.npmrc') }));
});

test('an installation that is there is left alone, in silence', () => {
  assert.deepEqual(mibun({ NODE_ENV: 'production', npm_config_omit: 'dev' }), {
    status: 0,
    stdout: '0.1.0',
    stderr: '',
  });
});

test('packages that somebody pruned come back with the next command', () => {
  rmSync(join(copy, 'node_modules/vite'), { recursive: true });
  rmSync(join(copy, 'node_modules/.bin/biome'));
  assertWhole(
    mibun({ NODE_ENV: 'production', npm_config_omit: 'dev optional', NPM_CONFIG_ENGINE_STRICT: 'true' }),
  );
});

test('a failed installation says what to do; a Node of its age heals it, fetches no other, and is named', () => {
  rmSync(join(copy, 'node_modules'), { recursive: true });
  const failed = mibun({
    npm_config_registry: 'http://127.0.0.1:9/',
    npm_config_cache: join(home, 'empty'),
    npm_config_fetch_retries: '0',
  });
  assert.equal(failed.status, 1);
  assert.match(failed.stderr, /^mibun: the packages could not be installed\nhint: check the network/m);
  assert.doesNotMatch(failed.stderr, /\n\s+at .+:\d+:\d+/);
  const own = join(home, 'own/bin/node');
  mkdirSync(dirname(own), { recursive: true });
  cpSync(realpathSync(process.execPath), own);
  const runtime = join(copy, 'scripts/runtime/node_modules');
  rmSync(runtime, { recursive: true, force: true });
  const result = mibun({ NODE_ENV: 'production' }, own);
  assertWhole(result);
  assert.match(result.stderr, /runs on Node 2[4-9]\.\d+\.\d+ \(your own\)/);
  assert.ok(!existsSync(runtime), 'nothing was fetched');
});

test('a Node without npm is told where npm comes from', () => {
  rmSync(join(copy, 'node_modules'), { recursive: true });
  const { status, stderr } = mibun({ PATH: join(home, 'own/bin') }, join(home, 'own/bin/node'));
  assert.equal(status, 1);
  assert.match(stderr, /mibun: npm was not found\nhint: npm comes with Node/);
});
