// Plain JavaScript for Node 20 and later: what runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { missingPackages, npmCameToTheEnd, thisMachine } from './install-look.js';
import {
  hintFor,
  NODE_WANTED,
  npmEnvironment,
  npmIsNewEnough,
  npmProgram,
  npmSettings,
  OLDEST_NPM,
  runsMibun,
  runtimePackage,
} from './install-settings.js';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const windows = process.platform === 'win32';
const modules = join(root, 'node_modules');
const bin = join(modules, '.bin');
/** What was found whole: the lockfile, and the Node that ran it. */
const stamp = join(modules, '.installed-lockfile');
const runtime = join(root, 'scripts', 'runtime');

/** Cannot go on; the words are for the person. */
class NotInstalled extends Error {
  /** @param {string} message @param {string} hint */
  constructor(message, hint) {
    super(message);
    this.hint = hint;
  }
}

/**
 * Makes sure that exactly what the lockfile says is there, and looks at it each time: packages can be pruned, and an
 * installation be interrupted, by anybody.
 * @returns {string} the Node that runs Mibun
 */
function installIfNeeded() {
  const node = ownNode() ?? runtimeNode();
  const found = `${hashOf(join(root, 'package-lock.json'))} ${node}`;
  const machine = thisMachine();
  const stamped = existsSync(stamp) && readFileSync(stamp, 'utf8') === found;
  let missing = missingPackages(root, machine);
  // What npm could not install for this machine and may leave out was left out when the stamp was written, too.
  const whole = missing.every(({ optional }) => optional) && programsAreLinked();
  if (stamped && whole && nodeIsLinked(node)) return node;
  rmSync(stamp, { force: true });
  if (missing.length > 0 || !npmCameToTheEnd(root) || troubleRunning(node) !== undefined) {
    console.error('mibun: installing packages (once; a minute or two)');
    npm(node, root, ['ci', '--workspaces=true', '--include-workspace-root=true']);
    missing = missingPackages(root, machine).filter(({ optional }) => !optional);
    if (missing.length > 0) {
      throw new NotInstalled(
        `npm has left out ${missing.length} packages, ${missing[0]?.path} among them`,
        'an .npmrc of yours may say so (npm config ls); run the same command with npm_config_userconfig=/dev/null',
      );
    }
    const trouble = troubleRunning(node);
    if (trouble !== undefined) {
      throw new NotInstalled(trouble, 'remove the folder node_modules, then run the same command again');
    }
  }
  if (!existsSync(join(modules, 'pkcs11js', 'build', 'Release', 'pkcs11.node'))) buildForHsm(node);
  linkNode(node);
  writeFileSync(stamp, found);
  return node;
}

/** The person's own Node, if it can run Mibun: nothing else is fetched then. */
function ownNode() {
  return runsMibun(process.versions.node) ? process.execPath : undefined;
}

