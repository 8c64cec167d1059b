import { closeSync, existsSync, openSync, rmSync, writeSync } from 'node:fs';

/** Why a row was refused. The value itself is not in it: the file with the rows has it, under the same line. */
export interface RefusedRow {
  readonly line: number;
  readonly column: string;
  readonly reason: string;
  readonly rule: string;
  readonly ja: string;
  readonly en: string;
}

const COLUMNS = [
  'line',
  'column',
  'reason',
  'rule',
  'ja',
  'en',
] as const satisfies readonly (keyof RefusedRow)[];

/** `FILE.refused.csv`, written while the file is gone through; there is none when nothing is refused. */
export class RefusedFile {
  readonly path: string;
  #handle: number | undefined;

  constructor(file: string) {
    this.path = `${file}.refused.csv`;
    if (existsSync(this.path)) rmSync(this.path);
  }

  add(row: RefusedRow): void {
    if (this.#handle === undefined) {
      this.#handle = openSync(this.path, 'wx', 0o600);
      writeSync(this.#handle, `${COLUMNS.join(',')}\n`);
    }
    writeSync(this.#handle, `${COLUMNS.map((column) => cell(String(row[column]))).join(',')}\n`);
  }

  close(): void {
    if (this.#handle !== undefined) closeSync(this.#handle);
    this.#handle = undefined;
  }
}

const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
