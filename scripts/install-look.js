// What is there, whoever put it there: compares node_modules with the lockfile.
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} LockEntry
 * @property {string} [version]
 * @property {boolean} [link]
 * @property {string} [resolved]
 * @property {boolean} [optional]
 * @property {string | readonly string[]} [os]
 * @property {string | readonly string[]} [cpu]
 * @property {string | readonly string[]} [libc]
 *
 * @typedef {object} Machine
 * @property {string} platform
 * @property {string} arch
 * @property {string | undefined} libc
 *
 * @typedef {object} Missing
 * @property {string} path
 * @property {boolean} optional whether npm may leave it out without failing
 */

/** @returns {Machine} */
export function thisMachine() {
  const report = /** @type {{ header?: { glibcVersionRuntime?: string } }} */ (
    process.platform === 'linux' ? process.report.getReport() : {}
  );
  const libc = report.header?.glibcVersionRuntime === undefined ? 'musl' : 'glibc';
  return {
    platform: process.platform,
    arch: process.arch,
    libc: process.platform === 'linux' ? libc : undefined,
  };
}

/**
 * Whether a package is meant for a machine: npm's lists, in which `!x` means anything but x.
 * @param {LockEntry} entry
 * @param {Machine} machine
 * @returns {boolean}
 */
export function isFor({ os, cpu, libc }, machine) {
  return fits(os, machine.platform) && fits(cpu, machine.arch) && fits(libc, machine.libc);
}

/** @param {string | readonly string[] | undefined} wanted @param {string | undefined} value */
function fits(wanted, value) {
  const list = wanted === undefined ? [] : [wanted].flat();
  if (list.length === 0 || list.includes('any')) return true;
  if (list.some((item) => item === `!${value}`)) return false;
  return list.every((item) => item.startsWith('!')) || (value !== undefined && list.includes(value));
}

/**
 * What the lockfile of a folder names and node_modules does not hold in that version.
 * @param {string} folder
 * @param {Machine} machine
 * @returns {readonly Missing[]}
 */
export function missingPackages(folder, machine) {
  /** @type {{ packages: Record<string, LockEntry> }} */
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  const missing = [];
  for (const [path, entry] of Object.entries(packages)) {
    if (!/(?:^|\/)node_modules\//.test(path) || !isFor(entry, machine)) continue;
    if (!isThere(folder, path, entry)) missing.push({ path, optional: entry.optional === true });
  }
  return missing;
}

/** @param {string} folder @param {string} path @param {LockEntry} entry */
function isThere(folder, path, entry) {
  const place = join(folder, path);
  try {
    if (entry.link) return realpathSync(place) === realpathSync(join(folder, entry.resolved ?? ''));
    return JSON.parse(readFileSync(join(place, 'package.json'), 'utf8')).version === entry.version;
  } catch {
    return false;
  }
}

/**
 * Whether npm itself came to the end: it writes its record of node_modules last.
 * @param {string} folder
 */
export function npmCameToTheEnd(folder) {
  return existsSync(join(folder, 'node_modules', '.package-lock.json'));
}
