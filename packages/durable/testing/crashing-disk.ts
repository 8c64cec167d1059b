import { dirname } from 'node:path';
import type { Disk } from '../src/durable-files.ts';

/** The power goes. Nothing after it happens. */
export class PowerCut extends Error {
  override readonly name = 'PowerCut';
}

interface Content {
  /** What programs see. */
  bytes: Uint8Array;
  /** What survives for certain; undefined = anything may be found. */
  synced: Uint8Array | undefined;
}

/** A disk that forgets what was not synced, as far as POSIX allows it to, and whose power goes after a number of calls. */
export class CrashingDisk implements Disk {
  calls = 0;
  readonly log: string[] = [];
  readonly #lastCall: number;
  readonly #entries = new Map<string, Content>();
  /** The names as they are on the platter; changes of names become certain by an fsync of their folder. */
  #synced = new Map<string, Content>();
  readonly #open = new Map<number, string>();
  #nextFile = 3;

  constructor(files: Readonly<Record<string, Uint8Array>>, lastCall = Number.POSITIVE_INFINITY) {
    for (const [path, bytes] of Object.entries(files)) this.#entries.set(path, { bytes, synced: bytes });
    this.#synced = new Map(this.#entries);
    this.#lastCall = lastCall;
  }

  openSync(path: string, flags: string): number {
    this.#call(`open ${path}`);
    if (flags === 'w') this.#entries.set(path, { bytes: new Uint8Array(), synced: undefined });
    const file = this.#nextFile++;
    this.#open.set(file, path);
    return file;
  }

  /** Writes less than it was given, as it may. */
  writeSync(file: number, bytes: Uint8Array, offset: number): number {
    this.#call('write');
    const content = this.#entries.get(this.#pathOf(file));
    const length = Math.ceil((bytes.length - offset) / 2);
    if (content) content.bytes = Buffer.concat([content.bytes, bytes.subarray(offset, offset + length)]);
    return length;
  }

  fsyncSync(file: number): void {
    this.#call('fsync');
    const path = this.#pathOf(file);
    const content = this.#entries.get(path);
    if (content) {
      content.synced = content.bytes;
      return;
    }
    for (const name of new Set([...this.#entries.keys(), ...this.#synced.keys()])) {
      if (dirname(name) !== path) continue;
      const now = this.#entries.get(name);
      if (now) this.#synced.set(name, now);
      else this.#synced.delete(name);
    }
  }

  closeSync(file: number): void {
    this.#call('close');
    this.#open.delete(file);
  }

  renameSync(from: string, to: string): void {
    this.#call(`rename ${from} ${to}`);
    const content = this.#entries.get(from);
    if (!content) throw new Error(`no file ${from}`);
    this.#entries.delete(from);
    this.#entries.set(to, content);
  }

  rmSync(path: string): void {
    this.#call(`rm ${path}`);
    this.#entries.delete(path);
  }

  /** Everything that may lie at a path when the power is back; 'garbage' for what was never synced. */
  possible(path: string): readonly (Uint8Array | 'garbage' | 'nothing')[] {
    const seen = (content: Content | undefined) => (content ? (content.synced ?? 'garbage') : 'nothing');
    return [seen(this.#entries.get(path)), seen(this.#synced.get(path))];
  }

  #call(what: string): void {
    if (this.calls >= this.#lastCall) throw new PowerCut();
    this.calls += 1;
    this.log.push(what);
  }

  #pathOf(file: number): string {
    const path = this.#open.get(file);
    if (path === undefined) throw new Error('a file that is not open');
    return path;
  }
}
