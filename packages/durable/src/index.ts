export { type Disk, moveDurably, removeUnfinished, writeDurably } from './durable-files.ts';
export { isFileError } from './file-error.ts';
export {
  byFlock,
  byLibrary,
  LockHeld,
  type LockingWay,
  type LockOptions,
  lockFile,
  NoLocks,
} from './lock.ts';
export { readIfThere, writeNew } from './new-file.ts';
export { isOpenToEverybody } from './secret-file.ts';
export { decodeText, NotUnicode, readTextFile, withoutMark } from './text-file.ts';
