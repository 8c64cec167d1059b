import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { print } from '../output.ts';

export interface StoryOptions {
  /** Where artefacts go. */
  readonly folder: string;
  readonly json: boolean;
  /** Prints nothing; for tests that only keep the artefacts. */
  readonly silent?: boolean;
}

/** Prints the steps with their evidence, and keeps the artefacts. */
export class Story {
  readonly #options: StoryOptions;
  #total = 0;
  #done = 0;
  #evidence: { readonly what: string; readonly value: string }[] = [];

  constructor(options: StoryOptions) {
    this.#options = options;
    mkdirSync(options.folder, { recursive: true });
  }

  get #talks(): boolean {
    return !this.#options.json && !this.#options.silent;
  }

  /** How many steps there are to be. */
  expect(total: number): void {
    this.#total = total;
  }

  get folder(): string {
    return this.#options.folder;
  }

  /** One fact that shows that the step did what it says: a serial, a status, a file, who did it. */
  show(what: string, value: string | number): void {
    this.#evidence.push({ what, value: String(value) });
    if (this.#talks) print(`      ${what.padEnd(28)} ${value}`);
  }

  /** Keeps an artefact and shows its name. */
  keep(name: string, bytes: Uint8Array | string, what = 'file'): string {
    const path = join(this.#options.folder, name);
    writeFileSync(path, bytes);
    this.show(what, name);
    return path;
  }

  async step(title: string, act: () => Promise<void>): Promise<void> {
    const number = this.#done + 1;
    this.#evidence = [];
    if (this.#talks) print(`\n${String(number).padStart(4)}  ${title}`);
    await act();
    this.#done++;
    if (this.#options.json) print(JSON.stringify({ step: number, title, evidence: this.#evidence }));
  }

  /** The last line; true when every step did what it says. */
  finish(): boolean {
    if (this.#options.json) print(JSON.stringify({ scenario: { done: this.#done, of: this.#total } }));
    print(`scenario: ${this.#done}/${this.#total} steps`);
    return this.#total > 0 && this.#done === this.#total;
  }
}

/** What must hold for the step to count. */
export function must(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`expected: ${what}`);
}
