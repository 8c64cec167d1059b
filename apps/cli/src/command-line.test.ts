import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';

// The command line as a stranger meets it: a process of its own, its two streams and its exit code.

interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const MAIN = join(import.meta.dirname, 'main.ts');

/** Runs `mibun` with nothing of Mibun in its environment, in an empty folder, which is looked at afterwards. */
async function mibun(
  t: TestContext,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Said & { readonly folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'mibun-cli-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const own = Object.entries(process.env).filter(([name]) => !/^(MIBUN_|DATABASE_URL$|NODE_TEST)/.test(name));
  const env = { ...Object.fromEntries(own), ...environment };
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, ...args], { cwd: folder, env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr, folder });
    });
  });
}

test('mibun --help says on stdout what there is, and succeeds', async (t) => {
  const { code, stdout, stderr } = await mibun(t, ['--help']);
  assert.equal(code, 0);
  assert.equal(stderr, '');
  assert.match(stdout, /^Usage: mibun /);
  for (const command of ['start', 'scenario', 'agent', 'help'])
    assert.match(stdout, new RegExp(`^ {2}${command}\\b`, 'm'));
  assert.match(stdout, /demo mode unless\s+MIBUN_MODE=production/);
});

test('help of a command names its options and their defaults', async (t) => {
  const { code, stdout } = await mibun(t, ['start', '--help']);
  assert.equal(code, 0);
  assert.match(stdout, /--data <folder>.*\.\/data/);
  assert.match(stdout, /--port <number>.*8700/);
});

test('mibun --version is the version of the package', async (t) => {
  const { code, stdout } = await mibun(t, ['--version']);
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'));
  assert.deepEqual([code, stdout], [0, `${version}\n`]);
});

test('mibun without a command shows the help on stderr and fails', async (t) => {
  const { code, stdout, stderr } = await mibun(t, []);
  assert.deepEqual([code, stdout], [1, '']);
  assert.match(stderr, /^Usage: mibun /);
});

const MISTAKES: readonly (readonly [string, readonly string[], RegExp])[] = [
  ['an unknown command', ['strat'], /^error: unknown command 'strat'\n\(Did you mean start\?\)\n/],
  [
    'an unknown option',
    ['start', '--prot', '1'],
    /^error: unknown option '--prot'\n\(Did you mean --port\?\)\n/,
  ],
  ['an argument too many', ['start', 'now'], /^error: too many arguments for 'start'/],
  ['an option without its value', ['start', '--data'], /^error: option '--data <folder>' argument missing\n/],
];
for (const [name, args, words] of MISTAKES) {
  test(`${name} is one calm line and a hint on stderr`, async (t) => {
    const { code, stdout, stderr } = await mibun(t, args);
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, words);
    assert.match(stderr, /\nhint: mibun --help lists the commands\n$/);
    assert.doesNotMatch(stderr, /^ {4}at /m, 'no stack trace');
  });
}

test('production refuses on stderr everything that is missing, says nothing on stdout and leaves nothing behind', async (t) => {
  const { code, stdout, stderr, folder } = await mibun(t, ['start'], { MIBUN_MODE: 'production' });
  assert.deepEqual([code, stdout], [1, '']);
  const [headline, ...lines] = stderr.trimEnd().split('\n');
  assert.equal(headline, 'mibun: the configuration is not fit for production:');
  assert.equal(lines.pop(), 'hint: put all of these right and start again; nothing was started');
  assert.deepEqual(
    lines.map((line) => /^ {2}- (\w+) is missing[:,] /.exec(line)?.[1]),
    [
      'DATABASE_URL',
      'MIBUN_CUSTODY_PASSPHRASE',
      'MIBUN_SMTP_URL',
      'MIBUN_ORIGIN',
      'MIBUN_TRUSTED_PROXIES',
      'MIBUN_AGENT_ORIGIN',
      'MIBUN_COUNTRY',
      'MIBUN_CEREMONIES',
      'MIBUN_CEREMONY_OPERATORS',
      'MIBUN_DATA',
      'MIBUN_LETTERS',
    ],
  );
  assert.ok(!existsSync(join(folder, 'data')), 'nothing was started');
});

test('an option counts like the variable that it stands for', async (t) => {
  const { stderr } = await mibun(t, ['start', '--data', 'somewhere'], { MIBUN_MODE: 'production' });
  assert.doesNotMatch(stderr, /MIBUN_DATA/);
  assert.match(stderr, /MIBUN_ORIGIN/);
});

test('help of the agent says how it is started, and what its options stand for', async (t) => {
  const { code, stdout, stderr } = await mibun(t, ['agent', '--help']);
  assert.deepEqual([code, stderr], [0, '']);
  assert.match(stdout, /mibun agent --server https:/);
  const options = [
    'server',
    'port',
    'origin',
    'certificate',
    'key',
    'reader',
    'site',
    'other-sites',
    'remember',
  ];
  for (const option of options) assert.match(stdout, new RegExp(`^ {2}--${option} <`, 'm'));
  assert.match(stdout, /docs\/operate\/agent\.md/);
});

test('an agent with wrong settings is refused with all of them at once, and starts nothing', async (t) => {
  const wrong = ['--port', 'x', '--origin', 'http://agent.example', '--site', 'bank.example'];
  const { code, stdout, stderr } = await mibun(t, ['agent', ...wrong], { MIBUN_AGENT_OTHER_SITES: 'no' });
  assert.deepEqual([code, stdout], [1, '']);
  const [headline, ...lines] = stderr.trimEnd().split('\n');
  assert.equal(headline, 'mibun: the agent cannot be started like this:');
  assert.match(lines.pop() ?? '', /^hint: put all of these right/);
  assert.deepEqual(
    lines.map((line) => /^ {2}- (\w+ \(--[\w-]+\))/.exec(line)?.[1]),
    [
      'MIBUN_ORIGIN (--server)',
      'MIBUN_AGENT_PORT (--port)',
      'MIBUN_AGENT_SITES (--site)',
      'MIBUN_AGENT_OTHER_SITES (--other-sites)',
      'MIBUN_AGENT_ORIGIN (--origin)',
    ],
  );
});

test('a port and a mode that do not exist are refused before anything is started', async (t) => {
  const { code, stdout, stderr, folder } = await mibun(t, ['start', '--port', 'http'], {
    MIBUN_MODE: 'prod',
  });
  assert.deepEqual([code, stdout], [1, '']);
  assert.equal(
    stderr,
    [
      'mibun: the configuration cannot be used:',
      '  - MIBUN_MODE is demo or production, not "prod"',
      '  - MIBUN_PORT (--port) is a number up to 65532, not "http"',
      'hint: put all of these right and start again; nothing was started',
      '',
    ].join('\n'),
  );
  assert.ok(!existsSync(join(folder, 'data')));
});