/** The Node that Mibun brings for who has none of its age. It comes from a package of its own, without a script. */
function runtimeNode() {
  const name = runtimePackage(process.platform, process.arch);
  const node = join(runtime, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node');
  const isThere = () =>
    !missingPackages(runtime, thisMachine()).some(({ path }) => path === `node_modules/${name}`) &&
    runsMibun(versionOf(node));
  if (isThere()) return node;
  console.error(
    `mibun: Node ${NODE_WANTED} is needed and this is ${process.versions.node}: fetching one for Mibun alone`,
  );
  npm(process.execPath, runtime, ['ci']);
  if (isThere()) {
    // A third of it that nothing here reads.
    for (const part of ['include/node/openssl', 'share']) {
      rmSync(join(dirname(dirname(node)), part), { recursive: true, force: true });
    }
    return node;
  }
  throw new NotInstalled(
    `there is no package with Node ${NODE_WANTED} that runs on ${process.platform}-${process.arch}`,
    `install Node ${NODE_WANTED} or later from https://nodejs.org, then run the same command again`,
  );
}

/** @param {string} node */
function versionOf(node) {
  return spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8', timeout: 60_000 }).stdout ?? '';
}

/**
 * Runs npm under the Node that will use the packages, so that it chooses what suits that one.
 * @param {string} node
 * @param {string} folder
 * @param {readonly string[]} args
 */
function npm(node, folder, args) {
  const result = callNpm(node, folder, [...args, ...npmSettings(process)]);
  if (result.status === 0) return;
  if (result.error !== undefined && !('code' in result.error && result.error.code === 'ETIMEDOUT')) {
    throw new NotInstalled('npm was not found', 'npm comes with Node: https://nodejs.org');
  }
  const { stdout: version } = callNpm(node, folder, ['--version']);
  if (/^\d+\.\d+\.\d+/.test(version ?? '') && !npmIsNewEnough(version)) {
    throw new NotInstalled(
      `npm ${version.trim()} is too old; Mibun needs ${OLDEST_NPM} or later`,
      'npm install --global npm@latest, then run the same command again',
    );
  }
  const output = `${result.stdout}${result.stderr}`.trim();
  console.error(output.split('\n').slice(-20).join('\n'));
  throw new NotInstalled('the packages could not be installed', hintFor(output));
}

/**
 * @param {string} node
 * @param {string} folder
 * @param {readonly string[]} args
 * @param {Record<string, string>} more of the environment
 */
function callNpm(node, folder, args, more = {}) {
  const program = npmProgram(process.env);
  const env = { ...npmEnvironment(process.env), ...more };
  const path = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  env[path] = [dirname(node), env[path] ?? ''].join(delimiter);
  const [command, first] = program === undefined ? [windows ? 'npm.cmd' : 'npm', []] : [node, [program]];
  return spawnSync(command, [...first, ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 2 ** 26,
    shell: program === undefined && windows,
    timeout: 30 * 60_000,
    killSignal: 'SIGKILL',
  });
}

/** The one package that is compiled: the way to an HSM. Who has no compiler does without; it is asked for when it is used. */
function buildForHsm(/** @type {string} */ node) {
  const settings = npmSettings(process).filter((setting) => !setting.startsWith('--ignore-scripts'));
  // The headers that came with Node, where they did; else they are fetched.
  const home = dirname(dirname(node));
  const headers = existsSync(join(home, 'include', 'node', 'node_api.h')) ? { npm_config_nodedir: home } : {};
  const result = callNpm(node, root, ['rebuild', 'pkcs11js', ...settings, '--ignore-scripts=false'], headers);
  if (result.status !== 0)
    console.error('mibun: without a C++ compiler and Python keys cannot be kept in an HSM; all else works');
}

/**
 * Whether what was installed runs: each program that is called, and each library with a part for this machine alone.
 * @param {string} node
 * @returns {string | undefined}
 */
function troubleRunning(node) {
  const tries = [
    ['Node', ['-e', `process.exit(Number(process.versions.node.split('.')[0]) >= ${NODE_WANTED} ? 0 : 1)`]],
    ['tsc', [join(modules, 'typescript', 'bin', 'tsc'), '--version']],
    ['vite', [join(modules, 'vite', 'bin', 'vite.js'), '--version']],
    ['biome', [join(modules, '@biomejs', 'biome', 'bin', 'biome'), '--version']],
    ['sharp', ['--input-type=module', '-e', "await import('sharp')"]],
  ];
  for (const [name, args] of /** @type {[string, string[]][]} */ (tries)) {
    const { status, error } = spawnSync(node, args, {
      cwd: root,
      stdio: 'ignore',
      timeout: 120_000,
      killSignal: 'SIGKILL',
    });
    if (status !== 0) return `${name} does not run${error ? `: ${error.message}` : ''}`;
  }
  return programsAreLinked() ? undefined : `the programs in ${bin} are missing`;
}

function programsAreLinked() {
  return ['tsc', 'vite', 'biome'].every((name) => existsSync(join(bin, windows ? `${name}.cmd` : name)));
}

/** `node_modules/.bin/node` is the Node that runs Mibun, for every script and person that calls it by this path. */
function linkNode(/** @type {string} */ node) {
  if (windows || nodeIsLinked(node)) return;
  mkdirSync(bin, { recursive: true });
  rmSync(join(bin, 'node'), { force: true });
  symlinkSync(node, join(bin, 'node'));
  const version = versionOf(node).trim();
  console.error(`mibun: runs on Node ${version} (${node === process.execPath ? 'your own' : 'its own'})`);
}

function nodeIsLinked(/** @type {string} */ node) {
  if (windows) return true;
  try {
    return (
      lstatSync(join(bin, 'node')).isSymbolicLink() && realpathSync(join(bin, 'node')) === realpathSync(node)
    );
  } catch {
    return false;
  }
}

function hashOf(/** @type {string} */ file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/**
 * Runs a TypeScript program of the project under Node 24; ends with its exit code. Who stops this process means the
 * program: Ctrl-C reaches it by the terminal, everything else is passed on.
 * @param {string} program
 * @param {readonly string[]} args
 */
export function run(program, args) {
  const node = nodeToRun();
  const child = spawn(node, [join(root, program), ...args], {
    cwd: process.cwd(),
    stdio: 'inherit',
    env: { ...process.env, PATH: [bin, dirname(node), process.env.PATH ?? ''].join(delimiter) },
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) => {
    console.error(`mibun: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

function nodeToRun() {
  try {
    return installIfNeeded();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    console.error(`mibun: ${error.message}`);
    console.error(
      `hint: ${error instanceof NotInstalled ? error.hint : 'this folder must belong to you, and be writable'}`,
    );
    return process.exit(1);
  }
}
