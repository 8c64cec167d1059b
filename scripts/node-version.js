// Read by any Node that knows modules, however old: no syntax of this decade here, and nothing imported.
export const OLDEST_NODE = 20;

/**
 * What to tell somebody whose Node is too old even to install; undefined when it will do.
 * @param {string} version
 * @returns {string | undefined}
 */
export function nodeTooOld(version) {
  if (Number(version.split('.')[0]) >= OLDEST_NODE) return undefined;
  return [
    `mibun: this is Node ${version}, and Mibun needs Node ${OLDEST_NODE} or later to install itself`,
    'hint: install a newer Node from https://nodejs.org (or by your version manager), then run the same command again',
  ].join('\n');
}

/**
 * Calls `then` on what a module gives, unless Node is too old to read that module.
 * @template T
 * @param {() => Promise<T>} load
 * @param {(module: T) => void} then
 */
export function whenNewEnough(load, then) {
  const trouble = nodeTooOld(process.versions.node);
  if (trouble !== undefined) {
    console.error(trouble);
    process.exit(1);
  }
  load().then(then, (/** @type {Error} */ error) => {
    console.error(`mibun: ${error.message}`);
    process.exit(1);
  });
}
