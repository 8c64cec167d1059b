// Decisions of the installer that touch nothing: which Node, which npm, and what is asked of it.
import { basename } from 'node:path';

/** Mibun's programs are TypeScript that Node runs as it is. */
export const NODE_WANTED = 24;
/** The npm that came with the first Node 20. */
export const OLDEST_NPM = '9.6.0';

/** @param {string} version @returns {boolean} */
export function runsMibun(version) {
  return Number(version.split('.')[0]) >= NODE_WANTED;
}

/** @param {string} version @returns {boolean} */
export function npmIsNewEnough(version) {
  const parts = version.trim().split('.').map(Number);
  for (const [index, least] of OLDEST_NPM.split('.').map(Number).entries()) {
    const part = parts[index] ?? 0;
    if (!(part >= least)) return false;
    if (part > least) return true;
  }
  return true;
}

/**
 * The package that holds a Node for a platform.
 * @param {string} platform @param {string} arch @returns {string}
 */
export function runtimePackage(platform, arch) {
  if (platform === 'darwin') return `node-bin-darwin-${arch}`;
  return `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
}

/**
 * npm's own program, when this process was started by it. `pnpm start` and `yarn start` put themselves in that place.
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @returns {string | undefined}
 */
export function npmProgram(environment) {
  const program = environment.npm_execpath;
  return program !== undefined && basename(program) === 'npm-cli.js' ? program : undefined;
}

/** What a setting may decide: where packages come from and how to get there. Everything else Mibun decides. */
const THE_WAY_THERE =
  /^npm_config_(?:\/\/.*|@.*|_.*|registry|.*proxy|ca|cafile|cert|key|strict_ssl|cache|userconfig|globalconfig|fetch_.*|maxsockets|local_address|user_agent|offline|nodedir|node_gyp|python|replace_registry_host)$/;

/**
 * The environment for npm: without the settings that a shell, or npm around us, hands on.
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @returns {Record<string, string | undefined>}
 */
export function npmEnvironment(environment) {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => {
      const setting = name.toLowerCase().replaceAll('-', '_');
      if (setting === 'node_env' || setting === 'init_cwd') return false;
      if (setting.startsWith('npm_config_')) return THE_WAY_THERE.test(setting);
      return !setting.startsWith('npm_package_') && !setting.startsWith('npm_lifecycle_');
    }),
  );
}

/**
 * Every setting that changes what `npm ci` does, as Mibun wants it: a flag wins over the files of the person, the project
 * and the machine. No script of a package is run; nothing that is needed comes from one.
 * @param {{ readonly platform: string, readonly arch: string }} machine
 * @returns {readonly string[]}
 */
export function npmSettings({ platform, arch }) {
  return [
    '--include=prod',
    '--include=dev',
    '--include=optional',
    '--include=peer',
    '--ignore-scripts=true',
    '--engine-strict=false',
    '--force=false',
    '--global=false',
    '--location=project',
    '--dry-run=false',
    '--package-lock=true',
    '--package-lock-only=false',
    '--install-strategy=hoisted',
    '--install-links=false',
    '--bin-links=true',
    '--legacy-peer-deps=false',
    '--strict-peer-deps=false',
    `--os=${platform}`,
    `--cpu=${arch}`,
    '--audit=false',
    '--fund=false',
    '--update-notifier=false',
    '--progress=false',
    '--loglevel=error',
    '--prefer-online=false',
    '--prefer-offline=true',
  ];
}

/**
 * What to do when npm could not install, by what it said.
 * @param {string} output
 * @returns {string}
 */
export function hintFor(output) {
  if (/ENOTCACHED/.test(output))
    return 'npm is set to work offline; allow it the network once (npm_config_offline=false)';
  if (/EACCES|EPERM|EROFS/.test(output)) return 'this folder must belong to you, and be writable';
  if (/ENOSPC/.test(output)) return 'the disk is full: 1 GB is needed';
  if (/EINTEGRITY/.test(output))
    return 'a package is not the one that the lockfile names; run npm cache verify, then the same command again';
  if (/E40[1347]/.test(output))
    return 'the npm registry refuses: look at its setting (npm config get registry)';
  return 'check the network and the npm registry setting, then run the same command again';
}
